"""Tests of verdicts on whole claims, evidence, wrong spans and failures of checks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document, Role, Sentence, Span
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.sources import read
from summarize.verification import checker as checker_module
from summarize.verification import checks
from summarize.verification.checker import Checker
from summarize.verification.comparison import Reason
from support.checkers import checker_for
from support.cpu_time import cpu_limit

TEXT = """Gerd Pohlenz farms 310 hectares, which lie behind the village. He spoke against the plan.

The trust will pay £4.2 million for the repair. The trust asked Oddmund Piling to do the work.
The ferry to Kallen sails from the south pier. Nobody was hurt.

“We could not see the back of it,” said Ingrid Hessary.
"""
CHECKER = checker_for(TEXT, language="en")


def check(text: str) -> CheckedClaim:
    return CHECKER.check(Claim(text))


@pytest.mark.parametrize(
    "text",
    [
        "Gerd Pohlenz farms 310 hectares.",
        "The trust will pay £4.2m for the repair.",
        "The ferry to Kallen sails from the south pier.",
        "He spoke against the plan",
        "nobody was hurt",
        "Nobody was hurt!",
        "The trust will pay £4.2 million for the repair and asked Oddmund Piling to do the work.",
        "The trust will pay £4.2 million for the repair, and the ferry to Kallen sails from the"
        " south pier.",
        "Gerd Pohlenz spoke against the plan.",  # the article says "he", who can only be him
        "Gerd Pohlenz farms 310 hectares and spoke against the plan.",
    ],
)
def test_supported(text: str) -> None:
    result = check(text)
    assert (result.verdict, result.reasons) == (Verdict.SUPPORTED, ())
    assert result.evidence
    assert (result.text, result.origin) == (text, Origin.MODEL)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Gerd Pohlenz farms 420 hectares.", "310"),
        ("The trust will pay £4.2 billion for the repair.", "4.2 million"),
        ("The trust paid £4.2 million for the repair.", "will pay"),
        ("Gerd Zanzibar farms 310 hectares.", "Zanzibar"),
        ("The ferry to Kallen does not sail from the south pier.", "denies “sail”"),
        ("“We could not see the front of it,” said Ingrid Hessary.", "word for word"),
        ("Purple elephants danced.", "nothing in the source"),
    ],
)
def test_contradictions_and_inventions_are_unsupported(text: str, reason: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.UNSUPPORTED
    assert any(reason in found for found in result.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The company was asked to carry out the repair.",
        "Somebody spoke against the plan.",
        "Kallen has a ferry.",
        "The ferry leaves the south pier.",
        "The ferry to Kallen sails from the south pier after the trust asked Oddmund to pay.",
        "Two people spoke against the plan.",
        "The Kallen ferry, Pohlenz farms.",
    ],
)
def test_paraphrase_is_neither_printed_nor_called_false(text: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.UNSURE
    assert result.reasons


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "?!…", "—", "🙂", "It is.", "He was.", "the of and", "Here is a summary:", "\0",
     '"', "“”", "- ", "\u200b"],
)  # fmt: skip
def test_what_says_nothing_is_unsure(text: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.UNSURE
    assert result.evidence == ()
    assert len(result.reasons) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She spoke against the plan.",
        "They spoke against the plan, he said.",
        "The trust will pay £4.2 million for the repair and he spoke against the plan.",
        "The trust will pay £4.2 million for the repair, which sails from the south pier.",
        "The trust will pay £4.2 million for the repair and sails from the south pier.",
        "The ferry to Kallen sails from the south pier so the trust will pay £4.2 million.",
        "The ferry to Kallen sails from the south pier because the trust will pay £4.2 million.",
    ],
)
def test_who_is_meant_must_be_told_by_the_cited_sentence(text: str) -> None:
    assert check(text).verdict is not Verdict.SUPPORTED


def test_evidence_is_the_slice_of_the_source() -> None:
    document = CHECKER.annotated.document
    result = check("The ferry to Kallen sails from the south pier.")
    (evidence,) = result.evidence
    assert evidence.quote == "The ferry to Kallen sails from the south pier."
    assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert evidence.line == 4
    assert document.text.splitlines()[evidence.line - 1].startswith(evidence.quote)
    assert evidence.page is None


def test_two_parts_two_pieces_of_evidence() -> None:
    result = check("The trust will pay £4.2 million, and the ferry to Kallen sails.")
    assert [evidence.line for evidence in result.evidence] == [3, 4]


def test_lines_are_right_throughout(harbour: Document) -> None:
    checker = Checker(AnnotatedDocument(harbour))
    lines = harbour.text.split("\n")
    for sentence in harbour.sentences:
        if sentence.role is Role.PROSE:
            evidence = checker.annotated.evidence(sentence.number)
            assert evidence.quote.split("\n")[0] in lines[evidence.line - 1]


def test_a_sentence_of_the_article_stands_on_itself() -> None:
    own = CHECKER.quote_sentence(2)
    assert (own.text, own.origin) == ("He spoke against the plan.", Origin.SOURCE)
    assert own.verdict is Verdict.SUPPORTED
    assert own.evidence == (CHECKER.annotated.evidence(2),)


def test_a_repeated_sentence_is_found_where_it_is_whole() -> None:
    checker = Checker(
        AnnotatedDocument(
            read(text="He said the pier is old, so it is. The pier is old.", language="en")
        )
    )
    (evidence,) = checker.check(Claim("The pier is old.")).evidence
    assert evidence.sentence_number == 2


def test_an_empty_article_supports_nothing() -> None:
    empty = Checker(AnnotatedDocument(Document(text="", origin="-", sentences=())))
    for text in ("", "The pier is old.", "?"):
        assert empty.check(Claim(text)).verdict is not Verdict.SUPPORTED


def test_an_unknown_language_is_checked_word_for_word() -> None:
    text = "Lanva zoru mekt dalsi torum. Besk 40 ralo."
    checker = checker_for(text, language="xx")
    assert checker.check(Claim("Lanva zoru mekt dalsi torum.")).verdict is Verdict.SUPPORTED
    assert checker.check(Claim("Lanva zoru mekt besk torum.")).verdict is not Verdict.SUPPORTED
    assert checker.check(Claim("Besk 50 ralo.")).verdict is not Verdict.SUPPORTED


def test_in_languages_without_tables_nothing_may_be_left_out() -> None:
    text = "Der Hafen wird im Herbst nicht geschlossen. Die Fähre fährt weiter nach Kallen."
    checker = checker_for(text, language="de")
    assert checker.check(Claim("Der Hafen wird im Herbst geschlossen.")).verdict is Verdict.UNSURE
    assert checker.check(Claim("Die Fähre fährt weiter.")).verdict is Verdict.UNSURE
    told = checker.check(Claim("Die Fähren fahren weiter nach Kallen."))
    assert told.verdict is not Verdict.UNSUPPORTED
    whole = "Der Hafen wird im Herbst nicht geschlossen, die Fähre fährt weiter nach Kallen"
    assert checker.check(Claim(whole)).verdict is Verdict.SUPPORTED


def test_a_statement_without_end_is_refused_quickly() -> None:
    with cpu_limit(10):
        for text in ("the ferry " * 5_000, "310 " * 10_000, "not only " * 10_000, '"' * 10_000):
            assert check(text).verdict is not Verdict.SUPPORTED


def test_a_sentence_without_end_is_no_evidence_but_for_itself() -> None:
    text = "The ferry and the boat sail up the river and " * 400 + "end."
    endless = Document(text, "-", (Sentence(1, Span(0, len(text)), 0),), language="en")
    checker = Checker(AnnotatedDocument(endless))
    assert checker.check(Claim(text)).verdict is Verdict.SUPPORTED
    result = checker.check(Claim("The ferry and the boat sail up the river."))
    assert result.verdict is Verdict.UNSURE
    assert result.reasons == ("the sentence in the source is too long to compare",)


@settings(deadline=None)
@given(st.text())
def test_no_text_raises_or_is_supported_by_chance(text: str) -> None:
    result = check(text)
    assert result.verdict is not Verdict.SUPPORTED or any(char.isalnum() for char in text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=30))
def test_any_shuffle_of_the_words_has_a_verdict_and_a_reason(words: list[str]) -> None:
    result = check(" ".join(words))
    assert (result.verdict is Verdict.SUPPORTED) == (not result.reasons)
    for evidence in result.evidence:
        start, end = evidence.span.start, evidence.span.end
        assert CHECKER.annotated.document.text[start:end] == evidence.quote


def test_quoted_words_are_not_stated_as_facts() -> None:
    """Cut out of a quotation, they are somebody's opinion; with the speaker they stand."""
    source = (
        "“We put a lamp into the gap. The deck above looks perfectly sound to all of us,” "
        "said Ingrid Hessary. The wall was built in 1884."
    )
    checker = checker_for(source, language="en")
    bare = checker.check(Claim("The deck above looks perfectly sound."))
    assert bare.verdict is Verdict.UNSURE
    assert any("quotes" in reason for reason in bare.reasons)
    assert checker.check(Claim("The wall was built in 1884.")).verdict is Verdict.SUPPORTED


