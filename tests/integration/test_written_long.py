"""Several chunks and a model that writes: the summary is its own, from notes, checked, mended."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.inference import Request
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.pipeline import summarize
from summarize.results import Basis, RepairMethod, Summary, Verdict
from summarize.selection.summary import LENGTH_TOLERANCE
from summarize.sources import read
from support.answers import article_of, settings_for
from support.scripted_engine import ScriptedEngine, is_claims

TRUSTED, SMALL = Writer(0.95), Writer(0.74)
# Each paragraph: what its chunk says, what a model that writes notes of it, and what is false.
FACTS = (
    (
        "The harbour trust of Kallen will close the old pier in October, because the wall below it "
        "is hollow. ",
        "The harbour trust of Kallen will shut the old pier in October, because the wall below it "
        "is hollow.",
    ),
    (
        "Rosa Lindqvist, the chief engineer, criticised the divers from Brannick on Tuesday. ",
        "Lindqvist reprimanded the divers from Brannick on Tuesday.",
    ),
    (
        "The repair of the wall will cost 4.2 million pounds and last 14 weeks. ",
        "The repair of the wall will cost 4.2 million pounds and take 14 weeks.",
    ),
    (
        "Bo Lund, who sails the ferry, praised the crew for its patience during the storm. ",
        "Bo Lund, who sails the ferry, lauded the crew for its patience during the storm.",
    ),
    (
        "Fishermen from Brannick protested in front of the town hall on Friday evening. ",
        "Fishermen from Brannick demonstrated in front of the town hall on Friday evening.",
    ),
)
NOTES = [note for _, note in FACTS]
FALSE = "Gerd Pohlenz resigned from the harbour trust in anger over 17 drowned sailors."


def filler(part: int) -> str:
    kinds = ("bench", "lamp", "bollard", "railing", "gutter", "window", "ladder", "fence")
    return " ".join(
        f"In {1900 + 9 * part + place} a {kind} near berth {part + 2} was painted by a local firm."
        for place, kind in enumerate(kinds)
    )


@pytest.fixture(scope="module")
def document() -> Document:
    paragraphs = (f"{fact}{filler(place)}" for place, (fact, _) in enumerate(FACTS))
    return read(text="\n\n".join(paragraphs), language="en")


class Model(ScriptedEngine):
    """A model that notes of each chunk what its paragraph tells, and writes a draft of the whole.

    The window is so small that each paragraph is a chunk of its own.
    """

    def __init__(self, *drafts: str, lies: bool = False, context_size: int = 430) -> None:
        super().__init__(self._write, context_size=context_size)
        self.drafts, self.lies = drafts, lies

    def _write(self, request: Request) -> str:
        shown = article_of(request)
        if is_claims(request) or "summary says of this" in request.prompt.text:
            return ""
        if self.is_digest(shown):
            return self.drafts[min(request.seed, len(self.drafts) - 1)]
        notes = [note for fact, note in FACTS if fact[:40] in " ".join(shown.split())]
        return FALSE if self.lies or not notes else " ".join(notes)

    @staticmethod
    def is_digest(shown: str) -> bool:
        return all(f"berth {part + 2} " in shown or NOTES[part] in shown for part in range(5))

    @property
    def digests(self) -> list[str]:
        return [
            shown
            for one in self.asked
            if self.is_digest(shown := article_of(one)) and not is_claims(one)
        ]


def run(document: Document, engine: Model, writer: Writer, length: int = 48) -> Summary:
    settings = settings_for(length=str(length), claims=3)
    return summarize(document, settings, engine, writer=writer)


def texts(summary: Summary) -> list[str]:
    return [one.text for one in summary.sentences]


def test_the_draft_of_the_whole_is_the_summary_in_its_order(document: Document) -> None:
    draft = [NOTES[4], NOTES[0], NOTES[3]]
    summary = run(document, Model(" ".join(draft)), TRUSTED)
    assert summary.coverage.chunks == len(FACTS)
    assert summary.written
    assert texts(summary)[:3] == draft
    assert {one.basis for one in summary.sentences[:3]} == {Basis.MEANING}


def test_every_sentence_has_evidence_in_the_document(document: Document) -> None:
    summary = run(document, Model(" ".join([*NOTES[2:], FALSE])), TRUSTED)
    assert summary.written
    for one in (*summary.sentences, *summary.claims):
        assert one.verdict is Verdict.SUPPORTED
        assert one.evidence
        for evidence in one.evidence:
            assert document.text[evidence.span.start : evidence.span.end] == evidence.quote


def test_what_stands_in_the_digest_alone_is_not_true(document: Document) -> None:
    """It is judged by the document: what is false in the notes does not come into the digest."""
    engine = Model(" ".join([*NOTES[2:], FALSE]), lies=True)
    summary = run(document, engine, TRUSTED)
    assert engine.digests
    assert not any("Pohlenz" in shown for shown in engine.digests)
    assert not any("Pohlenz" in one.text for one in summary.sentences)
    assert FALSE in {one.text for one in summary.dropped}


def test_the_notes_mend_the_draft(document: Document) -> None:
    wrong = "The repair of the wall will cost 9.7 million pounds and take 14 weeks."
    summary = run(document, Model(" ".join([NOTES[3], wrong, NOTES[4]])), TRUSTED)
    assert texts(summary)[:3] == [NOTES[3], NOTES[2], NOTES[4]]
    (repair,) = [one for one in summary.repairs if one.before == wrong]
    assert repair.method is RepairMethod.DRAFT


def test_a_bare_surname_at_its_first_mention_gets_the_full_name(document: Document) -> None:
    summary = run(document, Model(" ".join([NOTES[1], *NOTES[3:]])), TRUSTED)
    assert texts(summary)[0] == "Rosa Lindqvist reprimanded the divers from Brannick on Tuesday."
    named = [one.sentence_numbers for one in summary.sentences if "Lindqvist" in one.text]
    assert len(named) == 1


def test_the_digest_has_the_notes_in_the_models_own_words(document: Document) -> None:
    trusted, unknown = Model(" ".join(NOTES[2:])), Model(" ".join(NOTES[2:]))
    run(document, trusted, TRUSTED)
    run(document, unknown, UNKNOWN_WRITER)
    assert all(NOTES[place] in shown for shown in trusted.digests for place in (0, 2, 3, 4))
    assert not any(note in shown for shown in unknown.digests for note in NOTES)


def test_only_drafts_of_the_whole_are_asked_for_in_addition(document: Document) -> None:
    trusted, unknown = Model(" ".join(NOTES[2:])), Model(" ".join(NOTES[2:]))
    run(document, trusted, TRUSTED)
    run(document, unknown, UNKNOWN_WRITER)
    assert (len(unknown.digests), len(trusted.digests)) == (1, 3)
    assert len(trusted.asked) == len(unknown.asked) + 2


def test_the_best_of_the_drafts_is_taken(document: Document) -> None:
    summary = run(document, Model(FALSE, " ".join(NOTES[2:])), TRUSTED)
    assert summary.written
    assert texts(summary)[:3] == NOTES[2:]


@pytest.mark.parametrize("writer", [UNKNOWN_WRITER, SMALL, Writer(0.89)])
def test_of_others_the_sentences_are_chosen(document: Document, writer: Writer) -> None:
    """They are asked for the same as ever: one draft of a digest of what stands."""
    engine, unknown = Model(" ".join(NOTES)), Model(" ".join(NOTES))
    summary = run(document, engine, writer)
    assert not summary.written
    run(document, unknown, UNKNOWN_WRITER)
    assert len(engine.asked) == len(unknown.asked)
    assert [len(one.digests) for one in (engine, unknown)] == [1, 1]


def test_where_too_little_stands_sentences_are_chosen(document: Document) -> None:
    summary = run(document, Model(FALSE), TRUSTED)
    assert not summary.written
    assert summary.sentences


@pytest.mark.parametrize("length", [30, 48, 70])
def test_the_length_is_kept(document: Document, length: int) -> None:
    summary = run(document, Model(" ".join(NOTES)), TRUSTED, length)
    assert summary.written
    assert abs(summary.words - length) <= LENGTH_TOLERANCE * length + 0.5


def test_an_unchecked_draft_is_not_mended(document: Document) -> None:
    settings = settings_for(length="48", claims=3, unchecked=True)
    engine = Model(FALSE)
    summary = summarize(document, settings, engine, writer=TRUSTED)
    assert not summary.written
    assert texts(summary) == [FALSE]
    assert len(engine.digests) == 1
