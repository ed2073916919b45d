"""A digest in every format: who says what, where; valid JSON; hostile text stays inert."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from summarize.digests import Difference, Digest, DigestSource, DigestStatement, FailedSource
from summarize.render.digest import render_digest_text
from summarize.render.digest.digest_terminal import render_digest
from summarize.settings import Format
from support.consoles import join_lines, render_on_console
from support.digests import make_digest
from support.document_sets import ALL
from support.render_samples import ESCAPES, HOSTILE_LINES, MODEL, build_hostile_summary

TEXTS = (Format.MARKDOWN, Format.TEXT, Format.JSON, Format.HTML)
SCHEMA = json.loads(
    files("summarize.render").joinpath("digest.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def digest() -> Digest:
    made = make_digest(next(one for one in ALL if one.name == "ferry").read())
    return replace(made, failed=(FailedSource("lost.txt", "it can't be read"),))


def render_all(digest: Digest) -> dict[str, str]:
    found = {format.value: render_digest_text(digest, format) for format in TEXTS}
    found["rich"] = render_on_console(lambda console: render_digest(digest, console))
    return found


def test_every_format_tells_statements_differences_documents_and_failures(digest: Digest) -> None:
    for name, text in render_all(digest).items():
        words = join_lines(text)
        for part in ("Orla", "Death toll rises after Orla disaster", "2026-03-03"):
            assert part in words, name
        if name != "json":
            assert "They differ" in words
            assert "counted once" in words
            assert "Not in it: lost.txt: it can't be read" in words.replace("&#39;", "'")


def test_json_follows_its_schema(digest: Digest) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(render_digest_text(digest, Format.JSON))
    Draft202012Validator(SCHEMA).validate(data)
    statement = data["digest"]["statements"][0]
    assert list(statement) == SCHEMA["$defs"]["statement"]["required"]
    assert list(data) == SCHEMA["required"]


def test_every_footnote_of_markdown_is_defined_and_used(digest: Digest) -> None:
    text = render_digest_text(digest, Format.MARKDOWN)
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert defined == used


def test_front_matter_names_the_documents(digest: Digest) -> None:
    text = render_digest_text(digest, Format.MARKDOWN, front_matter=True)
    assert text.startswith("---\ntitle: ")
    assert '"2.txt"' in text


def test_every_link_of_the_page_leads_somewhere(digest: Digest) -> None:
    page = render_digest_text(digest, Format.HTML)
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert page.count("<h2>") >= 1 + len(digest.sources)


def test_documents_of_one_title_are_told_by_their_names(digest: Digest) -> None:
    sources = tuple(
        replace(
            one,
            document=replace(one.document, metadata=replace(one.document.metadata, title="Same")),
        )
        for one in digest.sources
    )
    text = render_digest_text(replace(digest, sources=sources), Format.TEXT)
    assert "Same (1.txt), 2026-03-02, line" in text


def test_rich_needs_a_console(digest: Digest) -> None:
    with pytest.raises(ValueError, match="console"):
        render_digest_text(digest, Format.RICH)


def hostile(text: str) -> Digest:
    summary = build_hostile_summary(text)
    statement = DigestStatement(summary.sentences[0], 1, is_disputed=True)
    source = DigestSource(1, summary.document, gaps=summary.gaps)
    return Digest(
        (source, replace(source, number=2, repeats=1, repeated_share=0.9)),
        MODEL,
        text,
        120,
        (statement,),
        (Difference((statement, replace(statement, source=2))),),
        (FailedSource(text, text),),
        notes=(text,),
    )


@pytest.mark.parametrize("text", [ESCAPES, *HOSTILE_LINES])
def test_hostile_text_stays_inert(text: str) -> None:
    for name, printed in render_all(hostile(text)).items():
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\x9b\u202e]", printed), name
    page = render_digest_text(hostile(text), Format.HTML)
    assert "<script>alert" not in page
    markdown = render_digest_text(hostile(text), Format.MARKDOWN)
    assert "<script>" not in markdown.replace(r"\<script>", "")
