"""Words at the ends of lines: which hyphen was put there, and which belongs to the word.

The text decides where it can: by the forms of the word that occur elsewhere in it. Else
the parts do: `state-of-the-art`, `EU-wide`, `61-year-old` and `price-determining` keep
their hyphen, `Tues-day`, `author-ity` and `mil-lion` are one word each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from summarize.document import Span
from summarize.nlp.english import compound_words as parts
from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.nlp.patterns import LETTER

_HYPHENS = "-\u2010\u00ad"
_SOFT_HYPHEN = "\u00ad"
_SEARCHED_CHARACTERS = 60  # on either side of a line end: no word is longer
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*")
_BEFORE = re.compile(rf"(?:[\w’']+[-\u2010])*(?:{LETTER}+|\d[\d.,]*)(?=[{_HYPHENS}]\Z)")
_AFTER = re.compile(rf"{LETTER}+(?:[-\u2010][\w’']+)*")
_MIN_PART = 4  # letters: shorter parts of a compound are words by chance


def ends_inside_word(text: str, line: Span, following: Span) -> bool:
    """Whether a line ends with a hyphen behind a letter or figure, and a letter begins the next."""
    last = text[max(line.start, line.end - 2) : line.end]
    return (
        len(last) == 2
        and last[1] in _HYPHENS
        and last[0].isalnum()
        and (text[following.start].isalpha())
    )


def collect_words(text: str, lines: Sequence[Span]) -> Set[str]:
    """Return the words and compounds inside the lines in lower case, none of them broken."""
    found: set[str] = set()
    broken = False
    for line in lines:
        words = [word.lower() for word in _WORD.findall(text, line.start, line.end)]
        breaks = text[line.end - 1] in _HYPHENS
        found.update(words[broken : len(words) - breaks])
        broken = breaks
    return found


def find_division(text: str, line: Span, following: Span, known: Set[str]) -> Span:
    """Return what to leave out between two lines that divide a word: the hyphen only if it was put.

    `known`: see `collect_words`. `"exam-\\nple" -> Span(4, 6)`, `"Anglo-\\nSaxon" -> Span(6, 7)`
    """
    before = _BEFORE.search(text[max(line.start, line.end - _SEARCHED_CHARACTERS) : line.end])
    last = min(following.end, following.start + _SEARCHED_CHARACTERS)
    after = _AFTER.match(text, following.start, last)
    soft = text[line.end - 1] == _SOFT_HYPHEN
    if soft or (before and after and not keeps_hyphen(before[0], after[0], known)):
        return Span(line.end - 1, following.start)
    return Span(line.end, following.start)


def join_divided_words(text: str) -> str:
    """Return a text of lines with the words that they divide whole again, the lines kept.

    `"exam-\nple, Anglo-\nSaxon" -> "example, Anglo-Saxon"`
    """
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    known = collect_words(text, lines)
    for line, following in reversed(list(pairwise(lines))):
        if ends_inside_word(text, line, following):
            gap = find_division(text, line, following, known)
            text = text[: gap.start] + text[gap.end :]
    return text


def keeps_hyphen(before: str, after: str, known: Set[str]) -> bool:
    """Whether the hyphen between these parts belongs to the word.

    `("state", "of-the-art") -> True`, `("EU", "wide") -> True`, `("author", "ity") -> False`
    """
    whole, compound = (before + after).lower(), f"{before}-{after}".lower()
    if whole in known and compound not in known:
        return False  # "Trace-Monkey" where TraceMonkey is a name
    shouted = before.isupper() and after.isupper() and len(after) > 1
    if not shouted and (after[0].isupper() or _is_abbreviation(before)):
        return True
    first, second = before.lower().rsplit("-", 1)[-1], after.lower()
    tail, *more = re.split(r"[-\u2010]", second)
    if whole in known or whole in parts.SINGLE_WORDS:
        return False
    if compound in known or first[-1].isdigit():
        return True
    if more:  # "state-of-the-art"; not "coun-cil-owned"
        return not (tail in parts.WORD_ENDS or first + tail in known)
    if first != before.lower():  # "state-of-the-art", "well-developed": by its last part
        words = known | FUNCTION_WORDS
        return first in words or second in words or second in parts.SECOND_PARTS
    if second in parts.WORD_ENDS or first in parts.CLOSING_PREFIXES:
        return False
    if second in parts.SECOND_PARTS:
        return len(first) >= _MIN_PART or first in parts.OPEN_PREFIXES
    if first in parts.OPEN_PREFIXES:
        return second in known and len(second) >= _MIN_PART
    return all(len(part) >= _MIN_PART and part in known for part in (first, second))


def _is_abbreviation(before: str) -> bool:
    """Whether a first part is a row of capitals: "EU", "non-EU", "X"; not "I"."""
    last = before.rsplit("-", 1)[-1]
    return last.isupper() and last != "I" and last.isalpha()
