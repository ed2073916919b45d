"""Sentence segmentation: text -> sentence spans that tile it; ends after abbreviations corrected.

The boundaries come from `sentencex`, which knows abbreviations of many languages; what
it lacks is in `abbreviations` and `unspaced_sentences`. What it does not know behind a
full stop is blanked beforehand: marks of notes and invisible characters. Three
corrections follow, each for a slip seen in real news: cuts that are none (`Det. Smith`,
`No. 3`, `www.|Example.com`), cuts that are missing (after a sentence in brackets or
quotation marks, and after a caption that lost its stop), and sentences without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from summarize.document import Span
from summarize.nlp.abbreviations import find_missed_ends, goes_on, stands_before_number
from summarize.nlp.patterns import END_MARKS, LETTER
from summarize.nlp.run_on_sentences import split_run_ons
from summarize.nlp.sentence_marks import OPENERS, hide_marks
from summarize.nlp.unspaced_sentences import (
    ends_unspaced,
    find_guessed_ends,
    find_marked_ends,
    goes_on_unspaced,
    is_end_possible,
    is_thai_abbreviation,
)

MAX_WORDS = 120
"""No sentence is longer: a model's context and a user's patience both end."""

QUOTATION_WORDS = 40
"""A quotation of several sentences stays whole up to this length, then is cut between them."""

# The library's time grows with the square of the number of unclosed quotes, so it is fed
# stretches of this many characters: far more than any sentence that is kept whole.
_WINDOW = 4000

_LOOK_BACK = 60  # characters before a cut that can decide about it
_LOOK_AHEAD = 24

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
# What counts as a word for MAX_WORDS: scripts without spaces and endless tokens count too.
_UNIT = re.compile(rf"[{_CJK}]{{1,2}}|[^\s{_CJK}]{{1,30}}")

_PLAIN_END = re.compile(r"[.!?…][”\"’)\]]*\s+|[。！？]")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(rf"{LETTER}|\d{{4}}")
_CLOSERS = re.compile(r"""["”’»)\]*_」』）]*(?:\s+(?:[”»)\]]+|\.)(?=\s|\Z))?""")
_SINGLE_QUOTES = re.compile(r"(?<![\w’'])['‘](?=\w)|(?<=[.!?,])['’](?!\w)")
_QUOTES_AND_BRACKETS = str.maketrans(dict.fromkeys('"“”‘„«»()[]「」『』（）', " "))

_BRACKETED_SENTENCE = re.compile(
    r"[.!?…](?:(?<=[a-z]{3}.)|(?<=May.)|(?<=\d\d.))[”\"’]?[)\]]\s+(?=[“\"‘(\[]?[A-Z])"
)

# “It sank.” Lee left: what is said ends with its own stop. 'It sank. 'It was old: the next
# paragraph of somebody's words, which opens with a mark again.
_QUOTED_SENTENCE = re.compile(
    r"[.!?…](?<=[a-z]{2}.)(?:(?<=\.)[”“\"’'»«]\s+(?=[“\"‘'(]?[A-Z])|\s+(?=[‘“'\"][A-Z]))"
)
# "in May. Fishermen": the month, which the library takes for an abbreviation.
_MAY = re.compile(
    r"\b(?:in|of|since|by|until|till|before|after|last|this|next|early|late|mid|\d{1,2})[\s-]May\."
    r"\s+(?=[“\"‘'(]?[A-Z])"
)
# "it came from The study, by two": a caption that lost its stop. What may follow it are words
# that no name begins with, before a word that is none.
_CAPTION = re.compile(
    r"\b(?!(?:a|an|the|this|his|her|its|their|my|our|your|of|in|on|at|by|to|for|from|with|as|and|or"
    r"|but|not|called|titled|named|entitled|film|movie|song|novel|book|album|show|series|play|single"
    r"|poem|story|magazine|newspaper|band|game|hit|titles?|headlines?|says?|said|asks?|asked|reads?"
    r"|is|are|was|were|be|that|than|track|tune|opera|musical|drama|sitcom|like|via)\b)"
    r"[a-z]{3,}[’']?\s+(?=(?:The|He|She|It|They|This|These|His|Her|Its|Their|But|However,|In|When"
    r"|While|After|Last|There|An|Although|Despite|Because|At)\s[a-z]{2})"
)

