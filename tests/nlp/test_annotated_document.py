"""Tests of index, similar sentences, quotations, vocabulary of an annotated document."""

from __future__ import annotations

import random

import pytest

from summarize.document import Document
from summarize.nlp import annotated_document
from summarize.nlp.annotated_document import AnnotatedDocument, words_without_marks
from summarize.nlp.content_keys import collect_content_keys
from summarize.nlp.normalize import tokenize
from summarize.sources import read

TEXT = """The harbour at Pellmouth will close for repairs.

Divers found a hollow under the wall. Ruth Amberley blamed the trust for the delay.

The ferry to Kallen keeps to its timetable. The ferry carried nine cars. Divers found a hollow
under the wall again in the autumn.
"""


@pytest.fixture(scope="module")
def index() -> AnnotatedDocument:
    return AnnotatedDocument(read(text=TEXT, language="en"))


def test_every_prose_sentence_is_indexed(index: AnnotatedDocument) -> None:
    assert list(index.numbers) == [1, 2, 3, 4, 5, 6]
    assert index.tokens(5) == tokenize("The ferry carried nine cars.")
    assert index.keys(5) == {"ferri", "carri", "9", "car"}
    assert list(index.find_by_key("ferri")) == [4, 5]
    assert list(index.find_by_key("unheard")) == []


def test_rare_words_weigh_more(index: AnnotatedDocument) -> None:
    assert index.weight("amberley") > index.weight("ferri") > 0
    assert index.weight("unheard") > index.weight("amberley")


def test_candidates_come_best_first_and_earlier_first_among_equals(
    index: AnnotatedDocument,
) -> None:
    ranked = index.find_similar(tokenize("Divers found a hollow"))
    assert [number for _, number in ranked] == [2, 6]
    assert ranked[0][0] == pytest.approx(1.0)
    shares = [
        share for share, _ in index.find_similar(tokenize("The ferry to Kallen found a hollow"))
    ]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)


def test_candidates_are_limited(index: AnnotatedDocument) -> None:
    tokens = tokenize("ferry divers")
    every = index.find_similar(tokens)
    assert len(every) == 4
    for limit in (0, 1, 2, 3):
        assert index.find_similar(tokens, limit=limit) == every[:limit]


def test_verbatim_is_word_for_word(index: AnnotatedDocument) -> None:
    assert index.find_verbatim(tokenize("Divers found a hollow under the wall.")) == 2
    assert index.find_verbatim(tokenize("Divers found a hollow under the wall")) == 2
    assert index.find_verbatim(tokenize("Diver found a hollow under the wall.")) is None
    assert index.find_verbatim(tokenize("Divers found a wall under the hollow.")) is None
    assert index.find_verbatim(tokenize("Divers found a hollow under the wall again.")) is None
    assert index.find_verbatim(()) is None
    assert index.find_verbatim(tokenize("?!")) is None


def test_a_sentence_without_content_words_is_found_verbatim() -> None:
    index = AnnotatedDocument(
        read(text="The pier closed. There it was. Here we are.", language="en")
    )
    assert index.find_verbatim(tokenize("Here we are.")) == 3
    assert index.find_verbatim(tokenize("Here they are.")) is None


def test_words_leave_out_the_marks() -> None:
    assert words_without_marks(tokenize("Well, it didn’t.")) == ("well", "it", "did", "not")


def test_headings_are_known_but_are_no_evidence() -> None:
    text = "# The Grand Oddmund\n\nThe pier closed in May.\n"
    index = AnnotatedDocument(read(text=text, language="en"))
    assert index.vocabulary.has(tokenize("the Oddmund")[1])
    assert all(number >= 2 for number in index.numbers)


def test_vocabulary_knows_forms_of_names_only(index: AnnotatedDocument) -> None:
    name, word, other = tokenize("the Pellmouthian pellmouthian Zanzibar")[1:]
    assert index.vocabulary.has(name)
    assert not index.vocabulary.has(word)
    assert not index.vocabulary.has(other)
    assert index.vocabulary.numbers == ("9",)


LONG = "It fell " + "and fell and fell again " * 12


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It fell,” she said. It rained.", {1}),
        ('"It fell," she said. It rained.', {1}),
        ("It rained. It fell.", set()),
        ("She said: “It fell.” It rained.", set()),
        (f"She said: “{LONG}. It broke. It sank.” It rained.", {2, 3}),
        (f'She said: "{LONG}. It broke. It sank." It rained.', {2, 3}),
        (f"She said: “{LONG}.\n\nIt broke.", set()),
    ],
)
def test_quoted_are_sentences_that_begin_inside_a_quotation(text: str, quoted: set[int]) -> None:
    assert AnnotatedDocument(read(text=text, language="en")).quoted == quoted


