"""Sentences made by a small grammar: what may be left out of them, and what may not.

Every part of a sentence is known here, and so are the five moves by which words may go: a
bracketed part, a leading adverbial, a tail from a clause border, an adverb. (Attributions have
tests of their own.) All other stretches of words leave a statement that is not proven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.results import Claim, Verdict
from support.checkers import checker_for

ELSEWHERE = "The weather was mild and dry all week, as it mostly is there."
EMPTY = frozenset({"the", "a", "an", "that", "did", "clara", "otto", "ines"})
"""Words that may go alone: articles, "did", and the first name of one who has a surname."""
ALONE = (";", ", and", ", a ", ", an ", ", the ")
"""How parts open that can stand for all before them."""


@dataclass(frozen=True)
class Part:
    """Words of a sentence, their marks among them; `move` if they may go."""

    text: str
    move: bool = False


@dataclass(frozen=True)
class Sentence:
    """Parts one behind another: `"However,", "the mayor", "paid"`."""

    parts: tuple[Part, ...]

    @property
    def words(self) -> list[tuple[str, int]]:
        """Each word or mark, with the number of its part."""
        return [
            (word, number)
            for number, part in enumerate(self.parts)
            for word in re.sub(r"(?<!\d)[,;]|[,;](?!\d)", r" \g<0> ", part.text).split()
        ]

    @property
    def text(self) -> str:
        return written([word for word, _ in self.words])

    def without(self, start: int, end: int) -> str:
        return written([word for word, _ in self.words[:start] + self.words[end:]])

    def is_safe(self, start: int, end: int) -> bool:
        """Whether what stands there is whole parts that may go, or says nothing.

        The last of two joined main clauses is true alone as well, and so is an apposition that
        stands for its name.
        """
        gone = [at for at in range(start, end) if not is_empty(self.words[at][0])]
        numbers = {self.words[at][1] for at in gone}
        kept = {
            number
            for at, (word, number) in enumerate(self.words)
            if at not in gone and not is_empty(word)
        }
        if start == 0 and self.parts[min(kept, default=0)].text.startswith(ALONE):
            opens = [at for at, (_, number) in enumerate(self.words) if number == min(kept)]
            return end <= opens[0] + 2
        return all(self.parts[number].move and number not in kept for number in numbers)


def is_empty(word: str) -> bool:
    return word.lower() in EMPTY or word in {",", ";"}


def written(words: list[str]) -> str:
    """As a sentence: `["the", "mayor", ",", "paid"] -> "The mayor, paid."`."""
    text = " ".join(words).replace(" ,", ",").replace(" ;", ";").strip(" ,;")
    return f"{text[:1].upper()}{text[1:]}."


def one_of(texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text.strip() for text in texts.split("/")])


def phrase(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Its parts one behind another: `phrase("in", PLACE) -> "in Graz"`."""
    every = (st.just(part) if isinstance(part, str) else part for part in parts)
    return st.tuples(*every).map(" ".join)


NAME = one_of("Clara Winholm / Otto Brandl / Ines Solberg")
PLACE = one_of("Graz / Oslo / Leeds")
MONTH = one_of("March / June / October")
NUMBER = one_of("12 / 340 / 4,500")
PERSON = one_of("mayor / captain / painter / farmer")
OTHER = one_of("court / council / bank / army")
THING = one_of("mill / bridge / boat / museum")
DONE = one_of(
    "sold / praised / opened / lost / did not sell / wanted to sell / may sell / is said to own"
)
DONE_TOO = one_of("bought / closed / rebuilt / blamed")
OBJECT = st.one_of(
    phrase("the", THING),
    phrase("the", one_of("first / severe / former / second"), THING),
    phrase("the", THING, "of", PLACE),
    phrase(NUMBER, one_of("houses / boats / pictures")),
    phrase("only", NUMBER, "boats"),
    phrase("some of the", one_of("houses / boats / pictures")),
    phrase("the largest", THING),
    phrase("no boats of the", OTHER),
    phrase("more boats than the", OTHER),
)
SUBJECT = st.one_of(
    NAME,
    phrase("the", PERSON),
    phrase("the", PERSON, "of", PLACE),
    phrase("the", one_of("widow / brother / lawyer / rival"), "of", NAME),
    phrase("the", PERSON, "who", one_of("attacked / married / hired"), NAME),
    phrase("a supplier of the", OTHER),
    NAME.map(lambda name: f"{name}’s brother"),
)
COMPLEMENT = st.one_of(
    phrase("in", PLACE),
    phrase("in", MONTH),
    phrase("for", NUMBER, "euros"),
    phrase("for", NUMBER, "euros in", MONTH, "and the tower for 7 euros in May"),
    phrase("in", MONTH, "instead of May"),
    phrase("without the", OTHER),
)
BRACKETED = st.one_of(
    phrase(", who", one_of("was ill / had fled / came from a village"), ","),
    phrase(", a", one_of("quiet / tall"), one_of("neighbour / sailor"), ","),
    phrase(", the", one_of("son / lawyer / rival"), "of the", OTHER, ","),
)
LEADING = one_of("However, / After the storm, / In the end, / Meanwhile,")
ADVERB = one_of("also / later / then / already")
CLAUSE = phrase("the", OTHER, DONE_TOO, "the", one_of("tower / harbour / road"))
TAIL = st.one_of(
    phrase(", which surprised the", one_of("village / crowd")),
    phrase(one_of("before / after / because / although / while / until"), CLAUSE),
    phrase(", and", CLAUSE),
    phrase(";", CLAUSE),
)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    def maybe(strategy: st.SearchStrategy[str]) -> list[Part]:
        return [Part(draw(strategy), move=True)] if draw(st.booleans()) else []

    return Sentence(
        (
            *maybe(LEADING),
            Part(draw(SUBJECT)),
            *maybe(BRACKETED),
            *maybe(ADVERB),
            Part(draw(DONE)),
            Part(draw(OBJECT)),
            Part(draw(COMPLEMENT)),
            *maybe(TAIL),
        )
    )


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Sentence, int, int]:
    """A sentence, and a stretch of its words that is not to be left out."""
    sentence = draw(sentences())
    number = len(sentence.words)
    spans = [
        (start, end)
        for start in range(number)
        for end in range(start + 1, number + 1)
        if number - end + start >= 3 and not sentence.is_safe(start, end)
    ]
    return sentence, *draw(st.sampled_from(spans))


def verdict(claim: str, sentence: Sentence) -> Verdict:
    return checker_for(f"{sentence.text} {ELSEWHERE}", "en").check(Claim(claim)).verdict


@settings(max_examples=60, deadline=None, derandomize=True)
@given(sentences())
def test_a_sentence_of_the_article_is_supported(sentence: Sentence) -> None:
    assert verdict(sentence.text, sentence) is Verdict.SUPPORTED


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cuts())
def test_what_may_not_be_left_out_is_missed(cut: tuple[Sentence, int, int]) -> None:
    sentence, start, end = cut
    claim = sentence.without(start, end)
    assert verdict(claim, sentence) is not Verdict.SUPPORTED, (sentence.text, claim)
