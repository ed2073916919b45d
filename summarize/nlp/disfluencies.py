"""Disfluencies: what speech has and writing has not. Text -> text; pure.

Transcripts keep what people say while they think: filled pauses ("um"), words that they say twice,
words that they break off, and the interjection before a sentence. Without them a sentence says the
same and is read more easily. The kinds are those of E. Shriberg, "Preliminaries to a Theory of
Speech Disfluencies" (1994), as far as they can be told from the words alone: what somebody says
and then says otherwise ("in May, I mean June") stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from summarize.nlp.english import function_words

_PAUSES = frozenset("um umm uh uhm uhh er erm hmm mhm".split())
_INTERJECTIONS = frozenset("well okay ok oh ah yeah yep alright so now anyway like".split())
# These open a sentence without a comma, too, and "well" does before a subject: "Well we sold it".
_OPENERS = frozenset("okay ok oh ah yeah yep".split())
_SUBJECTS = function_words.SUBJECT_PRONOUNS | {"there", "that"}
_YOU_KNOW, _I_MEAN = ("you", "know"), ("i", "mean")
# Said twice in one breath, these may be grammar ("what it is is cold", "he had had it"), stress
# ("very very cold") or a verb's own particle ("log in in the morning").
_GRAMMATICAL = frozenset(
    "had that is was are were do does did very so no really bye in on up out off over".split()
)
_STUTTERED = (
    function_words.SUBJECT_PRONOUNS
    | function_words.DETERMINERS
    | frozenset("to of for with and but or because if when there".split())
) - _GRAMMATICAL
_LONGEST_REPETITION = 4
_LONGEST_BEGINNING = 4  # letters of a word that broke off
_NO_WORD = re.compile(r"[b-df-hj-np-tv-xz]{1,3},?\Z")  # in lower case, without a vowel
_TRAILING_MARKS = ",.;:!?…"
_ENDS = ".!?…"
# Where a tokenizer has put a space: "Well , I do n't know ( yet ) ."
_LOOSE_MARK = re.compile(r"(?<=[\w)\]”’\"'%])\s+([,;:!?)\]]|\.(?!\w))(?=\s|[.,;:!?)\]”’\"']|\Z)")
_LOOSE_BRACKET = re.compile(r"([(\[])\s+(?=\w)")
_LOOSE_CONTRACTION = re.compile(
    r"(?<=\w)\s+((?:n['’]t|['’](?:s|m|re|ve|ll|d|t))(?![\w’']))", re.IGNORECASE
)


def close_gaps(text: str) -> str:
    """Return a text without the spaces that a tokenizer put before marks and contractions.

    `"Well , I do n't know ( yet ) ." -> "Well, I don't know (yet)."`
    """
    closed = _LOOSE_BRACKET.sub(r"\1", _LOOSE_CONTRACTION.sub(r"\1", text))
    return _LOOSE_MARK.sub(r"\1", closed)


def strip_disfluencies(text: str) -> str:
    """Return an utterance without pauses, stutters, broken words and opening interjections.

    `"Um , I I think, uh, the the roof le- leaks." -> "I think, the roof leaks."`; what has nothing
    else is unchanged.
    """
    words = _drop_repetitions(_drop_pauses(close_gaps(text).split()))
    said = " ".join(_drop_openers(_drop_parentheses(words)))
    if not any(map(str.isalnum, said)):
        return text
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


def _core(word: str) -> str:
    """Return a word as it is compared: `"Um," -> "um"`."""
    return word.rstrip(_TRAILING_MARKS).lower().replace("’", "'")


def _marks(word: str) -> str:
    return word[len(word.rstrip(_TRAILING_MARKS)) :]


def _drop_pauses(words: Sequence[str]) -> list[str]:
    """Drop pauses and words that are broken off; the mark that ends a sentence stays."""
    kept: list[str] = []
    for word, following, third in zip_longest(words, words[1:], words[2:], fillvalue=""):
        before = _core(kept[-1]) if kept else ""
        broken = _is_broken_off(word, before, _core(following))
        again = not kept and _is_begun_again(word, _core(following), third)
        if _is_pause(word, before) or broken or again:
            _move_end(kept, word)
        else:
            kept.append(word)
    return kept


def _is_pause(word: str, before: str) -> bool:
    """Whether a word is a filled pause, not "the ER" nor "five mm"."""
    core = _core(word)
    if core == "mm":
        return before in function_words.DETERMINERS
    return core in _PAUSES and not word[:2].isupper()


def _is_broken_off(word: str, before: str, following: str) -> bool:
    """Whether a word is the beginning of the one after it: `"le-", "leaks" -> True`.

    Without a dash, only what is no word: `"th", "the" -> True`, `"a", "apple" -> False`; a letter
    alone may be a name: "plan b before", "vitamin d doses".
    """
    start = word.rstrip(",").lower()
    begun = start.rstrip("-")
    if not begun or len(following) <= len(begun) or not following.startswith(begun):
        return False
    names = len(begun) == 1 and bool(before) and before not in function_words.FUNCTION_WORDS
    return start.endswith("-") or (bool(_NO_WORD.match(word)) and not names)


def _is_begun_again(word: str, following: str, third: str) -> bool:
    """Whether a first word is the beginning of the one behind an article: `"Fir the first"`.

    Further on it may be one: "the man the manager likes".
    """
    core, again = word.lower(), _core(third)
    short = 2 <= len(core) <= _LONGEST_BEGINNING and core.isalpha() and len(again) > len(core)
    begun = short and again.startswith(core) and core not in function_words.FUNCTION_WORDS
    return begun and following in function_words.ARTICLES


def _move_end(kept: list[str], dropped: str) -> None:
    """Give the mark that ends a sentence with a dropped word to the word before it."""
    ends = "".join(takewhile(lambda mark: mark in _ENDS, _marks(dropped)))
    if kept and ends and not _marks(kept[-1]).strip(","):
        kept[-1] = kept[-1].rstrip(",") + ends


def _drop_repetitions(words: Sequence[str]) -> list[str]:
    """Drop the first of two equal runs of words: `"it was it was cold" -> "it was cold"`."""
    kept = list(words)
    cores = list(map(_core, kept))
    for size in range(min(_LONGEST_REPETITION, len(kept) // 2), 0, -1):
        place = 0
        while place + 2 * size <= len(kept):
            middle = place + size
            if cores[place] == cores[middle] and _is_stutter(
                kept[place:middle], cores[place:middle], cores[middle : middle + size]
            ):
                if kept[place][:1].isupper():
                    kept[middle] = kept[middle][:1].upper() + kept[middle][1:]
                del kept[place:middle], cores[place:middle]
            else:
                place += 1
    return kept


def _is_stutter(words: Sequence[str], cores: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a run of words is said twice, in one breath and without meaning it.

    Its last word may be broken off the first time: "the sp the specifications".
    """
    *firsts, last = cores
    again = following[-1]
    begun = bool(firsts) and bool(_NO_WORD.match(last)) and again.startswith(last)
    if firsts != list(following[:-1]) or not (last == again or begun):
        return False
    if any(_marks(word).strip(",") for word in words):
        return False
    if not all(core.replace("'", "").isalpha() for core in cores):
        return False
    if not firsts:
        return last.partition("'")[0] in _STUTTERED  # also of "it's"
    return not function_words.FUNCTION_WORDS.isdisjoint(cores)  # "New York, New York" is a name


