"""The digest of many chunks and the votes on it."""

from __future__ import annotations

import pytest

from summarize.document import Chunk, Document
from summarize.generation.chunking import split_into_chunks
from summarize.generation.drafts import GenerationSession, Task
from summarize.inference import Request
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.progress import Step
from summarize.results import Claim
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.digest import build_digest
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.summary import select_notes
from summarize.selection.votes import DraftVotes, count_votes
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.answers import article_of, silent, voting
from support.checkers import checker_for
from support.scripted_engine import ScriptedEngine

TASK = Task(words=60, drafts=2, claims=3, claim_lists=1, seed=0)

NO_DRAFTS = DraftSet(DraftVotes(), DraftVotes())

Parts = list[tuple[Chunk, DraftSet]]


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(AnnotatedDocument(feature))


@pytest.fixture(scope="module")
def builder(checker: Checker) -> CandidateBuilder:
    return CandidateBuilder(checker)


@pytest.fixture(scope="module")
def parts(checker: Checker) -> Parts:
    """The long example in a dozen chunks, before anybody has voted."""
    document = checker.annotated.document
    size = document.words // 12
    chunks, _ = split_into_chunks(document, lambda text: len(text.split()), size, size)
    assert len(chunks) > 10
    return [(chunk, DraftSet(DraftVotes(), DraftVotes())) for chunk in chunks]


def merged(
    parts: Parts, builder: CandidateBuilder, checker: Checker, engine: ScriptedEngine, budget: int
) -> tuple[DraftSet, list[Step]]:
    steps: list[Step] = []
    session = GenerationSession(engine, steps.append)
    drafter = Drafter(session, ClaimVerifier(builder.checker))
    digest = build_digest(parts, builder, engine.count_tokens, budget)
    drafted = drafter.draft_texts([digest], TASK, "merging") if digest else [NO_DRAFTS]
    return drafted[0], steps


def digest_of(parts: Parts, builder: CandidateBuilder, checker: Checker, budget: int) -> str:
    """What the model is shown."""
    engine = ScriptedEngine(voting(), context_size=9999)
    merged(parts, builder, checker, engine, budget)
    (shown,) = {article_of(request) for request in engine.asked}
    return shown


def places_in(shown: str, checker: Checker) -> list[int]:
    """The article's sentences that a digest has, by their numbers, in the digest's order."""
    document = checker.annotated.document
    found = ((shown.find(document.sentence_text(s)), s.number) for s in document.sentences)
    return [number for place, number in sorted(found) if place >= 0]


class Hungry(ScriptedEngine):
    """A tokenizer that makes three tokens of every word."""

    def count_tokens(self, text: str) -> int:
        return 3 * len(text.split())


@pytest.mark.parametrize("kind", [ScriptedEngine, Hungry])
@pytest.mark.parametrize("budget", [130, 400, 1200])
def test_the_digest_fits_the_budget_and_fills_it(
    parts: Parts,
    builder: CandidateBuilder,
    checker: Checker,
    kind: type[ScriptedEngine],
    budget: int,
) -> None:
    engine = kind(voting(), context_size=9999)
    merged(parts, builder, checker, engine, budget)
    (shown,) = {article_of(request) for request in engine.asked}
    assert 0.4 * budget <= engine.count_tokens(shown) <= budget
    assert engine.calls == 1


