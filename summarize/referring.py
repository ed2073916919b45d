"""The article's sentence with a name for its "He" or "The company", checked like any statement.

What leans on the sentence before it misleads alone, though it often is what the article is
about. Where it can be only one who is meant, the name is put in its place; the rules of
certainty are the checker's own (`checking.finding`), so that no name gets in here which the
checker would not accept from a model.
"""

from __future__ import annotations

import re
from dataclasses import replace
from weakref import WeakKeyDictionary

from summarize.checking.english.pronouns import OBJECTS, OWNING
from summarize.checking.english.words import ATTRIBUTION
from summarize.checking.finding.coreference import Reading
from summarize.checking.finding.descriptions import described
from summarize.document import Span, count_words
from summarize.editing.changes import Change, Word, changed, inside_quotation, words_in
from summarize.findings import CheckedClaim, Claim, ClaimKind, Origin, Verdict
from summarize.standing_alone import leans, speaks
from summarize.verify import Checker

_TITLE = r"(?:Mrs?|Ms|Miss|Sir|Dame|Lord|Lady|Dr|Prof|Professor)\.?\s+"
# In a name the words may be parted by these: "Jean-Luc Orr".
_JOINT = r"[\s\-‐‑.]+"
# Fewer words of somebody say nothing: "Grad B: “OK.”"
_FEWEST = 5
_MARKS = '“”"„«»'

_known: WeakKeyDictionary[Checker, dict[int, CheckedClaim | None]] = WeakKeyDictionary()


def named(number: int, checker: Checker) -> CheckedClaim | None:
    """The sentence with this number, with the name of whom it is about; None if that isn't certain.

    `"She sold it in May." -> "Rosa Kim sold it in May."` where the sentence before is about
    Rosa Kim. Its own sentence is the first piece of evidence, those that give the name
    follow. None, too, where the sentence leans on nothing, or the checker objects. The same
    question is answered at once when it is asked again.
    """
    known = _known.setdefault(checker, {})
    if number not in known:
        known[number] = _named(number, checker)
    return known[number]


def _named(number: int, checker: Checker) -> CheckedClaim | None:
    readings = checker.index.readings(number)
    tokens = checker.index.tokens(number)
    leaning = leans(tokens) or described(tokens)
    if (
        not readings
        or not readings[0].name
        or not leaning
        or speaks(tokens)
        or number in checker.index.quoted
    ):
        return None
    own, reading = checker.sentence(number), readings[0]
    name = _printed(reading, checker)
    change = _change(own.text, reading, name)
    if change is None:
        return None
    text = changed(own.text, [change])
    found = checker.check(Claim(text))
    carried = {one.sentence for one in found.evidence}
    allowed = {number, *reading.antecedents}
    if found.verdict is not Verdict.SUPPORTED or number not in carried or not carried <= allowed:
        return None
    places = dict.fromkeys((number, *reading.antecedents))
    return replace(
        found,
        origin=Origin.EDITED,
        evidence=tuple(map(checker.evidence, places)),
        attributed_to=_speaker(text, change, name) or own.attributed_to,
    )


def said(number: int, checker: Checker) -> CheckedClaim | None:
    """A transcript's sentence as a quotation, behind the label of its speaker; None if it is none.

    `"Grad B: I think it rains." -> "Grad B: “I think it rains.”"`; for a later sentence of
    the turn, too, with the one that has the label as further evidence.
    """
    turn = checker.index.turns.get(number)
    own = checker.sentence(number)
    words = own.text[turn.length :].strip() if turn else ""
    broken = words[:1].islower() or not words.endswith((".", "!", "?"))
    quotes = any(mark in words for mark in _MARKS)
    if turn is None or broken or quotes or count_words(words) < _FEWEST:
        return None
    found = checker.check(Claim(f"{turn.speaker}: “{words}”"))
    carried = [one.sentence for one in found.evidence]
    if found.verdict is not Verdict.SUPPORTED or number not in carried:
        return None
    return replace(
        found,
        origin=Origin.EDITED,
        evidence=tuple(map(checker.evidence, dict.fromkeys((number, turn.labelled)))),
        attributed_to=turn.speaker,
        kind=ClaimKind.QUOTE,
    )


def _change(text: str, reading: Reading, name: str) -> Change | None:
    """The words that lean, and the name in their place; "'s" behind it for a "his"."""
    words = words_in(text)
    apostrophe = "'" if "'" in text and "’" not in text else "’"
    first, length = reading.replaced[0], len(reading.replaced)
    for at, word in enumerate(words):
        if word.plain != first or inside_quotation(text, word.span.start):
            continue
        last = words[at + length - 1]
        if length > 1:  # "The club", "The 31-year-old", "The club's"
            owns = last.plain.endswith("'s")
            bare = last.plain.removesuffix("'s").removesuffix("-year-old")
            return (
                None if bare != reading.replaced[-1] else _put(word, last, name, owns, apostrophe)
            )
        following = words[at + 1] if at + 1 < len(words) else None
        noun = following is not None and not following.mark
        owns = word.plain in OWNING and (noun or word.plain not in OBJECTS)
        return _put(word, last, name, owns, apostrophe)
    return None


def _put(first: Word, last: Word, name: str, owns: bool, apostrophe: str) -> Change:
    return Change(Span(first.span.start, last.span.end), name + f"{apostrophe}s" * owns)


def _printed(reading: Reading, checker: Checker) -> str:
    """The name as the article prints it, with a title where that is all it has."""
    words = [token.surface for token in reading.name]
    pattern = rf"(?:{_TITLE})?" * (len(words) == 1) + _JOINT.join(map(re.escape, words))
    for number in reversed(reading.antecedents):
        text = checker.document.words_of(checker.document.sentence(number))
        match = re.search(rf"\b{pattern}\b", text)
        if match:
            return " ".join(match.group().split())
    return " ".join(words)


def _speaker(text: str, change: Change, name: str) -> str | None:
    """Who says so, if that is the one just named."""
    after = [word.plain for word in words_in(text[change.span.start + len(name) :])[:2]]
    return name if not ATTRIBUTION.isdisjoint(after) else None
