"""Salience of sentences by position and words."""

from __future__ import annotations

from collections.abc import Iterator
from math import log, sqrt
from pathlib import Path

import pytest

from summarize.document import Document, Role, Sentence, Span
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.selection import salience_features as module
from summarize.selection.salience import load_trees, predict_share, read_trees, score_salience
from summarize.selection.salience_features import Features, measure_features
from summarize.sources import read

OPENING = (
    "The council of Pellmouth closed the old harbour on Monday after divers found a long crack. "
    "The repair of the northern wall will cost 4.2 million crowns and take until next spring. "
    "Fishermen from Brannick protested against the decision in front of the town hall."
)
PLAIN = "Boats from the other villages land their fish at the small port of Kallen for now."
REST = (
    "Traders in Kallen have asked for another crane and for longer hours at the market. "
    "A ferry company offered to lend the town one of its two floating quays."
)


def document(*paragraphs: str, language: str | None = "en") -> Document:
    return read(text="\n\n".join(paragraphs), language=language)


def worths(of: Document) -> dict[int, float]:
    return score_salience(AnnotatedDocument(of))


def measured(of: Document) -> dict[int, Features]:
    return measure_features(AnnotatedDocument(of))


def planted(sentence: str) -> tuple[float, Features]:
    """What a sentence is worth at the fourth place of an otherwise plain article."""
    whole = document(OPENING, sentence, REST)
    assert whole.sentence_text(whole.sentence(4)) == sentence
    return worths(whole)[4], measured(whole)[4]


@pytest.mark.parametrize(
    "poor",
    [
        "x = 3 y + 2 z - 4 ( a b ) / 7 q",
        "Tides, ferries: today.",
        "Uh, yeah, I think we should, um, come to the next thing on my list now, okay.",
        "Do you know what I would have told my brother about our old boats by now?",
    ],
    ids=["a formula", "a label", "filler talk", "a first-person question"],
)
def test_what_is_no_plain_prose_is_worth_less_in_the_same_place(poor: str) -> None:
    assert planted(poor)[0] < planted(PLAIN)[0]


def test_what_shares_its_words_with_the_opening_is_measured() -> None:
    alike = "Divers of the council found a crack in the northern wall of the old harbour."
    assert planted(alike)[1].like_opening > planted(PLAIN)[1].like_opening


@pytest.mark.parametrize(
    ("feature", "more", "less"),
    [
        ("leans", "The same wall needs such stones again.", "The wall needs stones of granite."),
        ("cites", "Kim et al. found a crack in the wall.", "Kim found a crack in the wall."),
        ("procedure", "The stones were measured with a rod.", "The stones weigh a tonne each."),
        ("hypothetical", "The wall may fall if it rains.", "The wall fell when it rained."),
        ("new_names", "Ola Kvist saw the wall fall down.", "A driver saw the wall fall down."),
        ("event", "The council approved and closed it.", "The council likes and admires it."),
        ("pluperfect", "The wall had been repaired badly.", "The wall is repaired too badly."),
        ("comparison", "It is higher than the old wall.", "It is a wall made of stone."),
    ],
)
def test_what_a_sentence_leans_on_and_tells_is_measured(feature: str, more: str, less: str) -> None:
    assert getattr(planted(more)[1], feature) > getattr(planted(less)[1], feature)


def test_a_document_is_measured_as_a_whole() -> None:
    told = planted(PLAIN)[1]
    assert 0 < told.document_size < 1
    assert (told.document_talk, told.document_quoted, told.turn_start) == (0.0, 0.0, 0.0)


def test_the_first_sentence_is_worth_more_than_the_same_words_further_on() -> None:
    first = worths(document(PLAIN, OPENING, REST))
    assert first[1] > planted(PLAIN)[0]
    assert first[1] == max(first.values())


def test_the_wording_is_measured() -> None:
    prose = planted(PLAIN)[1]
    assert (prose.prose, prose.question, prose.filler, prose.first_person) == (1.0, 0.0, 0.0, 0.0)
    assert prose.names > 0
    asked = planted("Um, who of us will pay 12 crowns for my boat and for 3 new lines?")[1]
    assert (asked.question, asked.filler, asked.first_person) == (1.0, 1.0, 1.0)
    assert 0 < asked.figures < 1
    assert planted("Tides, ferries: today.")[1].prose == 0.0
    assert planted("x = 3 y + 2 z - 4 ( a b ) / 7 q")[1].prose < 0.2
    spoken = planted("“Nobody here has ever seen a crack as long as this,” said Ana Sorel.")[1]
    assert (spoken.quoted, prose.quoted) == (1.0, 0.0)
    assert prose.overlong == 0.0
    assert planted(PLAIN.rstrip(".") + " and again" * 30 + ".")[1].overlong > 0