def test_only_sentences_of_the_article_and_what_was_checked_go_up(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    true = checker.quote_sentence(20).text.split(",")[0].rstrip(".") + "."
    said = [Claim("Ghostly unicorns devoured the committee of 987654."), Claim(true)]
    voted = [
        (chunk, DraftSet(count_votes([said], ClaimVerifier(checker)), DraftVotes()))
        for chunk, _ in parts
    ]
    shown = digest_of(voted, builder, checker, 400)
    assert "unicorns" not in shown
    texts = [
        checker.annotated.document.sentence_text(one)
        for one in checker.annotated.document.sentences
    ]
    for text in sorted([*texts, true], key=len, reverse=True):
        shown = shown.replace(text, "")
    assert shown.split() == []


def test_what_the_digest_has_stands_in_the_order_of_the_article(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    places = places_in(digest_of(parts, builder, checker, 400), checker)
    assert len(places) > 5
    assert places == sorted(places)


def test_every_region_has_its_say(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    places = places_in(digest_of(parts, builder, checker, 1000), checker)
    for chunk, _ in parts:
        numbers = {sentence.number for sentence in chunk.sentences}
        assert numbers.intersection(places) or len(numbers) < 4


def test_other_votes_on_one_chunk_change_nothing_elsewhere(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    """So that the cache still has the rest of a document that was edited in one place."""
    before = places_in(digest_of(parts, builder, checker, 1000), checker)
    at = len(parts) // 2
    chunk, _ = parts[at]
    theirs = {sentence.number for sentence in chunk.sentences}
    unwanted = next(
        n for n in sorted(theirs) if n not in before and len(checker.quote_sentence(n).text)
    )
    votes = DraftVotes()
    votes.sentence_votes[unwanted] = 9.0
    for concept in builder.build_for(votes, [unwanted]).weights:
        votes.concept_votes[concept] = 9.0
    voted = [*parts[:at], (chunk, DraftSet(votes, DraftVotes())), *parts[at + 1 :]]
    after = places_in(digest_of(voted, builder, checker, 1000), checker)
    assert unwanted in after
    assert [n for n in before if n not in theirs] == [n for n in after if n not in theirs]


def test_what_the_model_names_of_the_digest_is_voted_for(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    def first(request: Request) -> str:
        return article_of(request).partition(". ")[0] + "."

    engine = ScriptedEngine(first)
    whole, _ = merged(parts, builder, checker, engine, 400)
    said = first(engine.asked[0])
    best = max(whole.summary.sentence_votes, key=whole.summary.sentence_votes.__getitem__)
    assert checker.quote_sentence(best).text.startswith(said[:20])


def test_progress_names_the_stage(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    _, steps = merged(parts, builder, checker, ScriptedEngine(voting()), 400)
    assert {step.stage for step in steps} == {"merging"}
    assert (steps[0].done, steps[-1].done) == (0, steps[-1].total)


def test_why_there_are_no_votes_is_told(
    parts: Parts, builder: CandidateBuilder, checker: Checker
) -> None:
    whole, _ = merged(parts, builder, checker, ScriptedEngine(silent), 400)
    assert whole.failure
    assert not whole.merge_votes().sentence_votes


@pytest.mark.parametrize("budget", [5, 400])
def test_nothing_to_merge(
    parts: Parts, builder: CandidateBuilder, checker: Checker, budget: int
) -> None:
    """No candidate, or no room for any: the model is not asked at all."""
    engine = ScriptedEngine(voting())
    everything = {sentence.number for sentence in checker.annotated.document.sentences}
    given = CandidateBuilder(checker, unread=everything) if budget == 400 else builder
    whole, steps = merged(parts, given, checker, engine, budget)
    assert not whole.merge_votes().sentence_votes
    assert (engine.asked, steps, whole.failure) == ([], [], "")


def test_the_next_try_is_as_much_shorter_as_is_needed(
    parts: Parts, builder: CandidateBuilder, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try is a search of its own, and a tokenizer may need many tokens for a word."""
    engine = Hungry(voting(), context_size=9999)
    tried: list[str] = []
    real = engine.count_tokens
    monkeypatch.setattr(engine, "count_tokens", lambda text: tried.append(text) or real(text))
    merged(parts, builder, checker, engine, 1200)
    assert 2 <= len({text for text in tried if len(text) > 1000}) <= 5


TOWN = (
    "The harbour trust of Kallen will close the old pier in October. "
    "Rosa Lindqvist criticised the divers from Brannick on Tuesday. "
    "Fishermen from Brannick protested in front of the town hall on Friday. "
    "The council will vote on a loan of 4.2 million pounds in May. "
)
OWN = "Rosa Lindqvist reprimanded the divers from Brannick on Tuesday."
LEANING = "As a result, fishermen from Brannick demonstrated in front of the town hall on Friday."


def town_pool(*said: str) -> CandidatePool:
    checker = checker_for(TOWN, language="en")
    claims = [[Claim(text) for text in said]]
    votes = count_votes(claims, ClaimVerifier(checker, None, 0.95))
    assert len(votes.supported) == len(said)
    return CandidateBuilder(checker).build_for(votes, list(checker.annotated.numbers))


def test_what_stands_in_the_models_own_words_goes_first() -> None:
    """Then comes what the document says beside it; nothing is said twice."""
    short, longer = (
        [one.statement.text for one in select_notes(town_pool(OWN), words)] for words in (9, 40)
    )
    assert short == [OWN]
    assert OWN in longer
    assert len(longer) > 2
    assert not any("criticised" in text for text in longer)


def test_a_note_that_is_not_understood_is_not_taken() -> None:
    chosen = [one.statement.text for one in select_notes(town_pool(LEANING), 60)]
    assert LEANING not in chosen
    assert any("protested" in text for text in chosen)
