"""`read`: every kind of source -> Document."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import sources as sources_module
from summarize.document import Document, Role
from summarize.errors import SourceError, UsageError
from summarize.sources import read, render_readable

ARTICLE = (
    "Contact Us\n\n12 Elm Street, Springfield, Illinois 62704\n\n"
    "The council has voted to keep the ferry, which carries about 400 people a day.\n\n"
    "“We listened … even to the children,” Mayor Ruth Adeyemi said on Tuesday.\n\n"
    "READ: Who pays for the bridge?\n\n"
    "The last vote was in 2017. It ended in a draw.\n\n\n"
    "Notify of\nInline Feedbacks\nView all comments\n"
)


def quotes(document: Document) -> list[str]:
    return [document.quote(sentence.span) for sentence in document.sentences]


def test_an_article_is_read_without_its_boilerplate(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(ARTICLE.encode())
    document = read(path)
    assert quotes(document) == [
        "The council has voted to keep the ferry, which carries about 400 people a day.",
        "“We listened … even to the children,” Mayor Ruth Adeyemi said on Tuesday.",
        "The last vote was in 2017.",
        "It ended in a draw.",
    ]
    assert [sentence.number for sentence in document.sentences] == [1, 2, 3, 4]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1, 2, 2]
    assert [document.quote(found.span) for found in document.excluded] == [
        "Contact Us",
        "12 Elm Street, Springfield, Illinois 62704",
        "READ: Who pays for the bridge?",
        "Notify of",
        "Inline Feedbacks",
        "View all comments",
    ]
    assert document.text == ARTICLE
    assert document.origin == str(path)
    assert document.language == "en"
    assert document.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert document.notes == ()
    assert document.line_at(document.sentences[2].span.start) == 11


@pytest.mark.parametrize("source", ["article.txt", Path("article.txt")])
def test_a_path_may_be_a_string_or_a_path(
    source: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("One line. Another.", encoding="utf-8")
    assert quotes(read(source)) == ["One line.", "Another."]


def test_a_dash_is_standard_input() -> None:
    document = read("-", stdin=io.BytesIO(b"One line. Another."))
    assert (document.origin, quotes(document)) == ("-", ["One line.", "Another."])


def test_a_string_is_read_as_it_is() -> None:
    document = read(text="One line. Another.")
    assert (document.origin, quotes(document)) == ("text", ["One line.", "Another."])
    assert document.sha256 == hashlib.sha256(b"One line. Another.").hexdigest()


@pytest.mark.parametrize("arguments", [{}, {"source": "a.txt", "text": "a"}])
def test_exactly_one_of_source_and_text(arguments: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/hosts", "www.example.org"])
def test_other_addresses_than_of_the_web_are_refused_with_a_way_out(address: str) -> None:
    with pytest.raises(SourceError, match="is no address that can be read") as caught:
        read(address)
    assert address in caught.value.message
    assert "https://" in caught.value.hint


def test_a_file_may_be_called_like_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("www.example.org").write_text("One line. Another.", encoding="utf-8")
    assert quotes(read("www.example.org")) == ["One line.", "Another."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds only white space"),
        (b"\xef\xbb\xbf \n", "holds only white space"),
        ("\u200e \u00ad\u200d\ufe0f\n".encode(), "holds only white space"),
        (b"--- *** ---\n", "holds no prose"),
        (b"%PDF-1.7\nxx", "damaged"),
        (b"<!DOCTYPE html><html><body></body></html>", "is an empty page"),
        (b"<?xml version='1.0'?><svg></svg>", "is an XML document of an unknown kind"),
        (bytes(range(256)) * 4, "is not a text file"),
        (b"text\x00with zeros\x00", "is not a text file"),
    ],
)
def test_bad_content_is_named(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        read(path)
    assert "odd.txt" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint
    with pytest.raises(SourceError, match=message) as caught:
        read("-", stdin=io.BytesIO(content))
    assert "standard input" in caught.value.message


def test_endless_lines_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "MAX_LINES", 10)
    assert read(text="One line.\n" * 10)
    with pytest.raises(SourceError, match="more than 10 lines"):
        read(text="One line.\n" * 11)


@pytest.mark.parametrize("source", ["", " "])
def test_an_empty_name_is_no_folder(source: str) -> None:
    with pytest.raises(SourceError, match="name of the source is empty"):
        read(source)


def test_nothing_but_boilerplate_is_read() -> None:
    assert quotes(read(text="Contact Us\n\nLog in\n\n© 2020 Nobody")) == [
        "Contact Us",
        "Log in",
        "© 2020 Nobody",
    ]


def test_line_ends_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    path.write_bytes("\ufeffFirst line here.\r\n\r\nSecond “line”.\r\n".encode())
    document = read(path)
    assert document.text == "First line here.\r\n\r\nSecond “line”.\r\n"
    assert quotes(document) == ["First line here.", "Second “line”."]
    assert document.line_at(document.sentences[1].span.start) == 3
    assert "byte order mark" in document.notes[0]


def test_the_content_decides_on_the_format_before_the_extension() -> None:
    text = "# Ferry\n\nThe ferry stays.\n\n## Votes\n\nEleven to two."
    document = read(text=text)
    assert (document.title, quotes(document)[0]) == ("Ferry", "Ferry")


def test_the_extension_decides_where_the_content_does_not(tmp_path: Path) -> None:
    for name, expected in (("a.md", "The ferry stays."), ("a.txt", "# The ferry stays.")):
        (tmp_path / name).write_text("# The ferry stays.\n", encoding="utf-8")
        assert quotes(read(tmp_path / name)) == [expected]


@pytest.mark.parametrize(("given_code", "code"), [("de", "de"), ("en-GB", "en"), (" EN ", "en")])
def test_the_language_can_be_given(given_code: str, code: str) -> None:
    assert read(text="Kurz.", language=given_code).language == code


def test_too_little_text_has_no_language() -> None:
    assert read(text="The cat sat on the mat.").language is None


def test_readable_is_what_is_left() -> None:
    assert render_readable(read(text=ARTICLE)) == (
        "The council has voted to keep the ferry, which carries about 400 people a day.\n\n"
        "“We listened … even to the children,” Mayor Ruth Adeyemi said on Tuesday.\n\n"
        "The last vote was in 2017. It ended in a draw.\n"
    )


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(["# A", "A", "- x", "> q", "```", "|a|b|", "|-|-|", "===", "---", "", "B."])
    ).map("\n".join)
)
def test_any_string_is_read_or_refused(text: str) -> None:
    try:
        document = read(text=text, language="en")
    except SourceError:
        return
    assert document.text == text
    numbers = [sentence.number for sentence in document.sentences]
    assert numbers == list(range(1, len(numbers) + 1))
    taken = sorted(
        [sentence.span for sentence in document.sentences]
        + [found.span for found in document.excluded]
    )
    assert all(a.end <= b.start for a, b in pairwise(taken))
    assert all(quote == quote.strip() != "" for quote in quotes(document))
    if document.sentences:
        assert any(sentence.role is Role.PROSE for sentence in document.sentences)
    else:
        assert document.excluded


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = read("-", stdin=io.BytesIO(content), language="en")
    except SourceError:
        return
    assert document.sentences or document.excluded


def test_importing_is_cheap() -> None:
    heavy = "{'sentencex', 'py3langid', 'charset_normalizer', 'numpy'}"
    code = f"import sys, summarize.sources; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