_TITLE = re.compile(
    r"(?:^|[\s(“\"])(?:Ald|Amb|Assoc|Asst|Atty|Ch|Cllr|Cmdr|Det|Dist|Insp|Messrs|Pfc|Spc|Supt)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(“\"])(?:approx|art|ca|ch|circa|est|no|nos|op|p|pp|vol|alg|app|chap|cor|def|lem|par"
    r"|prop|sect|tab|thm|(?:eqn?|fig|ref|sec)s?(?:\s(?=\.))?"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.$",
    re.IGNORECASE,
)
# "Fig. 5", "eq. (5)", "refs. [5]"
_CITED = re.compile(r"\b(?:refs?|figs?|eqn?s?)\s?\.\s?\[[^\[\]]{1,40}\]$", re.IGNORECASE)
_NUMBER = re.compile(r"[$£€#]?\d|[(\[]\s?(?:\d|(?:fig|eq|ref|tab|sec)\b)", re.IGNORECASE)
_CLOCK = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T\b|Eastern|Pacific|Central)"
)
_GOES_ON = re.compile(r"(?:^|[\s(“\"-])(?:(?:[A-Z][a-z]{0,4}|approx|etc|esp|incl)\.|[A-Z]\w*[!?])$")
_LIST_NUMBER = re.compile(r"(?<=[.!?…)”\"’])\s+(?=\(?\d{1,2}[.)]\s+$)")
_INSIDE_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:com|org|edu|js|txt|pdf|csv|html?|docx|xlsx|exe|jpe?g|png)\b", re.I)
_LETTERS_AND_POINTS = re.compile(rf"(?:^|\W)(?:{LETTER}\.)+$")
_NEW_SENTENCE = re.compile(
    rf"[{OPENERS}]*(?:[A-Z][^\W\d_A-Z]|[IA][\s’']|(?<=[a-z]{{2}}\.)[A-Z]+[\s.]"
    r"|[^\W\d_a-zA-Z]|[“‘])"
)

# A straight single mark is left out: behind a word it may be an owner's.
_END_OF_SENTENCE = re.compile(rf"[{END_MARKS}][”\"’)\]]*$")
_END_OF_CLAUSE = re.compile(r"[;:；：]$")
_END_OF_PHRASE = re.compile(r"[,–—，、][”\"’)\]]*$")


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Return sentence spans that tile `text`; white space belongs to the sentence before it.

    `language` is an ISO 639-1 code; an unknown one is split by general rules. No
    sentence has more than MAX_WORDS words: a longer run is cut where a sentence,
    a clause or at least a word ends.

    `"Dr. Smith left. He ran." -> (Span(0, 16), Span(16, 23))`; `"" -> ()`
    """
    safe = hide_marks(text)
    return tuple(
        piece
        for sentence in _spans_between(_find_boundaries(safe, language), 0, len(safe))
        for single in (split_run_ons(safe, sentence) if language == "en" else (sentence,))
        for quoted in _split_long_quotation(safe, single, language)
        for guessed in _split_at_spaces(safe, quoted)
        for piece in _split_long_run(safe, guessed)
    )


def _spans_between(cuts: Iterable[int], start: int, end: int) -> list[Span]:
    return [Span(a, b) for a, b in pairwise([start, *cuts, end]) if a < b]


def _find_boundaries(text: str, language: str) -> list[int]:
    """Return where a new sentence begins, in ascending order, 0 and the end left out."""
    found = set(_find_library_boundaries(text, language))
    for missed in (_BRACKETED_SENTENCE, _MAY, _QUOTED_SENTENCE, _CAPTION):
        found.update(match.end() for match in missed.finditer(text))
    found.update(find_missed_ends(text, language))
    found.update(find_marked_ends(text))
    moved = _move_behind_closers(text, sorted(found))
    true = (cut for cut in moved if not _is_false_boundary(text, cut, language))
    return _drop_wordless(text, (_move_before_list_number(text, cut, language) for cut in true))


def _find_library_boundaries(text: str, language: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW]
        is_last = start + _WINDOW >= len(text)
        # The window's last sentence may go on behind it: it is read again from its start.
        cuts = [end for end in _window_ends(window, language)[:-1] if 0 < end < len(window)]
        yield from (start + cut for cut in cuts)
        start += len(window) if is_last else (cuts[-1] if cuts else _WINDOW // 2)


def _window_ends(window: str, language: str) -> list[int]:
    """Return where the library's sentences end; by end marks alone if the library fails."""
    from sentencex import get_sentence_boundaries

    try:
        found = get_sentence_boundaries(language, window)
    except BaseException as error:
        # A panic of compiled code is no `Exception`, and its class can't be imported.
        if type(error).__name__ != "PanicException":
            raise
        return [*(match.end() for match in _PLAIN_END.finditer(window)), len(window)]
    return sorted(int(sentence["end_index"]) for sentence in found)


def _move_behind_closers(text: str, cuts: Iterable[int]) -> Iterator[int]:
    """Move each cut behind the closing quotes, brackets and white space that follow it."""
    last = 0
    for cut in cuts:
        if cut <= last:
            continue
        end = last + len(text[last:cut].rstrip())
        closers = _CLOSERS.match(text, end) if end > last else None
        after = closers.end() if closers else end
        # where a word is glued to a straight mark, that closes nothing
        if after >= len(text) or text[after].isspace() or text[after - 1] not in '"*_':
            end = after
        space = _SPACE.match(text, end)
        moved = max(space.end() if space else end, cut)
        if last < moved < len(text):
            yield moved
            last = moved