def _drop_parentheses(words: Sequence[str]) -> list[str]:
    """Drop "you know" between commas, and this or "I mean" before one at the beginning.

    Further on, "I mean" corrects what was said: "in May, I mean, June".
    """
    kept: list[str] = []
    place = 0
    while place < len(words):
        pair = tuple(_core(word) for word in words[place : place + 2])
        opens = not kept or kept[-1].endswith(",")
        closes = place + 1 < len(words) and _marks(words[place + 1])[:1] in {",", *_ENDS}
        said = pair == _YOU_KNOW or (pair == _I_MEAN and not kept)
        if said and opens and closes and not _marks(words[place]):
            _move_end(kept, words[place + 1])
            place += 2
        else:
            kept.append(words[place])
            place += 1
    return kept


def _drop_openers(words: list[str]) -> list[str]:
    """Drop the interjections before a sentence: `"Well, okay I sold it" -> "I sold it"`."""
    place = 0
    while place < len(words) - 1 and _is_opener(words[place], _core(words[place + 1])):
        place += 1
    return words[place:]


def _is_opener(word: str, following: str) -> bool:
    core, marks = _core(word), _marks(word)
    if not word.strip("-–—"):
        return True
    if marks == ".":
        return core in _OPENERS
    if marks:
        return core in _INTERJECTIONS and marks == ","
    begins = core == "well" and following.partition("'")[0] in _SUBJECTS
    return begins or core in _OPENERS or (core == following == "so")
