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
from summarize.document import Span
from summarize.editing.changes import Change, changed, inside_quotation, words_in
from summarize.findings import CheckedClaim, Claim, Origin, Verdict
from summarize.standing_alone import leans
from summarize.verify import Checker

_TITLE = r"(?:Mrs?|Ms|Miss|Sir|Dame|Lord|Lady|Dr|Prof|Professor)\.?\s+"
# In a name the words may be parted by these: "Jean-Luc Orr".
_JOINT = r"[\s\-‐‑.]+"

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
    if not readings or not leans(checker.index.tokens(number)):
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


def _change(text: str, reading: Reading, name: str) -> Change | None:
    """The words that lean, and the name in their place; "'s" behind it for a "his"."""
    words = words_in(text)
    for at, word in enumerate(words):
        if word.plain == reading.replaced[0] and not inside_quotation(text, word.span.start):
            length = len(reading.replaced)
            meant = [one.plain for one in words[at : at + length]] == list(reading.replaced)
            if not meant:
                continue
            following = words[at + length] if at + length < len(words) else None
            noun = following is not None and not following.mark
            owns = word.plain in OWNING and (noun or word.plain not in OBJECTS)
            span = Span(word.span.start, words[at + length - 1].span.end)
            return Change(span, name + ("’s" if "’" in text or "'" not in text else "'s") * owns)
    return None


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
