"""Safe parsing of XML and HTML, and the walk over their trees."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.formats import xml_tree
from summarize.sources.formats.xml_tree import TEXT, parse_html, parse_xml, text_content, walk


def parsed(data: str) -> str:
    return text_content(parse_xml(data.encode(), "a.xml", "feed"))


def test_named_characters_are_known_without_their_dtd() -> None:
    dtd = '<!DOCTYPE html PUBLIC "-//x//y" "http://example.org/x.dtd">'
    assert parsed(f"{dtd}<p>caf&eacute;&nbsp;au&#32;lait</p>") == "café au lait"


def test_short_entities_of_the_documents_own_are_text() -> None:
    dtd = '<!DOCTYPE p [<!ENTITY co "Eel Trust"><!ENTITY bold "<b>x</b>">]>'
    assert parsed(f"{dtd}<p>The &co; met&bold;.</p>") == "The Eel Trust met."


@pytest.mark.parametrize("recover", [False, True])
def test_entities_in_entities_are_refused(recover: bool) -> None:
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    data = f"<!DOCTYPE p [{entities}]><p>one &i; two</p>".encode()
    with pytest.raises(SourceError, match="unfolds to too long a text"):
        parse_xml(data, "a.xml", "feed", recover=recover)


def test_a_long_entity_used_often_is_refused() -> None:
    with pytest.raises(SourceError, match="unfolds to too long a text"):
        parsed(f'<!DOCTYPE p [<!ENTITY a "{"x" * 100_000}">]><p>one{"&a;" * 1000} two</p>')


def test_an_entity_of_itself_is_no_text() -> None:
    with pytest.raises(SourceError):
        parsed('<!DOCTYPE p [<!ENTITY a "&b;"><!ENTITY b "&a;">]><p t="&a;">one &a; two</p>')


@pytest.mark.parametrize("kind", ["SYSTEM", 'PUBLIC "x"'])
def test_nothing_outside_is_read(kind: str, tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:
        file.write("secret")
    text = parsed(f'<!DOCTYPE p [<!ENTITY a {kind} "file://{secret}">]><p>one &a;</p>')
    assert text == "one"


@pytest.mark.parametrize("recover", [False, True])
def test_a_hundred_thousand_elements_in_each_other_are_refused(recover: bool) -> None:
    data = b"<a>" * 100_000 + b"x" + b"</a>" * 100_000
    with pytest.raises(SourceError, match="nested too deeply"):
        parse_xml(data, "a.xml", "feed", recover=recover)


def test_deep_html_is_refused_rather_than_cut() -> None:
    with pytest.raises(SourceError, match="nested too deeply"):
        parse_html("<div>" * 10_000 + "words" + "</div>" * 10_000, "a.eml")


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MAX_TAGS", 100)
    with pytest.raises(SourceError, match="more than 100 tags"):
        parse_xml(b"<p>" + b"<a/>" * 100 + b"</p>", "a.xml", "feed")
    with pytest.raises(SourceError, match="more than 100 tags"):
        parse_xml(b"<p " + b" ".join(b'a%d="1"' % n for n in range(100)) + b"/>", "a.xml", "feed")


@pytest.mark.parametrize(
    "data", [b"", b"words", b"<a>", b"<a><b></a>", b"\xff\xfe<", b"<a>\x00</a>"]
)
def test_what_is_not_well_formed_is_damaged(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.xml is a damaged feed"):
        parse_xml(data, "a.xml", "feed")


def test_self_closed_tags_in_html_swallow_nothing() -> None:
    root = parse_html('<head><title/></head><body><a id="x"/>One.<script/> Two.</body>', "a.eml")
    assert root is not None
    assert text_content(root) == "One. Two."


def test_html_of_nothing_is_nothing() -> None:
    assert parse_html(" \n", "a.eml") is None


def test_the_walk_replaces_and_keeps_what_stands_behind() -> None:
    root = parse_xml(b"<p>a<b>b<i>c</i></b>d<!-- e -->f<?g h?>i</p>", "a.xml", "feed")
    swapped = walk(root, lambda one: "X" if one.tag == "b" else None)
    assert "".join(text for event, _, text in swapped if event == TEXT) == "aXdfi"
    dropped = walk(root, lambda one: "" if one.tag == "i" else None)
    assert "".join(text for event, _, text in dropped if event == TEXT) == "abdfi"


def test_many_entities_of_the_documents_own_are_looked_up_once() -> None:
    names = [f"e{number}" for number in range(20_000)]
    dtd = "".join(f'<!ENTITY {name} "x">' for name in names)
    data = f"<!DOCTYPE p [{dtd}]><p>{''.join(f'&{name};' for name in names)}</p>"
    assert parsed(data) == "x" * 20_000