def test_what_begins_a_paragraph_or_a_section(feature: Document) -> None:
    whole = document(OPENING, REST)
    begins = [one.begins_paragraph for one in measured(whole).values()]
    assert begins == [1.0, 0.0, 0.0, 1.0, 0.0]
    told = measured(feature)
    opened = [number for number, one in told.items() if one.begins_section]
    assert len(opened) > 3
    for number in opened[1:]:
        assert feature.sentence(number - 1).role is Role.HEADING
        assert told[number].begins_paragraph


def test_figures_are_about_0_to_1_and_places_run_through_the_article(feature: Document) -> None:
    told = measured(feature)
    for one in told.values():
        for name in Features.__slots__:
            assert 0 <= getattr(one, name) <= 2, name
    through = [one.relative_position for one in told.values()]
    assert through == sorted(through)
    assert (through[0], through[-1]) == (0.0, 1.0)
    assert list(told) == [s.number for s in feature.sentences if s.role is Role.PROSE]


def test_trees_weigh_features() -> None:
    told = read_trees()
    start, trees = load_trees()
    assert len(trees) == len(told["trees"]) > 1
    features = measured(document(OPENING, REST))[1]

    def follow(node: object) -> float:
        if not isinstance(node, list):
            assert isinstance(node, float)
            return node
        name, threshold, low, high = node
        return follow(low if getattr(features, name) <= threshold else high)

    assert predict_share(features) == pytest.approx(start + sum(map(follow, told["trees"])))


def test_words_that_run_through_the_whole_spread() -> None:
    own = [frozenset(["harbour", f"boat{n}"]) for n in range(20)]
    spread, everywhere = zip(*module._measure_spread(own), strict=True)
    assert spread == pytest.approx([(1.0 + 0.1) / 2] * 20)
    assert set(everywhere) == {1 / module._FEW_KEYS}
    likeness = module._measure_likeness(own, range(2))
    assert len(set(likeness[:2])) == len(set(likeness[2:])) == 1
    assert max(likeness) == 1.0
    assert module._measure_likeness([frozenset(["a"]), frozenset(["b"])], range(1)) == [0, 0]


def test_cues_and_headings_are_measured(tmp_path: Path) -> None:
    assert planted("We propose a floating wall for the old harbour of the town.")[1].aim == 0.5
    assert planted("The results show that the wall is weaker than before.")[1].finding == 0.5
    assert planted("The council should close the harbour at once.")[1].advice == 0.5
    assert planted("However, the wall is weaker than it was before.")[1].goes_on == 1.0
    for outcome in ("To summarize, it fell.", "We now expect a wall.", "Lee was convicted."):
        assert planted(f"{outcome[:-1]} for the old harbour of the town.")[1].outcome == 1.0
    said = "so we have to sell the old harbour of the town."
    assert planted(said)[1].outcome == 0  # of talk alone
    talk = measured(read(text=f"Rosa Kim: It is old.\nBo Lee: {said}\n" * 9)).values()
    assert [one.outcome for one in talk] == [0, 1] * 9
    plain = planted(PLAIN)[1]
    assert (plain.aim, plain.finding, plain.advice, plain.goes_on) == (0, 0, 0, 0)
    assert plain.outcome == 0
    report = tmp_path / "report.md"
    parts = ("# Harbour", "# Introduction", OPENING, "# Methods", PLAIN, "# Conclusions", REST)
    report.write_text("\n\n".join(parts), encoding="utf-8")
    told = measured(read(report)).values()
    assert [one.under_introduction for one in told] == [1, 1, 1, 0, 0, 0]
    assert [one.under_methods for one in told] == [0, 0, 0, 1, 0, 0]
    assert [one.under_conclusion for one in told] == [0, 0, 0, 0, 1, 1]


def test_who_speaks_most_has_the_largest_share() -> None:
    turns = [
        "Ana: We close the wall now. The divers have gone home.",
        "Bo: I agree with all of that.",
    ]
    told = list(measured(read(text="\n".join(turns * 6), language="en")).values())
    assert [round(one.speaker_share, 2) for one in told] == [0.67, 0.67, 0.33] * 6


