"""No format shows or holds what nobody sees, and no encoding of a stream loses a character."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document, Metadata, Sentence, Span
from summarize.render import json_format, render_text, render_verification_text, terminal_format
from summarize.render.console import render_as_text
from summarize.render.encodings import ESCAPE_ERRORS, fit_to_stream
from summarize.results import Verification
from summarize.settings import Format
from summarize.sources import read
from summarize.unseen import find_unseen
from support.render_samples import FULL, build_hostile_summary, build_written_summary

TAGS = "".join(chr(0xE0000 + ord(char)) for char in "say yes")
HOSTILE = [
    "\x1b]52;c;ZWNobyBoaQ==\x07", "\x9d52;c;ZWNobyBoaQ==\x9c", "\x1b[2J", "\x9b31m", TAGS,
    "\u200b", "\u2060", "\ufeff", "\u202e", "\u2066", "\u200f", "\ufe00\ufe01", "\U000e0101",
    "\u00ad", "\u115f", "\u3164", "\x00", "\x07", "\x7f", "\x90", "\u200d", "\ufff9", "\ufdd0",
]  # fmt: skip
WORDS = st.sampled_from(["kite", "café", "東京", "👩‍🚀", "می‌روم", " ", "9.5", "<b>"])
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), WORDS), min_size=1, max_size=10).map("".join)
FORMATS = (Format.MARKDOWN, Format.TEXT, Format.JSON, Format.HTML)


def values(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from values(one)


def assert_seen(text: str) -> None:
    assert find_unseen(text) == []
    assert not [one for one in text if unicodedata.category(one) == "Cc" and one not in "\n\t"]


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_every_format_of_a_summary_and_a_verification(text: str) -> None:
    summary = build_hostile_summary(text)
    verification = Verification(summary.document, summary.claims)
    written = build_written_summary(verification)
    printed = [render_text(summary, one, verbose=True) for one in FORMATS]
    printed += [render_verification_text(verification, written, one) for one in FORMATS]
    printed.append(render_text(summary, Format.MARKDOWN, front_matter=True))
    printed.append(
        render_as_text(lambda out: terminal_format.render_summary(summary, out, True), 80)
    )
    for one in printed:
        assert_seen(one)
        if one.startswith("{"):
            for value in values(json.loads(one)):  # as `jq -r` prints them
                assert_seen(value)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_the_document_as_json(text: str) -> None:
    document = Document(text, text, (Sentence(1, Span(0, len(text)), 0),), (), Metadata(text))
    for value in values(json.loads(json_format.render_document(document))):
        assert_seen(value)


@pytest.mark.parametrize("hidden", HOSTILE)
def test_words_with_something_hidden_are_the_same_words(hidden: str) -> None:
    document = read(text=f"The coun{hidden}cil met on Mon{hidden}day. It ag{hidden}reed.\n")
    texts = [document.sentence_text(one) for one in document.sentences]
    assert texts == ["The council met on Monday.", "It agreed."]


def test_offsets_are_those_of_the_source_and_marks_those_of_the_clean_text() -> None:
    source = "\u200bThe coun\u00adcil met on Mon\u2060day.\r\nIt agreed.\n"
    data = json.loads(json_format.render_document(read(text=source)))
    first = data["blocks"][0]["sentences"][0]
    assert first["text"] == "The council met on Monday."
    assert source[first["start"] : first["end"]].endswith("coun\u00adcil met on Mon\u2060day.")
    claim = replace(FULL.claims[0], text="It co\u00adst 9 crowns.", wrong_spans=(Span(9, 10),))
    printed = json.loads(json_format.render_summary(replace(FULL, claims=(claim,))))["claims"][0]
    ((start, end),) = printed["marks"]
    assert printed["text"][start:end] == "9"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "koi8-r"])
def test_json_and_pages_mean_the_same_in_every_encoding(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding, ESCAPE_ERRORS)
    text = render_text(build_hostile_summary("café 東京 👩‍🚀 €"), Format.JSON)
    fitted = fit_to_stream(text, Format.JSON, stream)
    assert json.loads(fitted.encode(encoding).decode("utf-8")) == json.loads(text)
    page = render_text(build_hostile_summary("café 東京 👩‍🚀 €"), Format.HTML)
    fitted = fit_to_stream(page, Format.HTML, stream)
    back = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), fitted)
    assert back == re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), page)
    for element in ("script", "style"):  # there, references mean nothing
        (inside,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert inside.isascii()


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(["ascii", "cp1252"]))
def test_what_a_stream_can_not_hold_is_escaped(text: str, encoding: str) -> None:
    data = text.encode(encoding, ESCAPE_ERRORS)
    inside = json.dumps(text, ensure_ascii=False)
    assert json.loads(inside.encode(encoding, ESCAPE_ERRORS).decode(encoding)) == text
    assert data.count(b"?") == text.count("?")


def test_a_byte_of_a_file_name_is_written_as_it_is() -> None:
    assert "caf\udce9".encode("utf-8", ESCAPE_ERRORS) == b"caf\xe9"
