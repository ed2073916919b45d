"""Formulas of Word, of OpenDocument and of books as lines of text."""

from __future__ import annotations

import io
import zipfile

import pytest

from summarize.sources.blocks import Extract
from summarize.sources.formats import docx as docx_reader
from summarize.sources.formats import epub as epub_reader
from summarize.sources.formats import jats, rtf
from summarize.sources.formats import odt as odt_reader
from support.office_files import docx, epub, listed, odt, prose, zipped


def run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def part(name: str, text: str) -> str:
    return f"<m:{name}>{run(text)}</m:{name}>"


def read(formula: str) -> str:
    word = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = f"<w:p>{word.format('Let ')}<m:oMath>{formula}</m:oMath>{word.format(' be.')}</w:p>"
    (text,) = prose(docx_reader.extract(docx(body), "a.docx"))
    return text.removeprefix("Let ").removesuffix(" be.")


NO_BAR = '<m:fPr><m:type m:val="noBar"/></m:fPr>'
SQUARE = '<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (run("t=3"), "t = 3"),
        (f"<m:sSup>{part('e', '10')}{part('sup', '6')}</m:sSup>", "10⁶"),
        (f"<m:sSup>{part('e', '10')}{part('sup', '-9')}</m:sSup>", "10⁻⁹"),
        (f"<m:sSup>{part('e', 'e')}{part('sup', 'a+b')}</m:sSup>", "eᵃ⁺ᵇ"),
        (f"<m:sSup>{part('e', 'e')}{part('sup', 'π/2')}</m:sSup>", "e^(π/2)"),
        (f"<m:sSub>{part('e', 'CO')}{part('sub', '2')}</m:sSub>", "CO2"),
        (f"<m:sSub>{part('e', '10')}{part('sub', '2')}</m:sSub>", "10₂"),
        (f"<m:f>{part('num', 'a+b')}{part('den', 'c')}</m:f>", "(a+b)/c"),
        (f"<m:f>{part('num', '1')}{part('den', '2')}</m:f>", "1/2"),
        (f"<m:rad><m:radPr/><m:deg/>{part('e', '2')}</m:rad>", "√2"),
        (f"<m:rad>{part('deg', '3')}{part('e', 'x+1')}</m:rad>", "∛(x+1)"),
        (f"<m:d>{part('e', 'a+b')}</m:d>", "(a+b)"),
        (f"<m:d>{SQUARE}{part('e', 'a')}</m:d>", "[a]"),
        (f"<m:sSup><m:e><m:f>{part('num', 'x-c')}{part('den', 'v')}</m:f></m:e>{part('sup', '2')}"
         "</m:sSup>", "((x-c)/v)²"),
        (f"<m:d><m:e><m:f>{NO_BAR}{part('num', 'n')}{part('den', 'k')}</m:f></m:e></m:d>",
         "(n over k)"),
        (f"<m:func>{part('fName', 'sin')}{part('e', 'x')}</m:func>", "sin x"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{part("sub", "i=1")}{part("sup", "n")}'
         f"{part('e', 'i')}</m:nary>", "∑_(i = 1)ⁿ i"),
        ("<m:r><m:t></m:t></m:r>", "[formula]"),
    ],
)  # fmt: skip
def test_formulas_of_word(formula: str, text: str) -> None:
    assert read(formula) == text


def test_pictures_of_formulas_leave_a_mark() -> None:
    old = '<w:object xmlns:o="urn:o"><v:shape/><o:OLEObject ProgID="Equation.DSMT4"/></w:object>'
    body = f"<w:p><w:r><w:t>Let </w:t></w:r><w:r>{old}</w:r><w:r><w:t> be.</w:t></w:r></w:p>"
    assert prose(docx_reader.extract(docx(body), "a.docx")) == ["Let [formula] be."]
    data = (
        rb"{\rtf1 Let {\object\objemb{\*\objclass Equation.3}{\*\objdata 00}{\result {\pict 00}}} "
        rb"be."
        rb"\par Let {\mmath{\*\moMath{\mr x}}} be.\par}"
    )
    assert prose(rtf.extract(data, "a.rtf")) == ["Let [formula] be.", "Let [formula] be."]


POWER = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mn>10</mn><mn>6</mn></msup>'
    "<mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
)


def test_formulas_of_opendocument() -> None:
    frame = (
        '<text:p>Let <draw:frame><draw:object xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xlink:href="./Object 1"/></draw:frame> be.</text:p>'
    )
    with zipfile.ZipFile(io.BytesIO(odt(frame))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    without = odt_reader.extract(zipped(members), "a.odt")
    assert prose(without) == ["Let be."]
    found = odt_reader.extract(zipped(members | {"Object 1/content.xml": POWER.encode()}), "a.odt")
    assert prose(found) == ["Let 10⁶ = a/b be."]


def read_book(body: str) -> Extract:
    return epub_reader.extract(epub({"a": f"<body>{body}</body>"}), "a.epub")


def test_formulas_of_books_and_articles() -> None:
    assert prose(read_book(f"<p>Let {POWER} be.</p>")) == ["Let 10⁶ = a/b be."]
    data = (
        "<article><front><article-meta/></front><body><p>Let <inline-formula>"
        f"{POWER}</inline-formula> be.</p></body></article>"
    )
    assert prose(jats.extract(data.encode(), "a.xml")) == ["Let 10⁶ = a/b be."]


def test_a_formula_alone_is_no_prose() -> None:
    body = f"<w:p><m:oMathPara><m:oMath>{run('t=3')}</m:oMath></m:oMathPara></w:p>"
    body += "<w:p><w:r><w:t>Eels swim.</w:t></w:r></w:p>"
    assert listed(docx_reader.extract(docx(body), "a.docx")) == [
        ("code", "t = 3"),
        ("prose", "Eels swim."),
    ]
