"""Summary and Verification as JSON: valid by the schemas, exact, harmless on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from summarize.render import json_format
from summarize.render.sanitize import sanitize_text
from summarize.results import (
    ClaimKind,
    Origin,
    RepairMethod,
    Summary,
    Usage,
    Verdict,
    Verification,
)
from summarize.sources import read
from support.render_samples import (
    ARTICLE,
    EMPTY,
    ESCAPES,
    FULL,
    GAPPED,
    PARAGRAPHS,
    SECTIONS,
    TRANSLATED,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    assert_golden,
    build_hostile_summary,
    build_written_summary,
)

SUMMARY_SCHEMA, VERIFICATION_SCHEMA, DOCUMENT_SCHEMA = (
    json.loads(files("summarize.render").joinpath(name).read_text(encoding="utf-8"))
    for name in ("summary.schema.json", "verification.schema.json", "document.schema.json")
)


def summary_as_json(summary: Summary) -> Any:
    return json.loads(json_format.render_summary(summary))


def validate(text: str, schema: dict[str, object]) -> None:
    Draft202012Validator(schema).validate(json.loads(text))


def walk(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from walk(child)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("full.json", json_format.render_summary(FULL)),
        ("gaps.json", json_format.render_summary(GAPPED)),
        ("paragraphs.json", json_format.render_summary(PARAGRAPHS)),
        ("sections.json", json_format.render_summary(SECTIONS)),
        ("unchecked.json", json_format.render_summary(UNCHECKED)),
        ("translated.json", json_format.render_summary(TRANSLATED)),
        ("verification.json", json_format.render_verification(VERIFICATION, WRITTEN)),
    ],
)
def test_golden(name: str, text: str) -> None:
    assert_golden(name, text)


@pytest.mark.parametrize(
    "summary",
    [
        FULL,
        GAPPED,
        PARAGRAPHS,
        EMPTY,
        UNCHECKED,
        TRANSLATED,
        build_hostile_summary(f"kite{ESCAPES}"),
    ],
)
def test_summaries_follow_their_schema(summary: Summary) -> None:
    validate(json_format.render_summary(summary), SUMMARY_SCHEMA)


def test_verifications_follow_their_schema() -> None:
    for one in (VERIFICATION, Verification(VERIFICATION.document, ())):
        validate(
            json_format.render_verification(one, build_written_summary(one)), VERIFICATION_SCHEMA
        )
    validate(json_format.render_verification(VERIFICATION, WRITTEN), VERIFICATION_SCHEMA)


@pytest.mark.parametrize("schema", [SUMMARY_SCHEMA, VERIFICATION_SCHEMA])
def test_the_schemas_are_complete(schema: dict[str, object]) -> None:
    Draft202012Validator.check_schema(schema)
    objects = [node for node in walk(schema) if node.get("type") == "object"]
    assert len(objects) >= 4
    for node in objects:
        properties = node["properties"]
        assert isinstance(properties, dict)
        assert node["additionalProperties"] is False
        assert node["required"] == list(properties)
        assert all(inner.get("description") for inner in properties.values())


def test_what_both_schemas_define_is_the_same() -> None:
    summary, verification = SUMMARY_SCHEMA["$defs"], VERIFICATION_SCHEMA["$defs"]
    assert summary["evidence"] == verification["evidence"]
    mine, theirs = (schema["statement"]["properties"] for schema in (summary, verification))
    shared = mine.keys() & theirs.keys()
    assert shared == {
        "text", "verdict", "basis", "probability", "kind", "attributed_to", "reasons", "marks",
        "evidence",
    }  # fmt: skip
    for name in shared:
        assert mine[name] == theirs[name]


def test_the_schemas_know_every_word_that_the_program_uses() -> None:
    defined = SUMMARY_SCHEMA["$defs"]
    statement = defined["statement"]["properties"]
    assert set(statement["verdict"]["enum"]) == set(Verdict)
    assert set(statement["origin"]["enum"]) == set(Origin)
    assert set(statement["kind"]["enum"]) == {*ClaimKind, None}
    assert set(defined["repair"]["properties"]["method"]["enum"]) == set(RepairMethod)


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("source",),
        ("summary",),
        ("summary", "sentences", 0),
        ("claims", 0, "evidence", 0),
        ("gaps", 0),
        ("repairs", 0),
    ],
)
def test_the_schema_refuses_what_is_missing_or_unknown(path: tuple[str | int, ...]) -> None:
    for spoil in (lambda node: node.popitem(), lambda node: node.update(surplus=1)):
        data = json.loads(json_format.render_summary(replace(GAPPED, repairs=FULL.repairs)))
        node = data
        for step in path:
            node = node[step]
        spoil(node)
        with pytest.raises(ValidationError):
            Draft202012Validator(SUMMARY_SCHEMA).validate(data)


@pytest.mark.parametrize("path", [(), ("summary",), ("statements", 1), ("skipped", 0)])
def test_the_schema_of_verifications_refuses_the_same(path: tuple[str | int, ...]) -> None:
    for spoil in (lambda node: node.popitem(), lambda node: node.update(surplus=1)):
        data = json.loads(json_format.render_verification(VERIFICATION, WRITTEN))
        node = data
        for step in path:
            node = node[step]
        spoil(node)
        with pytest.raises(ValidationError):
            Draft202012Validator(VERIFICATION_SCHEMA).validate(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [("score", 1.5), ("kind", "gossip"), ("marks", [[1]]), ("marks", [[-1, 2]]), ("line", 0)],
)
def test_the_schema_refuses_impossible_values(key: str, value: object) -> None:
    data = json.loads(json_format.render_verification(VERIFICATION, WRITTEN))
    data["statements"][1][key] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(VERIFICATION_SCHEMA).validate(data)


def test_the_wrong_words_can_be_cut_out_of_the_statement() -> None:
    data = json.loads(json_format.render_verification(VERIFICATION, WRITTEN))
    statements = data["statements"]
    wrong = statements[1]
    assert [wrong["text"][start:end] for start, end in wrong["marks"]] == ["16", "March"]
    assert (wrong["line"], wrong["page"], wrong["probability"]) == (3, None, 0.021)
    assert wrong["kind"] == "figure"
    assert len(wrong["reasons"]) == 2
    assert statements[0]["marks"] == []


def test_what_was_not_checked_is_listed_with_the_notes() -> None:
    data = json.loads(json_format.render_verification(VERIFICATION, WRITTEN))
    assert data["skipped"] == [
        {"line": 1, "last_line": 1, "reason": "heading"},
        {"line": 7, "last_line": 10, "reason": "table"},
    ]
    assert data["notes"] == list(VERIFICATION.notes)
    assert data["summary"] == {"origin": "summary.md", "extracted": False, "sha256": "0f" * 32}


def test_every_statement_needs_its_place() -> None:
    with pytest.raises(ValueError, match="zip"):
        json_format.render_verification(VERIFICATION, replace(WRITTEN, statements=()))


def test_the_paragraphs_can_be_put_together_again() -> None:
    summary = json.loads(json_format.render_summary(PARAGRAPHS))["summary"]
    bounds = [0, *summary["breaks"], len(summary["sentences"])]
    texts = [sentence["text"] for sentence in summary["sentences"]]
    parts = [" ".join(texts[start:end]) for start, end in pairwise(bounds)]
    assert len(parts) == 3
    assert summary["text"] == "\n\n".join(parts)
    assert json.loads(json_format.render_summary(FULL))["summary"]["breaks"] == []


@pytest.mark.parametrize("breaks", [[0], [1, 1], ["1"], None])
def test_the_schema_refuses_impossible_paragraphs(breaks: object) -> None:
    data = json.loads(json_format.render_summary(PARAGRAPHS))
    data["summary"]["breaks"] = breaks
    with pytest.raises(ValidationError):
        Draft202012Validator(SUMMARY_SCHEMA).validate(data)


def test_repairs_are_listed() -> None:
    repairs = summary_as_json(FULL)["repairs"]
    assert [one["method"] for one in repairs] == ["draft", "edit", "source"]
    assert repairs[1]["before"] == "The council will decide on 19 September."
    assert repairs[1]["reasons"] == ["the cited sentence says 9, not 19"]


def test_statements_tell_whose_words_they_are_and_of_what_sort() -> None:
    edited = replace(
        FULL.claims[0], origin=Origin.EDITED, kind=ClaimKind.FORECAST, probability=0.98765
    )
    claims = summary_as_json(replace(FULL, claims=(edited, FULL.claims[1])))["claims"]
    assert (claims[0]["origin"], claims[0]["kind"]) == ("edited", "forecast")
    assert claims[0]["probability"] == 0.988
    assert [claim["attributed_to"] for claim in claims] == [None, "Ana Sorel"]


def test_unchecked_is_said() -> None:
    assert summary_as_json(FULL)["unchecked"] is False
    data = summary_as_json(UNCHECKED)
    assert data["unchecked"] is True
    verdicts = [one["verdict"] for one in data["summary"]["sentences"]]
    assert verdicts == ["supported", "supported", "unsupported", "unsure"]


def test_quotes_can_be_cut_out_of_the_original() -> None:
    data = json.loads(json_format.render_summary(FULL))
    statements = data["summary"]["sentences"] + data["claims"]
    quotes = [item for statement in statements for item in statement["evidence"]]
    assert len(quotes) == 9
    for quote in quotes:
        assert ARTICLE[quote["start"] : quote["end"]] == quote["quote"]
        assert ARTICLE.splitlines()[quote["line"] - 1].find(quote["quote"].splitlines()[0]) >= 0


def test_a_document_is_told_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "mill.html"
    table = "<table><tr><th>Year<th>Sacks<tr><td>2024<td>61<tr><td>2025<td>74</table>"
    prose = "The mill grinds again. It had stood still for nine years, the miller said."
    path.write_text(f"<body><article><h2>The mill</h2><p>{prose}</p>{table}<p>It rains.</p>")
    document = read(path)
    text = json_format.render_document(document)
    validate(text, DOCUMENT_SCHEMA)
    blocks = json.loads(text)["blocks"]
    kinds = [(block["kind"], block["reason"], block["place"]) for block in blocks]
    assert kinds == [
        ("heading", None, "paragraph 1"),
        ("prose", None, "paragraph 1"),
        ("excluded", "table", "paragraph 1"),
        ("prose", None, "paragraph 2"),
    ]
    assert [one["text"] for one in blocks[1]["sentences"]] == [
        "The mill grinds again.",
        "It had stood still for nine years, the miller said.",
    ]
    assert [document.text[one["start"] : one["end"]] for one in blocks] == [
        one["text"] for one in blocks
    ]


def test_figures_are_those_of_the_summary() -> None:
    data = summary_as_json(GAPPED)
    assert data["source"] == {
        "origin": "veldrin.txt",
        "title": "Kites stand watch over Veldrin harbour",
        "author": "Ida Holm",
        "date": "2026-03-01",
        "site": "The Veldrin Post",
        "language": "en",
        "words": GAPPED.document.words,
        "tokens": 1412,
        "sha256": "5f" * 32,
        "extracted": False,
        "cut_off": False,
        "warnings": [],
    }
    assert data["coverage"] == {
        "tokens_read": 1180,
        "tokens_total": 1412,
        "chunks": 2,
        "excluded": [{"start": 0, "end": 31, "reason": "furniture"}],
    }
    assert [list(gap) for gap in data["gaps"]] == [
        ["start", "end", "line", "last_line", "page", "last_page", "place", "last_place", "reason"]
    ] * 2


def test_seconds_have_three_digits() -> None:
    data = summary_as_json(replace(FULL, usage=Usage(1, 2, 4.21449, 0.31251)))
    assert data["usage"] == {
        "prompt_tokens": 1,
        "output_tokens": 2,
        "seconds": 4.214,
        "load_seconds": 0.313,
    }


def test_verdicts_are_counted() -> None:
    data = json.loads(json_format.render_verification(VERIFICATION, WRITTEN))
    assert (data["supported"], data["unsupported"], data["unsure"]) == (2, 1, 1)


def test_readable_and_yet_harmless() -> None:
    text = json_format.render_summary(
        build_hostile_summary(f"“Кайт” 潮 é{ESCAPES}\ud800\u2028\x85")
    )
    assert "“Кайт” 潮 é" in text
    assert all(char == "\n" or char.isprintable() for char in text)
    assert text.endswith("}\n")
    text.encode()


@settings(deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=["Cs"]), min_size=1))
def test_a_parser_gives_back_the_text_as_it_is_seen(text: str) -> None:
    data = json.loads(json_format.render_summary(build_hostile_summary(text)))
    text = sanitize_text(text)
    assert data["source"]["title"] == text
    assert data["claims"][0]["evidence"][0]["quote"] == text
