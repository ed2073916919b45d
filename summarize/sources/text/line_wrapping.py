"""Hard-wrapped plain text: which line ends are soft wraps, dehyphenation, overlong lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.characters import HAN, KANA, WIDE_MARKS
from summarize.document import Span
from summarize.nlp.english.unreal_words import OPEN_ENDS
from summarize.nlp.patterns import LETTER, LINE_END, WORD
from summarize.sources.layout import LIST_MARKER

MAX_PARAGRAPH = 3000
"""Characters, some 500 words: nobody writes a longer paragraph."""

PIECE_LENGTH = 900
"""Characters, some 150 words, after which the next sure end of a sentence is taken."""

_MAX_WIDTH = 140  # columns: nobody wraps by hand beyond; longer lines are paragraphs
_MIN_FULL_SHARE = 0.5  # of the inner lines must be full
_MIN_UNENDED_SHARE = 0.35  # of the inner lines must stop in the middle of a sentence
# In words. A shorter line may be a title, an item of a list, a verse.
_FEWEST_WORDS, _FEWEST_WORDS_OF_CLAUSE = 3, 5
_MOST_WORDS_OF_HEADING, _TIMES_A_HEADING = 10, 3
_LINE_ENDS = re.compile(r"\r\n?|[\n\u2028\u2029]")
_SPEAKER = re.compile(r"[A-Z][\w .,'’()-]{0,60}:\s")
_WIDE = re.compile(f"[{HAN}{KANA}{WIDE_MARKS}]")
_LEAST_WIDE_WIDTH = 16  # characters
_MIN_LINES = 3  # with fewer inner lines, all must stop there
# Three small letters before the mark and a capital behind it: no abbreviation, no initial.
_SURE_END = re.compile(
    r"[^\W\d_A-Z]{3}[.!?…][”\"’')\]]*\s+(?=[“\"‘(\[]?[^\W\d_a-z])|[。！？][」』”]*"
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][ \t]*(?:\r\n?|\n)\s*(?=[^\W\d_])")
_WORD_BEFORE = re.compile(rf"{LETTER}+\Z")
_SEARCHED_CHARACTERS = 40  # characters around a line end that can belong to its word


def is_hard_wrapped(text: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Whether single line ends are soft wraps.

    They are if most lines that are followed by another, without a blank line between,
    are so full that its first word would not have fitted on them (the longest line of
    the block is the measure), and many stop in the middle of a sentence: without an
    end mark, before a line that begins in lower case.
    """
    inner = full = middles = 0
    for block in blocks:
        width = measure_width(block)
        for line, following in pairwise(block):
            inner += 1
            full += is_full(text, line, following, width)
            middles += width <= _MAX_WIDTH and continues_sentence(text, line, following)
    if inner < _MIN_LINES:
        return 0 < inner == middles
    return full >= _MIN_FULL_SHARE * inner and middles >= _MIN_UNENDED_SHARE * inner


def measure_width(block: Sequence[Span]) -> int:
    """Return the length of the longest line of a block, in characters."""
    return max(len(line) for line in block)


def continues_sentence(text: str, line: Span, following: Span) -> bool:
    """Whether a sentence seems to go on over this line end."""
    first = text[following.start]
    ended = LINE_END.search(text, line.start, line.end) is not None
    return first.isalpha() and not first.isupper() and not ended


def breaks_off(text: str, above: Span, below: Span) -> bool:
    """Whether a sentence surely goes on from one paragraph to the next line.

    `above` ends with a word that ends no sentence, or begins as a sentence does and `below` goes
    on in lower case: "The town will pay 240 million\\neuros.". A list or a poem does neither, nor
    does a turn of a transcript, or a heading above a long paragraph.
    """
    words = text[above.start : above.end].split()
    if len(_LINE_ENDS.findall(text, above.end, below.start)) != 1 or len(words) < _FEWEST_WORDS:
        return False
    marked = LIST_MARKER.match(text, below.start, below.end)
    if marked or _SPEAKER.match(text, below.start, below.end):
        return False
    if words[-1] in OPEN_ENDS:
        return True
    begins = text[above.start].isupper() or text[above.start] in "“\"‘'"
    heads = len(words) <= _MOST_WORDS_OF_HEADING and len(below) > _TIMES_A_HEADING * len(above)
    clause = begins and len(words) >= _FEWEST_WORDS_OF_CLAUSE and not heads
    return clause and continues_sentence(text, above, below)


def is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line.

    In Chinese and Japanese, whether its first characters would not.
    """
    word = text[following.start : following.end].split(maxsplit=1)[0]
    if _WIDE.match(word) and _WIDE.match(text, line.end - 1):
        # two characters and a mark that may not begin a line; verses are shorter
        return len(line) + 3 > width >= _LEAST_WIDE_WIDTH
    return len(line) + 1 + len(word) > width


def split_long_line(text: str, span: Span) -> Iterator[Span]:
    """Yield a paragraph, or the parts of an overlong one, split at sure ends of sentences.

    No end is sure inside a quotation.
    """
    if len(span) <= MAX_PARAGRAPH:
        yield span
        return
    start, opened, seen = span.start, 0, span.start
    for end in _SURE_END.finditer(text, span.start, span.end):
        opened += text.count("“", seen, end.end()) - text.count("”", seen, end.end())
        seen = end.end()
        rest = span.end - seen
        if seen - start >= PIECE_LENGTH and opened <= 0 and rest >= PIECE_LENGTH // 2:
            yield Span(start, start + len(text[start:seen].rstrip()))
            start, opened = seen, 0
    yield Span(start, span.end)


def find_hyphenation(text: str, span: Span) -> tuple[Span, ...]:
    """Return what to leave out of a wrapped paragraph so that divided words are whole again.

    A hyphen at a line end goes if the word without it occurs elsewhere in the
    paragraph, or the word with it does not; before a capital it stays, and the line
    end behind it goes.

    `"an exam-\\nple" -> (Span(7, 9),)`, `"Anglo-\\nSaxon" -> (Span(6, 7),)`
    """
    content = text[span.start : span.end]
    if not _HYPHEN.search(content):
        return ()
    known = set(re.findall(rf"{LETTER}+(?:-{LETTER}+)*", content.lower()))
    found: list[Span] = []
    for match in _HYPHEN.finditer(content):
        first = max(0, match.start() - _SEARCHED_CHARACTERS)
        before = _WORD_BEFORE.search(content[first : match.start()])
        after = WORD.match(content, match.end(), match.end() + _SEARCHED_CHARACTERS)
        if before is None or after is None:
            continue
        whole, compound = before[0] + after[0], f"{before[0]}-{after[0]}"
        occurs = whole.lower() in known or compound.lower() not in known
        start = match.start() if occurs and not after[0][0].isupper() else match.start() + 1
        found.append(Span(span.start + start, span.start + match.end()))
    return tuple(found)
