"""Words and numbers of all output formats; the numbers of the evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from summarize.document import Metadata, Span
from summarize.render import phrases as f
from summarize.render import render_text
from summarize.render.terminal_format import render_summary
from summarize.results import Basis, CheckedClaim, Coverage, Gap, Origin, Reach, Usage, Verdict
from summarize.settings import Format
from support.render_samples import (
    DOCUMENT,
    EMPTY,
    FULL,
    GAPPED,
    MODEL,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    evidence,
    model_statement,
    source_statement,
)


def test_the_figures_of_a_summary() -> None:
    assert f.format_statistics(FULL) == (
        "50 words (60 asked for)",
        "all of it read",
        "chosen one by one: 2 sentences from the model, 1 from the article",
        "of the model's statements 2 put right, 1 replaced, 2 dropped",
        "4.2 s",
        "Sextant-90M-Instruct Q4_1",
    )


def test_figures_that_say_nothing_are_left_out() -> None:
    assert "sentence" not in " ".join(f.format_statistics(EMPTY))
    assert not any("dropped" in figure for figure in f.format_statistics(GAPPED))


@pytest.mark.parametrize(
    ("asked", "target", "figure"),
    [
        ("60", 60, "50 words (60 asked for)"),
        ("medium", 120, "50 words (120 asked for)"),
        ("10%", 1200, "50 words (1,200 asked for)"),
        ("2500", 70, "50 words (2,500 asked for, at most 70 for this article)"),
    ],
)
def test_a_length_that_was_cut_down_is_not_passed_off_as_asked(
    asked: str, target: int, figure: str
) -> None:
    assert (
        f.format_statistics(replace(FULL, requested_length=asked, target_words=target))[0] == figure
    )


@pytest.mark.parametrize(
    ("sentences", "figure"),
    [
        ((model_statement("It flies.", 2),), "1 sentence from the model"),
        ((source_statement(5), source_statement(6)), "2 sentences from the article"),
        (
            (model_statement("It flies.", 2), source_statement(5)),
            "1 sentence from the model, 1 from the article",
        ),
    ],
)
def test_whose_sentences(sentences: tuple[f.CheckedClaim, ...], figure: str) -> None:
    chosen = replace(FULL, sentences=sentences)
    assert f"chosen one by one: {figure}" in f.format_statistics(chosen)
    assert f"written by the model: {figure}" in f.format_statistics(replace(chosen, written=True))


@pytest.mark.parametrize(
    ("coverage", "told"),
    [
        (Coverage(231, 231, 1), "all of it read"),
        (Coverage(999, 1000, 1), "99 % of it read"),
        (Coverage(0, 0, 0), "all of it read"),
        (Coverage(5000, 5000, 1200), "all of it read, in 1,200 parts"),
    ],
)
def test_how_much_was_read(coverage: Coverage, told: str) -> None:
    assert told in f.format_statistics(replace(FULL, coverage=coverage))


def test_plural_forms() -> None:
    summary = replace(FULL, coverage=Coverage(0, 1, 2), sentences=(model_statement("Yes.", 2),))
    assert f.format_statistics(summary)[:3] == (
        "1 word (60 asked for)",
        "0 % of it read, in 2 parts",
        "chosen one by one: 1 sentence from the model",
    )
    assert f.format_count(0, "gap") == "0 gaps"
    assert f.format_count(1234, "word") == "1,234 words"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.001, "0.0 s"),
        (59.4, "59.4 s"),
        (59.6, "1 min 0 s"),
        (83.4, "1 min 23 s"),
        (3600, "60 min 0 s"),
    ],
)
def test_durations(seconds: float, shown: str) -> None:
    assert f.format_duration(seconds) == shown
    assert shown in f.format_statistics(replace(FULL, usage=Usage(seconds=seconds)))


def test_what_nobody_measured_is_not_told() -> None:
    assert not any(one.endswith(" s") for one in f.format_statistics(replace(FULL, usage=Usage())))


@pytest.mark.parametrize(
    ("name", "quantization", "shown"),
    [
        ("Sextant", "Q8_0", "Sextant Q8_0"),
        ("sextant-q8_0", "Q8_0", "sextant-q8_0"),
        ("Sextant", "", "Sextant"),
        ("Sex\x1b[1mtant", "Q8\n", "Sextant Q8"),
    ],
)
def test_model_names(name: str, quantization: str, shown: str) -> None:
    assert f.format_model_name(replace(MODEL, name=name, quantization=quantization)) == shown


@pytest.mark.parametrize(
    ("title", "origin", "shown"),
    [
        ("The\n kites", "a.txt", "The kites"),
        (None, "a.txt", "a.txt"),
        ("\x07 ", "a.txt", "a.txt"),
        (None, "-", "standard input"),
        (None, "a\x1b]0;x\x07.txt", "a.txt"),
    ],
)
def test_titles(title: str | None, origin: str, shown: str) -> None:
    assert f.format_title(replace(DOCUMENT, metadata=Metadata(title), origin=origin)) == shown


def test_places_and_extents() -> None:
    assert f.format_location_with_headings(evidence(5)) == "line 11"
    assert f.format_location_with_headings(replace(evidence(5), page=3)) == "page 3"
    inside = replace(evidence(5), section=("Costs", "The mast\n" + "x" * 60))
    assert f.format_location(inside) == "line 11"
    assert f.format_location_with_headings(inside) == f"line 11, in Costs > The mast {'x' * 36}..."
    assert (
        f.format_location_with_headings(replace(inside, page=3))
        == f"page 3, in The mast {'x' * 36}..."
    )
    assert f.format_range(Gap(Span(0, 9), 4, 4, "")) == "line 4"
    assert f.format_range(Gap(Span(0, 9), 4, 9, "")) == "lines 4 to 9"
    assert f.format_range(Gap(Span(0, 9), 4, 9, "", 2, 2)) == "page 2"
    assert f.format_range(Gap(Span(0, 9), 4, 9, "", 2, 3)) == "pages 2 to 3"


def test_a_byline_says_what_is_known() -> None:
    assert f.format_byline(DOCUMENT) == ("Ida Holm", "The Veldrin Post", "2026-03-01", "en")
    nothing = replace(DOCUMENT, metadata=Metadata("Title", "\x07"), language=None)
    assert f.format_byline(nothing) == ()
    assert f.format_byline(replace(nothing, language="en")) == ()
    many = replace(DOCUMENT, metadata=Metadata(author="A. Lee, B. Ito, C. Sy, D. Ek"))
    assert f.format_byline(many)[0] == "A. Lee, B. Ito and 2 more"


def test_remarks_name_the_speaker_and_the_doubt() -> None:
    plain = model_statement("It flies.", 2)
    assert f.format_remarks(plain) == ""
    assert (
        f.format_remarks(replace(plain, attributed_to="Ana\x07 Sorel"))
        == "(according to Ana Sorel)"
    )
    assert f.format_remarks(replace(plain, attributed_to="\x07")) == ""
    assert f.format_remarks(replace(plain, verdict=Verdict.UNSUPPORTED)) == "[unsupported]"
    both = replace(plain, attributed_to="Ana", verdict=Verdict.UNSURE)
    assert f.format_remarks(both) == "(according to Ana) [can't tell]"
    assert f.format_remarks(both, unchecked=True) == "(according to Ana)"


@pytest.mark.parametrize(
    ("text", "speaker", "named"),
    [
        ("A mast would cost too much, Sorel says.", "Ana Sorel", True),
        ("Ana Sorel's mast fell.", "Ana Sorel", True),
        ("Anasorel fell.", "Ana Sorel", False),
        ("Ana says so.", "Ana Sorel", False),
        ("The kites fly.", "Ana Sorel", False),
        ("Two lines snapped, the fishers' guild says.", "the fishers' guild", True),
        ("The guild is old.", "the fishers' guild", False),
        ("Exports of Kenya rose.", "President of Kenya", False),
        ("A price (in crowns) rose.", "price (in", True),
    ],
)
def test_a_speaker_who_is_named_is_not_named_again(text: str, speaker: str, named: bool) -> None:
    statement = model_statement(text, attributed_to=speaker)
    assert f.format_remarks(statement) == ("" if named else f"(according to {speaker})")


def test_an_empty_summary_says_why() -> None:
    assert "(2 statements dropped)" in f.explain_empty_summary(EMPTY)
    assert "(1 statement dropped)" in f.explain_empty_summary(
        replace(EMPTY, dropped=EMPTY.dropped[:1])
    )
    assert "wrote no sentence" in f.explain_empty_summary(replace(EMPTY, dropped=()))


def test_the_tally() -> None:
    true, false, open_, _ = VERIFICATION.statements
    told = {
        (true, open_, false, true): "4 statements: 1 unsupported, 1 can't tell, 2 supported",
        (true,): "1 statement: 1 supported",
        (false, false): "2 statements: 2 unsupported",
        (true, open_): "2 statements: 1 can't tell, 1 supported",
        (true,) * 1200: "1,200 statements: 1,200 supported",
        (): "no statements to check",
    }
    for statements, words in told.items():
        assert f.format_tally(statements) == words
    assert f.format_unchecked_tally(UNCHECKED) == (
        "Unchecked: 6 statements, 2 unsupported, 1 can't tell, 3 supported."
    )


def test_what_was_not_checked() -> None:
    verification = replace(VERIFICATION, notes=("a\n note", ""), judge=None)
    skipped = "Not checked: lines 7 to 10 (table)."
    assert f.list_verification_notes(verification, WRITTEN) == [skipped, "a note"]
    expected = replace(WRITTEN, skipped=WRITTEN.skipped[:1])
    assert f.list_verification_notes(verification, expected) == ["a note"]


@pytest.mark.parametrize(
    ("origin", "page", "whole", "short"),
    [
        ("a/s.md", None, "a/s.md:3", "s.md:3"),
        ("C:\\a\\s.md", None, "C:\\a\\s.md:3", "s.md:3"),
        ("https://a.example/s/", None, "https://a.example/s/:3", "s:3"),
        ("-", None, "<stdin>:3", "<stdin>:3"),
        ("s.pdf", 2, "s.pdf, page 2", "s.pdf, page 2"),
        ("s\x1b[1m.md", None, "s.md:3", "s.md:3"),
    ],
)
def test_where_a_statement_stands(origin: str, page: int | None, whole: str, short: str) -> None:
    statement = replace(WRITTEN.statements[0], page=page)
    written = replace(WRITTEN, origin=origin)
    assert f.format_file_location(written, statement) == whole
    assert f.format_file_location(written, statement, short=True) == short


def test_edited_sentences_are_counted_apart() -> None:
    edited = replace(FULL.sentences[0], origin=Origin.EDITED)
    phrase = "chosen one by one: 1 sentence from the model, 1 edited, 1 from the article"
    assert phrase in f.format_statistics(replace(FULL, sentences=(edited, *FULL.sentences[1:])))


def test_numbers_follow_first_use_and_the_same_sentence_keeps_its_number() -> None:
    first, second, third = (
        model_statement("a", 9, 2),
        model_statement("b", 2, 9, 2),
        model_statement("c", 4),
    )
    references = f.References((first, second, third))
    assert references.evidence == (evidence(9), evidence(2), evidence(4))
    assert references.numbers_for(first) == (1, 2)
    assert references.numbers_for(second) == (2, 1)
    assert references.numbers_for(third) == (3,)
    assert list(references) == [(1, evidence(9)), (2, evidence(2)), (3, evidence(4))]


def test_no_evidence_no_numbers() -> None:
    statement = model_statement("a")
    assert f.References((statement,)).numbers_for(statement) == ()
    assert list(f.References(())) == []


def test_a_statement_that_was_not_collected_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        f.References((model_statement("a", 2),)).numbers_for(model_statement("b", 3))


def test_statements_may_come_from_an_iterator() -> None:
    assert f.References(iter([model_statement("a", 3)])).evidence == (evidence(3),)


def test_the_judge_and_its_exam_are_told() -> None:
    (note,) = f.list_verification_notes(
        replace(VERIFICATION, notes=()), replace(WRITTEN, skipped=())
    )
    assert "judged by qwen-1.5b" in note


def test_how_certain_a_verdict_is() -> None:
    told = [f.format_certainty(one) for one in VERIFICATION.statements]
    assert told == [
        "in the source's words, 95 % likely right",
        "2 % likely right",
        "40 % likely right",
        "in other words, 87 % likely right",
    ]
    verbatim = replace(VERIFICATION.statements[0], basis=Basis.VERBATIM)
    assert f.format_certainty(verbatim) == "word for word"


def test_what_is_in_other_words_is_marked_in_every_format() -> None:
    """The mark touches the sentence that it is about, and a line explains it."""
    first, *others = FULL.sentences
    marked = replace(first, basis=Basis.MEANING, text="It flies high.")
    for sentences, claims in (((marked, *others), ()), ((), (marked,))):
        summary = replace(FULL, sentences=sentences, claims=claims)
        for format in (Format.TEXT, Format.MARKDOWN):
            text = render_text(summary, format).replace("\\", "")
            assert text.count("It flies high.~") == 1
            assert text.count(f.LEGEND) == 1
        console = Console(width=100, file=StringIO(), color_system=None)
        render_summary(summary, console)
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        assert shown.count("It flies high.~") == 1
        assert shown.count(f.LEGEND) == 1


def test_without_a_mark_there_is_no_legend() -> None:
    assert f.explain_marks(FULL) == ""
    for format in (Format.TEXT, Format.MARKDOWN):
        assert "other words" not in render_text(FULL, format)


LITTLE = Reach(0.08, 8, 3, 40, None, 90, None, is_little=True)
WARNING = (
    "This covers little of the article: its 50 words stand for {:,}, and nothing of {} is in them."
)


@pytest.mark.parametrize(
    ("reach", "missing"),
    [
        (LITTLE, "3 of the 8 sections"),
        (replace(LITTLE, sections_without=0), "lines 40 to 90"),
        (replace(LITTLE, sections=0, sections_without=0, last_line=40), "line 40"),
        (replace(LITTLE, sections_without=0, page=2, last_page=11), "pages 2 to 11"),
        (replace(LITTLE, sections_without=0, page=2, last_page=2), "page 2"),
    ],
)
def test_a_summary_that_covers_little_says_so(reach: Reach, missing: str) -> None:
    warning = WARNING.format(DOCUMENT.words, missing)
    assert f.explain_reach(replace(FULL, reach=reach)) == warning


@pytest.mark.parametrize("reach", [None, replace(LITTLE, is_little=False)])
def test_others_say_nothing_of_it(reach: Reach | None) -> None:
    summary = replace(FULL, reach=reach)
    assert f.explain_reach(summary) == ""
    for format in (Format.MARKDOWN, Format.TEXT):
        assert render_text(summary, format) == render_text(FULL, format)


def test_every_format_says_that_little_is_covered() -> None:
    summary = replace(FULL, reach=LITTLE)
    warning = f.explain_reach(summary)
    stream = StringIO()
    render_summary(summary, Console(file=stream, width=200))
    assert warning in " ".join(stream.getvalue().split())
    assert f"\n*{warning}*\n" in render_text(summary, Format.MARKDOWN)
    assert f"\n[{warning}]\n" in render_text(summary, Format.TEXT)
    reach = json.loads(render_text(summary, Format.JSON))["reach"]
    ends = {"line": 40, "page": None, "place": None}
    gap = ends | {"last_line": 90, "last_page": None, "last_place": None}
    assert reach == {
        "share": 0.08,
        "little": True,
        "sections": 8,
        "sections_without": 3,
        "longest_gap": gap,
    }


def test_chinese_statements_touch_each_other_but_not_a_remark() -> None:
    plain = CheckedClaim("下雨了。", Origin.SOURCE, Verdict.SUPPORTED)
    said = replace(plain, attributed_to="Ito")
    joined = f.join_statements([plain, plain], ["下雨了。[^1]", "下雨了。"])
    assert joined == "下雨了。[^1]下雨了。"
    assert f.find_gaps([said, plain, plain]) == ["", " ", ""]
    assert f.find_gaps([]) == []