@pytest.mark.parametrize("text", ["", " ", "?!", "—"])
def test_an_article_without_words_has_no_candidates(text: str) -> None:
    index = AnnotatedDocument(Document(text=text, origin="-", sentences=()))
    assert index.find_similar(tokenize("The ferry carried nine cars.")) == []
    assert index.find_similar(()) == []
    assert index.vocabulary.keys == frozenset()


SENTENCES = [
    "One of the two ferries took in twenty-five thousand passengers, the other half as many.",
    "First he spoke, then the second diver; the third, fifth and twenty-first fell silent.",
    "May came before the fifth of June, and on the first of May it rained.",
    "Half a million, a dozen, two dozen, a hundred and six, three quarters, half the village.",
    "Per cent and percent, ten per cent of it, five percent more, one third, two thirds.",
    "The US told us that the U.S. and the E.U. are not all; IT is where it is.",
    "ALL OF US WERE TOLD BY IT, AND WHO IS TO SAY?",
    "It can't be; they won't, wouldn't, didn't, shan't; I'm, you'll, we've, he'd, Kim's, James'.",
    "'Twas not 'em, nor the '90s; rock 'n' roll, O'Brien's o'clock, d'Artagnan.",
    "On 7 October 2019 at 5.30 p.m. £4.2m was paid; 3-1, 50%, $5bn, 2½ m², 1,000 and 1.000.",
    "October seven, one October, the year-old, a 31-year-old, thirty-one years old, ten metres.",
    "Émile Zola naïvely visited Zürich—twice…and “liked” it – or so he said…",
    "Приплыл паром. 北京欢迎你。 नमस्ते दुनिया",
    "Not only the ferry but the pier, not just one; none, no one, nobody, neither, without it.",
    "Mr. Lund, Mrs Lund and Dr. Holt met St. John's mayor, a.k.a. Jo, i.e. him, J. K. Holt.",
    "Monday, Tue, thurs, sept, dec. and march; she may march in March or May.",
    "_It_ is well-known (or so-called): *ex-mayor*, e-mail, x-ray, A-level.",
    "One. Two! Three? hundred. million and one, and two",
    "",
]


def keys_of(text: str, language: str | None) -> frozenset[str]:
    return frozenset(token.key for token in tokenize(text, language) if token.is_content)


@pytest.mark.parametrize("language", ["en", None, "de"])
def test_keys_are_those_of_the_folded_sentences(language: str | None) -> None:
    found, seen = collect_content_keys(SENTENCES, language)
    for text, keys in zip(SENTENCES, found, strict=True):
        assert keys == keys_of(text, language), text
    assert {token.key for token in seen} == frozenset().union(*found)


def test_keys_of_shuffled_words_are_those_of_the_folded_sentences() -> None:
    """Numbers and the words beside them meet in all orders."""
    chance = random.Random(4)
    tokens = " ".join(SENTENCES).split()
    texts = [" ".join(chance.choices(tokens, k=chance.randint(1, 14))) for _ in range(2000)]
    found, _ = collect_content_keys(texts, "en")
    for text, keys in zip(texts, found, strict=True):
        assert keys == keys_of(text, "en"), text


def test_a_large_text_is_indexed_like_a_small_one(harbour: Document, monkeypatch) -> None:
    small = AnnotatedDocument(harbour)
    monkeypatch.setattr(annotated_document, "_MOST_CHARACTERS_EAGER", 0)
    large = AnnotatedDocument(harbour)
    assert list(large.numbers) == list(small.numbers)
    assert large.vocabulary.keys == small.vocabulary.keys
    assert sorted(large.vocabulary.numbers) == sorted(small.vocabulary.numbers)
    assert large.vocabulary.prefixes == small.vocabulary.prefixes
    for number in small.numbers:
        assert large.keys(number) == small.keys(number)
        assert large.tokens(number) == small.tokens(number)
        assert large.find_similar(small.tokens(number)) == small.find_similar(small.tokens(number))
        assert large.find_verbatim(small.tokens(number)) == small.find_verbatim(
            small.tokens(number)
        )


def test_names_are_looked_up_in_all_of_an_article(index: AnnotatedDocument) -> None:
    assert index.find_by_names(tokenize("Ruth Amberley left")) == (1, 2, 3, 4, 5, 6)


def test_names_are_looked_up_where_a_book_has_them(monkeypatch) -> None:
    text = "Ruth Amberley left. " + "The ferry sailed. Amberley came. " * 50
    index = AnnotatedDocument(read(text=text, language="en"))
    monkeypatch.setattr(annotated_document, "_MOST_SENTENCES_READ", 10)
    monkeypatch.setattr(annotated_document, "_SENTENCES_PER_NAME", 5)
    found = index.find_by_names(tokenize("Ruth Amberley came by ferry"))
    assert found[0] == 1
    assert 5 <= len(found) <= 7
    assert found[-1] > 80
    assert all("amberley" in index.keys(number) for number in found)
    assert index.find_by_names(tokenize("nobody came")) == ()