def _drop_wordless(text: str, cuts: Iterable[int]) -> list[int]:
    """Drop the cuts that would leave a piece without a word (`1.`, `* * *`) on its own."""
    borders = [0, *cuts]
    kept = [cut for last, cut in pairwise(borders) if _WORD.search(text, last, cut)]
    return kept if _WORD.search(text, borders[-1]) else kept[:-1]


def _is_false_boundary(text: str, cut: int, language: str) -> bool:
    """Whether the sentence goes on over this cut."""
    left = text[max(0, cut - _LOOK_BACK) : cut]
    right = text[cut : cut + _LOOK_AHEAD]
    if right[0] in "ªº":
        return True
    if not left.isascii() and ends_unspaced(left.rstrip()):
        return goes_on_unspaced(left, text[cut : cut + _LOOK_AHEAD])
    if not left[-1].isspace():
        if not right.isascii() and not is_end_possible(left, right):
            return True
        return _is_within_word(left + right, len(left))
    left = left.rstrip()
    return bool(
        _TITLE.search(left)
        or (_BEFORE_NUMBER.search(left) and _NUMBER.match(right))
        or _CITED.search(left)
        or (_CLOCK.search(left) and _AFTER_CLOCK.match(right))
        or (_GOES_ON.search(left) and right[0].islower())
        or goes_on(left, right, language)
        or is_thai_abbreviation(left)
    )


def _move_before_list_number(text: str, cut: int, language: str) -> int:
    """Move a cut between a list number and its item (`He won. 6. |Finland`) before the number."""
    start = max(0, cut - _LOOK_BACK)
    left = text[start:cut]
    number = _LIST_NUMBER.search(left)
    if number is None:
        return cut
    before = left[: number.start()]
    if _BEFORE_NUMBER.search(before) or stands_before_number(before, language):
        return cut
    return start + number.end()


def _is_within_word(text: str, cut: int) -> bool:
    """Whether a cut is inside a word: `www.|Example.Com`, `Node.|Js`; not `BST.|Hampshire`."""
    left, right = text[:cut], text[cut:]
    token = left.rsplit(maxsplit=1)[-1] if left.split() else ""
    if not token.isascii() and token[-1] in "。！？．」』）":
        return False
    return bool(
        _INSIDE_ADDRESS.search(token + right.split(maxsplit=1)[0])
        or _LETTERS_AND_POINTS.search(token)
        or _EXTENSION.match(right)
        or not _NEW_SENTENCE.match(text, cut)
    )


def _split_long_quotation(text: str, span: Span, language: str) -> list[Span]:
    """Cut a long quotation, which the library keeps whole, between its sentences."""
    quoted = text[span.start : span.end]
    if len(_UNIT.findall(quoted)) <= QUOTATION_WORDS:
        return [span]
    bare = _SINGLE_QUOTES.sub(" ", quoted.translate(_QUOTES_AND_BRACKETS))
    ends = (len(bare[:cut].rstrip()) for cut in _find_boundaries(bare, language))
    moved = _move_behind_closers(quoted, ends)
    true = (c for c in moved if not quoted[c].islower())
    true = (c for c in true if not _is_false_boundary(quoted, c, language))
    cuts = (span.start + cut for cut in _drop_wordless(quoted, true))
    return _spans_between(cuts, span.start, span.end)


def _split_at_spaces(text: str, span: Span) -> list[Span]:
    """Cut what is in a script without full stops where a sentence seems to end."""
    cuts = find_guessed_ends(text[span.start : span.end])
    return _spans_between((span.start + cut for cut in cuts), span.start, span.end)


def _split_long_run(text: str, span: Span) -> list[Span]:
    """Cut a run that no end mark divides into pieces of at most MAX_WORDS, about equally long."""
    units = list(_UNIT.finditer(text, span.start, span.end))
    cuts: list[int] = []
    first = 0
    while len(units) - first > MAX_WORDS:
        first = _find_best_cut(text, units, first)
        cuts.append(units[first].start())
    return _spans_between(cuts, span.start, span.end)


def _find_best_cut(text: str, units: list[re.Match[str]], first: int) -> int:
    """Return the unit that begins the next piece: after the best end, near the ideal length."""
    left = len(units) - first
    ideal = first + -(-left // -(-left // MAX_WORDS))
    allowed = range(first + (ideal - first + 1) // 2, first + MAX_WORDS + 1)
    return min(allowed, key=lambda i: (_rank_cut(text, units[i - 1], units[i]), abs(i - ideal)))


def _rank_cut(text: str, unit: re.Match[str], following: re.Match[str]) -> int:
    """Return how bad a cut between these two units is: 0 between sentences, 4 inside a word."""
    word, gap = unit.group(), text[unit.end() : following.start()]
    if gap and _END_OF_SENTENCE.search(word):
        return 0
    if _END_OF_CLAUSE.search(word) or "\n" in gap:
        return 1
    if _END_OF_PHRASE.search(word):
        return 2
    return 3 if gap else 4
