"""The words and phrases that mark what matters."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.selection import salience
from summarize.selection.cue_weights import LONGEST_CUE, find_cues, load_weights, weigh_cues
from summarize.selection.salience import score_salience
from summarize.sources import read


def test_cues_are_words_pairs_and_triples_without_figures() -> None:
    assert find_cues("We sold 12 boats.") == {
        *("^", "we", "sold", "0", "boats"),
        *("^ we", "we sold", "sold 0", "0 boats"),
        *("^ we sold", "we sold 0", "sold 0 boats"),
    }
    assert find_cues("It’s 3,000.") == find_cues("It's 7,125.")
    assert find_cues("") == {"^"}


def test_weights_are_of_cues_and_moderate() -> None:
    weights = load_weights()
    assert len(weights) >= 500
    assert all(len(cue.split()) <= LONGEST_CUE for cue in weights)
    assert 0.2 < max(map(abs, weights.values())) < 2


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("We propose a new method for the repair of piers.", "See fig. 3 b for the repair."),
        ("Total revenue grew 7% to $4 billion.", "Where is the group, by the way?"),
    ],
)
def test_what_tells_a_result_weighs_more(more: str, less: str) -> None:
    assert weigh_cues(more) > weigh_cues(less)


def test_the_weights_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"pier": 0.5, "the pier": 0.25, "boat": 9.0}
    monkeypatch.setattr("summarize.selection.cue_weights.load_weights", lambda: told)
    assert weigh_cues("The pier and the pier of Kallen.") == 0.75
    assert weigh_cues("A wall.") == 0


def test_cues_count_in_long_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """In an article of forty sentences they do not."""
    sentences = [f"Boats of quay {n} left Kallen in the morning." for n in range(200)]
    sentences[20] = "Boats of quay x left Kallen in the zygote morning."
    for size, matters in ((40, False), (200, True)):
        annotated = AnnotatedDocument(read(text=" ".join(sentences[:size])))
        monkeypatch.setattr(salience, "weigh_cues", lambda _: 0.0)
        before = score_salience(annotated)
        monkeypatch.setattr(salience, "weigh_cues", lambda text: 3.0 * ("zygote" in text))
        assert (score_salience(annotated)[21] / before[21] > 1.01) is matters