def failing(_pair: object) -> list[Reason]:
    raise ZeroDivisionError("planted")


def test_a_check_that_fails_lets_nothing_pass_and_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = Checker(AnnotatedDocument(CHECKER.annotated.document))
    text = "Gerd Pohlenz farms 310 hectares."
    assert honest.check(Claim(text)).verdict is Verdict.SUPPORTED
    monkeypatch.setattr(checks, "ALL", (*checks.ALL, failing))
    broken = Checker(AnnotatedDocument(CHECKER.annotated.document))
    result = broken.check(Claim(text))
    assert result.verdict is Verdict.UNSURE
    assert "failing failed (ZeroDivisionError: planted)" in result.reasons[0]
    assert broken.failures == ["the check test_checker.failing failed (ZeroDivisionError: planted)"]


def test_a_failure_does_not_hide_a_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "ALL", (failing, *checks.ALL))
    result = Checker(AnnotatedDocument(CHECKER.annotated.document)).check(
        Claim("Gerd Pohlenz farms 420 hectares.")
    )
    assert result.verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize("where", ["align", "tokenize", "build_features"])
def test_a_failure_anywhere_lets_nothing_pass(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    broken = Checker(AnnotatedDocument(CHECKER.annotated.document))

    def fail(*_arguments: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(checker_module, where, fail)
    for text in ("Gerd Pohlenz farms 310 hectares.", "Gerd Pohlenz farms 420 hectares."):
        verdict = broken.check(Claim(text)).verdict
        spared = where == "build_features" and "310" in text  # nothing is against it: no score
        assert verdict is (Verdict.SUPPORTED if spared else Verdict.UNSURE)
    assert broken.failures == ["the comparison failed (RuntimeError: planted)"]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails from the south pier.",
        "The trust asked Oddmund Piling.",
        "The trust will pay £4.2 million for the repair, and it sails from the south pier.",
    ],
)
def test_what_is_not_proven_is_neither_supported_nor_accused(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    for score in (0.0, 1.0):  # no score lifts a veto, and none makes a lie of it
        monkeypatch.setattr(checker_module, "estimate_probability", lambda *_, score=score: score)
        found = Checker(AnnotatedDocument(CHECKER.annotated.document)).check_sentence(text)
        assert found.verdict is Verdict.UNSURE
        assert any(reason.veto for reason in found.reasons)


def test_of_several_sentences_the_worst_decides() -> None:
    good, bad = "The ferry to Kallen sails from the south pier.", "Gerd Pohlenz farms 420 hectares."
    assert check(f"{good} Nobody was hurt.").verdict is Verdict.SUPPORTED
    result = check(f" {good}  {bad} Nobody was hurt.")
    assert result.verdict is Verdict.UNSUPPORTED
    assert [result.text[mark.start : mark.end] for mark in result.wrong_spans] == ["420"]
    assert [evidence.sentence_number for evidence in result.evidence] == [5, 1, 6]


def test_the_wrong_words_are_marked() -> None:
    result = check("Gerd Pohlenz farms 420 hectares.")
    assert [result.text[mark.start : mark.end] for mark in result.wrong_spans] == ["420"]
    assert check("Gerd Pohlenz farms 310 hectares.").wrong_spans == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“Gerd Pohlenz farms 310 hectares behind the village.”", "does not quote"),
        ("“Gerd Pohlenz farms 310 hectares.", "mark is missing"),
        ("Does Gerd Pohlenz farm 310 hectares?", "asks"),
    ],
)
def test_marks_change_what_is_said(text: str, reason: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.UNSURE
    assert any(reason in one for one in result.reasons)


@pytest.mark.parametrize("mark", ["‘", "'"])
def test_the_beginning_of_a_quotation_is_verbatim_with_either_mark(mark: str) -> None:
    source = "The coach was cross. ‘We’re far too slow. We lost balls. We must train,’ Lee said."
    claim = Claim(f"{mark}We’re far too slow.")
    assert checker_for(source).check(claim).verdict is Verdict.SUPPORTED
