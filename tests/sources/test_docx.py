"""DOCX: styles, lists, tables, notes, hidden and deleted text, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.docx import extract
from support.office_files import docx, listed, prose, zipped


def read(body: str, **parts: str) -> Extract:
    return extract(docx(body, **parts), "eels.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def style(identifier: str, name: str, inner: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"{inner}</w:style>"
    )


STYLES = "".join(
    [
        style("1", "heading 1"),
        style("2", "heading 2"),
        style("a3", "Title"),
        style("Ueber", "Meine Überschrift", '<w:basedOn w:val="2"/>'),
        style("Own", "Own", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("Cap", "caption"),
        style("Toc", "toc 1"),
        style("Lst", "List Bullet"),
        style("Hid", "Hidden", "<w:rPr><w:vanish/></w:rPr>"),
        style("Loop1", "x", '<w:basedOn w:val="Loop2"/>'),
        style("Loop2", "y", '<w:basedOn w:val="Loop1"/>'),
    ]
)


def styled(text: str, identifier: str) -> str:
    return par(text, f'<w:pStyle w:val="{identifier}"/>')


def test_headings_by_style_by_what_it_is_based_on_and_by_outline() -> None:
    body = (
        styled("Eels", "a3") + styled("One", "1") + styled("Two", "2") + styled("Drei", "Ueber")
        + styled("Four", "Own") + par("Five", '<w:outlineLvl w:val="3"/>') + par("Eels swim.")
        + styled("Round.", "Loop1")
    )  # fmt: skip
    assert listed(read(body, styles=STYLES)) == [
        ("heading1", "Eels"),
        ("heading1", "One"),
        ("heading2", "Two"),
        ("heading2", "Drei"),
        ("heading3", "Four"),
        ("heading4", "Five"),
        ("prose", "Eels swim."),
        ("prose", "Round."),
    ]


def test_a_bold_line_of_its_own_is_a_heading_below_the_last() -> None:
    body = (
        styled("One", "1") + par(run("Of fins", "<w:b/>")) + par(run("Bold. All of it.", "<w:b/>"))
    )
    body += par(run("Half", "<w:b/>") + run(" bold")) + par(run("Not bold", '<w:b w:val="0"/>'))
    assert listed(read(body, styles=STYLES)) == [
        ("heading1", "One"),
        ("heading2", "Of fins"),
        ("prose", "Bold. All of it."),
        ("prose", "Half bold"),
        ("prose", "Not bold"),
    ]


def test_title_and_byline_become_metadata() -> None:
    body = styled("Eels", "a3") + par("By Ann Lee , Bo van Dyk and Cy Orr") + par("Eels swim.")
    found = read(body, styles=STYLES, core="<dc:title>x</dc:title><dc:creator>Dee</dc:creator>")
    assert found.metadata.title == "Eels"
    assert found.metadata.author == "Ann Lee, Bo van Dyk, Cy Orr"
    assert found.metadata.date is None
    assert listed(found)[1:] == [
        ("metadata", "By Ann Lee , Bo van Dyk and Cy Orr"),
        ("prose", "Eels swim."),
    ]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("On Eels", "Ann Lee", ("On Eels", "Ann Lee")),
        ("Microsoft Word - eels.doc", "Microsoft Office User", (None, None)),
        ("Document1", "python-docx", (None, None)),
        ("eels", "", (None, None)),
    ],
)
def test_properties_that_programs_fill_in_are_not_believed(
    title: str, author: str, expected: tuple[str | None, str | None]
) -> None:
    core = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    metadata = read(par("Eels swim."), core=core).metadata
    assert (metadata.title, metadata.author) == expected


def test_what_was_deleted_moved_away_or_hidden_is_not_shown() -> None:
    body = (
        par(run("Eels ") + f"<w:del>{run('never ')}</w:del><w:ins>{run('always ')}</w:ins>"
            f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('come ')}</w:moveTo>"
            + run("secret ", "<w:vanish/>") + run("shown ", '<w:vanish w:val="0"/>') + run("swim."))
        + styled("All hidden.", "Hid")
        + par("Two", "<w:rPr><w:del/></w:rPr>") + par(" halves.")
    )  # fmt: skip
    assert prose(read(body, styles=STYLES)) == ["Eels always come shown swim.", "Two halves."]


def test_characters_that_are_elements() -> None:
    inner = (
        "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:t>ee</w:t><w:softHyphen/>"
        '<w:t>ls</w:t><w:br/><w:t>swim</w:t><w:sym w:font="Symbol" w:char="F0B7"/>'
        '<w:sym w:font="Arial" w:char="2019"/></w:r>'
    )
    assert prose(read(par(inner))) == ["well-known eels swim•’"]


def test_of_fields_only_the_result_is_text() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    nested = f"{char('begin')}{code}{char('separate')}{run('inner')}{char('end')}"
    inner = (
        run("see ") + char("begin") + code + nested + char("separate") + run("part 2") + char("end")
        + f'<w:fldSimple w:instr="PAGE">{run(" on 3")}</w:fldSimple>'
        + f"<w:hyperlink>{run(', here')}</w:hyperlink>"
    )  # fmt: skip
    assert prose(read(par(inner))) == ["see part 2 on 3, here"]
    assert prose(read(par(run("One.") + char("begin") + code) + par("Two."))) == ["One.", "Two."]


def test_lists_tables_captions_and_contents() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{par(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in ("ab", "cd")
    )
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{par('x')}</w:tc></w:tr>"
    body = (
        styled("Contents 1", "Toc") + styled("One", "Lst") + par("Two", numbered)
        + par("Three", numbered.replace('"3"', '"0"'))
        + f"<w:tbl>{cells}{deleted}</w:tbl>" + styled("Table 1: letters", "Cap")
    )  # fmt: skip
    assert listed(read(body, styles=STYLES)) == [
        ("item", "One"),
        ("item", "Two"),
        ("prose", "Three"),
        ("table", "a | b\nc | d"),
        ("caption", "Table 1: letters"),
    ]


def test_a_box_is_read_once_and_stands_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{par('In the box.')}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert prose(read(par(run("Before ") + inner + run("behind.")))) == [
        "Before behind.",
        "In the box.",
    ]


def test_notes_stand_at_the_end_and_their_numbers_nowhere() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{par("---")}</w:footnote>'
        f'<w:footnote w:id="2">{par("<w:r><w:footnoteRef/></w:r>" + run("Some do."))}'
        f"{par('Most do.')}</w:footnote>"
    )
    body = par(run("Eels") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" swim."))
    body += par(
        run("Far") + run("3", '<w:vertAlign w:val="superscript"/>') + run(" in 10")
        + run("6", '<w:vertAlign w:val="superscript"/>') + run(" days.")
    )  # fmt: skip
    assert listed(read(body, footnotes=notes)) == [
        ("prose", "Eels swim."),
        ("prose", "Far in 10⁶ days."),
        ("footnote", "Some do. Most do."),
    ]


def test_formulas_in_a_sentence_are_text_and_alone_are_not() -> None:
    formula = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
        "</m:sSup></m:oMath>"
    )
    body = par(run("Let ") + formula + run(" be it.")) + par(
        f"<m:oMathPara>{formula}</m:oMathPara>"
    )
    assert listed(read(body)) == [("prose", "Let x² be it."), ("code", "x²")]


def test_generated_contents_placeholders_and_comments_are_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{par('One 3')}</w:sdtContent></w:sdt>"
    )
    blank = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{par('Click here')}"
        "</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('Eels swim.')}</w:sdtContent></w:sdt>"
    comment = par(run("Far.") + '<w:r><w:commentReference w:id="1"/></w:r>')
    found = read(
        contents + blank + filled + comment, comments=f"<w:comment>{par('No!')}</w:comment>"
    )
    assert prose(found) == ["Eels swim.", "Far."]


def test_references_are_told_by_their_heading() -> None:
    body = styled("References", "1") + par("Lee, A. Eels.") + styled("Annex", "1") + par("More.")
    assert [kind for kind, _ in listed(read(body, styles=STYLES))] == [
        "heading1",
        "reference",
        "heading1",
        "prose",
    ]


def test_a_document_inside_the_document_is_told() -> None:
    assert read(par("Eels.") + "<w:altChunk/>").notes == (
        "left out: a document inside the document",
    )


@pytest.mark.parametrize(
    "members",
    [
        {"a": "b"},
        {"word/document.xml": "<w:document"},
        {"word/document.xml": "<document/>"},
        {"word/document.xml": ""},
    ],
)
def test_broken_documents_are_damaged(members: dict[str, str]) -> None:
    with pytest.raises(SourceError, match=r"eels\.docx is a damaged Word document"):
        extract(zipped(members), "eels.docx")


def test_an_empty_document_holds_no_text() -> None:
    with pytest.raises(SourceError, match="holds no text"):
        read(par(" "))
