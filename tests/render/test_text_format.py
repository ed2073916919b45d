"""Summary and Verification as plain text: golden files, lines, labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.render import text_format
from summarize.render.phrases import explain_empty_summary
from summarize.results import Verdict, Verification
from support.render_samples import (
    ESCAPES,
    FULL,
    GAPPED,
    PARAGRAPHS,
    SHOWN_SUMMARIES,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    assert_golden,
    build_hostile_summary,
    build_written_summary,
    model_statement,
)


@pytest.mark.parametrize("name", SHOWN_SUMMARIES)
def test_golden(name: str) -> None:
    summary, verbose = SHOWN_SUMMARIES[name]
    assert_golden(f"{name}.txt", text_format.render_summary(summary, verbose=verbose))


def test_golden_verification() -> None:
    assert_golden("verification.txt", text_format.render_verification(VERIFICATION, WRITTEN))


def test_the_summary_is_one_line_and_has_no_footer() -> None:
    lines = text_format.render_summary(FULL).splitlines()
    assert lines[0] == "Kites stand watch over Veldrin harbour"
    assert lines[2] == FULL.text
    assert "Sextant" not in text_format.render_summary(FULL)


def test_paragraphs_have_an_empty_line_between_them() -> None:
    blocks = text_format.render_summary(PARAGRAPHS).split("\n\n")
    assert blocks[1:4] == [one.text for one in FULL.sentences]
    assert (
        text_format.render_summary(PARAGRAPHS).replace("\n", " ").split()
        == text_format.render_summary(FULL).split()
    )


def test_unchecked_every_sentence_has_its_line_whatever_the_paragraphs() -> None:
    assert text_format.render_summary(
        replace(UNCHECKED, paragraph_breaks=(2, 3))
    ) == text_format.render_summary(UNCHECKED)
    nothing = replace(UNCHECKED, sentences=(), claims=())
    assert explain_empty_summary(nothing) in text_format.render_summary(nothing)


def test_title_and_summary_alone() -> None:
    text = text_format.render_summary(replace(FULL, claims=(), notes=()))
    assert text == f"Kites stand watch over Veldrin harbour\n\n{FULL.text}\n"


def test_claims_name_each_line_once() -> None:
    twice = model_statement("It flies.", 6, 7)  # two sentences that begin on the same line
    assert "- It flies. (line 12)\n" in text_format.render_summary(replace(FULL, claims=(twice,)))
    assert "- It flies.\n" in text_format.render_summary(
        replace(FULL, claims=(model_statement("It flies."),))
    )


def test_doubts_are_said() -> None:
    doubtful = replace(model_statement("It flies.", 2), verdict=Verdict.UNSUPPORTED)
    text = text_format.render_summary(replace(FULL, sentences=(doubtful,)))
    assert "\n\nIt flies. [unsupported]\n" in text


def test_no_escape_of_the_article_gets_through() -> None:
    summary = build_hostile_summary(f"kite{ESCAPES}\r\nharbour")
    text = text_format.render_summary(summary, verbose=True)
    verification = Verification(summary.document, summary.claims, notes=summary.notes)
    text += text_format.render_verification(verification, build_written_summary(verification))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "- kite2J harbour" not in text
    assert "- kiteJ harbour" not in text
    assert "- kite harbour (according to kite harbour and co) [can't tell] (line 1)\n" in text


def test_a_verification_has_the_form_of_a_compilers_messages() -> None:
    lines = text_format.render_verification(VERIFICATION, WRITTEN).splitlines()
    heads = [line for line in lines if line.startswith("summary.md")]
    assert [head.split(": ")[:2] for head in heads] == [
        ["summary.md:3", "unsupported"],
        ["summary.md:5", "can't tell"],
        ["summary.md:3", "supported"],
        ["summary.md:12", "supported"],
    ]
    assert "note: Not checked: lines 7 to 10 (table)." in lines
    assert lines[1] == "4 statements: 1 unsupported, 1 can't tell, 2 supported"


def test_a_summary_with_pages_is_cited_by_them() -> None:
    places = tuple(replace(one, page=2) for one in WRITTEN.statements)
    text = text_format.render_verification(VERIFICATION, replace(WRITTEN, statements=places))
    assert "\nsummary.md, page 2: unsupported: The old mast" in text


def test_standard_input_is_called_as_compilers_call_it() -> None:
    text = text_format.render_verification(VERIFICATION, build_written_summary(VERIFICATION))
    assert "\n<stdin>:2: unsupported: " in text


def test_every_unchecked_line_is_labelled() -> None:
    text = text_format.render_summary(UNCHECKED)
    lines = [line for line in text.splitlines()[1:] if line]
    assert all("nchecked: " in line for line in lines)
    assert lines[0].startswith("[Unchecked: ")
    assert lines[-1] == "[Unchecked: 6 statements, 2 unsupported, 1 can't tell, 3 supported.]"


def test_what_is_no_statement_stands_in_brackets() -> None:
    text = text_format.render_summary(
        replace(GAPPED, notes=("A note.",), dropped=FULL.dropped), verbose=True
    )
    extra = [line for line in text.splitlines() if line.startswith("[")]
    assert [line.split()[0] for line in extra] == [
        "[Gap,", "[Gap,", "[Note:", "[Dropped:", "[Dropped:",
    ]  # fmt: skip
    assert all(line.endswith("]") for line in extra)
