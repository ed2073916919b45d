"""The measures of the quality benchmark, on texts whose figures are known beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarize.document import Document
from summarize.nlp.tokens import Kind
from summarize.sources import read
from support.yardstick_article import ARTICLE
from yardstick import items, measures


@pytest.fixture
def article() -> Document:
    return read(text=ARTICLE)


def test_a_text_is_its_sentences() -> None:
    assert measures.text_of("He ran. She\tslept.\n\nLine two") == (
        "He ran.",
        "She slept.",
        "Line two",
    )


def test_cut_between_words() -> None:
    text = ("One two three.", "Four – five six.")
    assert measures.cut(text, 5) == ("One two three.", "Four – five")
    assert measures.cut(text, 3) == ("One two three.",)
    assert measures.cut(text, 99) == text
    assert measures.cut(text, 0) == ()


@pytest.mark.parametrize("most", range(8))
def test_a_cut_text_has_so_many_words(most: int) -> None:
    text = ("One two three.", "Four – five six.", "- 7")
    assert measures.words(measures.cut(text, most)) == min(most, 7)


def test_known_overlap() -> None:
    # 2 of 4 words and 1 of 3 pairs of words in common
    found = measures.rouge(("the crane fell down",), ("the crane stood still",))
    assert found.r1 == pytest.approx(50)
    assert found.r2 == pytest.approx(100 / 3)


def test_words_are_stemmed() -> None:
    assert measures.rouge(("Cranes falling.",), ("crane fall",)).r1 == pytest.approx(100)


def test_sentences_in_another_order_lose_nothing_of_lsum() -> None:
    one, other = ("cats sleep all day", "dogs bark at night"), "dogs bark at night"
    assert measures.rouge(one, (other, one[0])).lsum == pytest.approx(100)
    assert measures.rouge((" ".join(one),), (f"{other} {one[0]}",)).lsum < 60
    # nor does a sentence of the reference whose words stand in two of the text's
    assert measures.rouge(one, (f"{other} {one[0]}",)).lsum == pytest.approx(100)


def test_best_and_mean_of_references() -> None:
    found = measures.scores(("the crane fell",), ["The crane fell.", "Something else."])
    assert found.best.r1 == pytest.approx(100)
    assert found.mean.r1 == pytest.approx(50)
    assert found.words == 3
    assert found.share is None
    assert found.covered is None


def test_an_empty_text_scores_nothing() -> None:
    found = measures.scores((), ["The crane fell."], ["The crane fell."])
    assert (found.best.r1, found.share, found.covered) == (0.0, 0.0, 0.0)


CLAIMED = ("Ida Brandt runs the harbour.", "She closed it on Monday.", "A ship left Velsen.")


@pytest.mark.parametrize(
    ("claim", "share"),
    [
        ("Ida Brandt runs a harbour", 1.0),
        ("Ida Brandt is running harbours", 1.0),
        ("Ida Brandt closed the harbour on Monday", 1.0),  # over two neighbours
        ("Ida Brandt left Velsen", 0.5),  # never over three sentences
        ("The mayor resigned", 0.0),
        ("It was so", 0.0),
    ],
)
def test_share_of_the_content_words_that_stand_together(claim: str, share: float) -> None:
    assert measures.claim_shares([claim], CLAIMED) == [pytest.approx(share)]


def test_mean_share_and_share_covered() -> None:
    claims = ["A ship left Velsen", "Ida Brandt left Velsen"]
    found = measures.scores(CLAIMED, ["x"], claims)
    assert found.share == pytest.approx(0.75)
    assert found.covered == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "numbers", "names"),
    [
        ("Ida Brandt said the crane weighs 120 tonnes.", (), ()),
        ("The harbour opens in 12 days, for £2,500,000.", (), ()),
        ("The crane weighs 130 tonnes.", ("130",), ()),
        ("Tarn lost 3 cars, Ida Holm said in Velsen.", ("3",), ("Holm",)),
        ("Repairs of Crane and Quay cost money.", (), ()),
    ],
)
def test_what_the_article_has_nowhere(
    article: Document, text: str, numbers: tuple[str, ...], names: tuple[str, ...]
) -> None:
    source = measures.Source(article)
    assert source.novel((text,), Kind.NUMBER) == numbers
    assert source.novel((text,), Kind.NAME) == names


def test_a_run_of_four_words_said_twice(article: Document) -> None:
    text = ("The harbour of Tarn is shut.", "Closed is “the harbour of Tarn”.")
    assert measures.Source(article).repeated(text) == ("the harbour of tarn",)


def test_as_often_as_the_article_is_allowed() -> None:
    source = measures.Source(read(text="Out of the blue he came. Out of the blue he left."))
    twice = ("Out of the blue he sat.", "Out of the blue it was.")
    assert source.repeated(twice) == ()
    assert "out of the blue" in source.repeated((*twice, "Out of the blue."))


def test_runs_end_with_the_sentence() -> None:
    assert list(measures.grams("One two three.")) == []
    assert measures.Source(read(text="x")).repeated(("a b", "c d", "a b", "c d")) == ()


def test_sentences_printed_twice() -> None:
    text = ("It’s over.", "He left.", "“It's over!”")
    assert measures.printed_twice(text) == ("it's over",)


def test_claims_come_with_the_reference_that_they_are_made_of(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "One two.", "references": ["Other.", "He  said: “No.”"]},
        {"id": "b", "text": "One two three.", "references": ["Nothing."], "doc_type": "story"},
    ]
    told = [
        {"text": "he said no", "claims": ["He said no"], "claims_by": "human"},
        {"text": "Nothing", "claims": ["Nothing"], "claims_by": "model"},
    ]
    for name, those in (("some", rows), ("claims", told)):
        text = "\n".join(map(json.dumps, those))
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    first, second = items.load(tmp_path / "some.jsonl", items.Choice())
    assert first.claims == ("He said no",)
    assert (second.claims, second.kind, second.group) == ((), "story", "some")
    assert first.reference_words == 25
    chosen = items.load(tmp_path / "some.jsonl", items.Choice(1, least=3))
    assert [one.id for one in chosen] == ["b"]
    assert items.load(tmp_path / "some.jsonl", items.Choice(skip=2)) == []


def test_words_of_references_on_average() -> None:
    item = items.Item("a", "g", "", "x", ("w " * 30, "w " * 41))
    assert item.reference_words == 36
