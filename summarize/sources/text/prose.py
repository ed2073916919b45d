"""Prose is known by its words: sentences, not the box, the indent or the signs around them.

Function words tell English prose, ends of sentences and lines that go on in lower case
the prose of other languages. Cells of tables and lines of code have neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.nlp.patterns import END_MARKS, LINE_END, WORD

_MIN_WORDS = 6
_MIN_FUNCTION_SHARE = 0.2  # of the words; English prose has 0.35 to 0.5, a table's cells hardly any
_MIN_LOWER_SHARE = 0.5
_MIN_LETTER_SHARE = 0.7  # of the characters: figures and signs are those of tables and code
_MIN_CONTINUED_SHARE = 0.35  # of the line ends lie inside a sentence
_MIN_ENDED_SHARE = 0.6
# "rained. We": three small letters, and what begins a sentence; "in May.": nothing more.
_SENTENCE_END = re.compile(
    rf"[^\W\d_A-Z]{{3}}[{END_MARKS}][”\"’')\]]*\s+[“\"‘'(\[]*[^\W\d_a-z]"
    rf"|\w[{END_MARKS}][”\"’')\]]*$|[。！？]"
)
_CODE_SIGNS = re.compile(r"[{}=_\\]|::|->|\w\(|[\w)];$")


def is_sentence(content: str) -> bool:
    """Whether a line or a cell is a sentence: `"The boat sank in May." -> True`."""
    words = WORD.findall(content)
    return (
        len(words) >= _MIN_WORDS - 2
        and _SENTENCE_END.search(content) is not None
        and _has_words_of_prose(content, words)
    )


def has_sentence_end(lines: Sequence[str]) -> bool:
    """Whether a sentence ends in one of the lines: `["at noon. The", "mayor"] -> True`."""
    return any(_SENTENCE_END.search(line) for line in lines)


def has_sentence_words(content: str) -> bool:
    """Whether one line is made of a sentence's words, ended or not: not `"x = f(a, b);"`."""
    words = WORD.findall(content)
    if len(words) < _MIN_WORDS or len(_CODE_SIGNS.findall(content)) > 1:
        return False
    return _share_function_words(words) >= _MIN_FUNCTION_SHARE and _has_words_of_prose(
        content, words
    )


def reads_as_prose(lines: Sequence[str]) -> bool:
    """Whether these lines, one below the other, are sentences: wrapped ones, or one on each line.

    `["The  council   met", "on  Monday.  It"] -> True`; `["Hera  1911", "Anna  1934"] -> False`
    """
    words = [word for line in lines for word in WORD.findall(line)]
    if len(words) < _MIN_WORDS or not _has_words_of_prose(" ".join(lines), words):
        return False
    ended = sum(LINE_END.search(line) is not None for line in lines)
    if ended >= _MIN_ENDED_SHARE * len(lines) and sum(map(is_sentence, lines)) * 2 >= ended:
        return True
    if not goes_on(lines):
        return False
    return has_sentence_end(lines) or _share_function_words(words) >= _MIN_FUNCTION_SHARE


def goes_on(lines: Sequence[str]) -> bool:
    """Whether many line ends are inside a sentence: no full stop, and lower case behind them."""
    inner = len(lines) - 1
    continued = sum(_continues(line, following) for line, following in pairwise(lines))
    return continued >= _MIN_CONTINUED_SHARE * inner


def _continues(line: str, following: str) -> bool:
    first = following.lstrip()[:1]
    return first.isalpha() and not first.isupper() and LINE_END.search(line.rstrip()) is None


def _has_words_of_prose(content: str, words: Sequence[str]) -> bool:
    """Whether most characters are letters, and most words are not capitalised."""
    signs = sum(not char.isspace() for char in content)
    letters = sum(map(len, words))
    lower = sum(not word[0].isupper() for word in words)
    return letters >= _MIN_LETTER_SHARE * signs and lower >= _MIN_LOWER_SHARE * len(words)


def _share_function_words(words: Sequence[str]) -> float:
    return sum(word.lower() in FUNCTION_WORDS for word in words) / max(1, len(words))