def test_nothing_is_worth_nothing(feature: Document) -> None:
    found = worths(feature)
    assert all(0 < value <= 3 for value in found.values())
    assert max(found.values()) > 1


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_no_sentence(text: str) -> None:
    empty = Document(text, "-", ())
    assert worths(empty) == {}
    assert measured(empty) == {}


def test_headings_alone() -> None:
    headings = (Sentence(1, Span(0, 5), 0, Role.HEADING), Sentence(2, Span(7, 14), 1, Role.HEADING))
    assert worths(Document("Tides\n\nFerries", "-", headings)) == {}


def test_one_sentence() -> None:
    (value,) = worths(document("The council closed the harbour.")).values()
    assert value > 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stadt schließt den alten Hafen am Montag. Taucher fanden einen Riss. "
               "Die Fischer protestieren vor dem Rathaus."),
        ("ja", "町は古い港を閉鎖した。潜水士がひびを見つけた。漁師は抗議した。"),
        (None, "Lorem ipsum dolor sit amet. Consectetur adipiscing elit sed. Do eiusmod tempor."),
    ],
)  # fmt: skip
def test_other_languages_have_figures_too(language: str | None, text: str) -> None:
    found = worths(document(text, language=language))
    assert len(found) == 3
    assert all(value > 0 for value in found.values())


def test_ranks() -> None:
    assert module._normalize_ranks([3.0, 9.0, 5.0]) == [0.0, 1.0, 0.5]
    assert module._normalize_ranks([7.0]) == [0.0]
    assert module._normalize_ranks([]) == []


KEYS = [
    frozenset("council harbour crack".split()),
    frozenset("harbour wall".split()),
    frozenset("council crack harbour wall".split()),
    frozenset(["weather"]),
    frozenset[str](),
]
PROSE = [1.0, 0.5, 1.0, 1.0, 0.0]


def test_centrality_is_the_sum_of_the_likenesses_to_all_others() -> None:
    weight = {
        key: log(1 + len(KEYS) / sum(key in own for own in KEYS)) for key in set().union(*KEYS)
    }

    def norm(own: frozenset[str]) -> float:
        return sqrt(sum(weight[key] ** 2 for key in own)) or 1.0

    def alike(one: frozenset[str], other: frozenset[str]) -> float:
        return sum(weight[key] ** 2 for key in one & other) / norm(one) / norm(other)

    expected = [
        sum(PROSE[there] * alike(one, other) for there, other in enumerate(KEYS) if there != here)
        for here, one in enumerate(KEYS)
    ]
    assert module._measure_centrality(KEYS, PROSE) == pytest.approx(expected)


def test_what_is_no_prose_makes_nothing_central() -> None:
    others = [frozenset(["wall"]), frozenset(["weather"])]
    told, told_in_tables = (
        module._measure_centrality([*others, frozenset(["wall"])], [1.0, 1.0, share])[0]
        for share in (1, 0)
    )
    assert told > 0
    assert told_in_tables == pytest.approx(0)


class Counted(frozenset[str]):
    """A set that counts how often its members are gone through."""

    steps = 0

    def __iter__(self) -> Iterator[str]:
        for key in super().__iter__():
            Counted.steps += 1
            yield key


@pytest.mark.parametrize(
    "function",
    [
        lambda keys: module._measure_centrality(keys, [1.0] * len(keys)),
        module._measure_frequency,
    ],
)
def test_a_book_of_twice_the_length_takes_twice_the_steps(function: object) -> None:
    def steps(sentences: int) -> int:
        keys = [Counted(f"{n % 50 + k}" for k in range(5)) for n in range(sentences)]
        Counted.steps = 0
        function(keys)  # type: ignore[operator]
        return Counted.steps

    assert 0 < steps(2000) <= 2.1 * steps(1000)


def test_no_word_is_compared_with_other_sentences_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A book's sentences are gone through once each, not once for each other sentence."""
    texts = [f"The boat number {n} left the port of Kallen at noon." for n in range(3000)]
    book = document(" ".join(texts))
    index = AnnotatedDocument(book)
    asked: list[int] = []
    own = index.keys
    monkeypatch.setattr(index, "keys", lambda number: asked.append(number) or own(number))
    assert len(score_salience(index)) == 3000
    assert len(asked) == 3000
