"""Hard-wrapped plain text: which line ends are soft wraps, double spacing, overlong lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.characters import HAN, KANA, WIDE_MARKS
from summarize.document import Span
from summarize.nlp.english.function_words import COMMON_PREPOSITIONS
from summarize.nlp.english.nonfactual_words import OPEN_ENDS
from summarize.nlp.patterns import CAPITAL, LINE_END
from summarize.sources.layout import LIST_MARKER
from summarize.sources.text.prose import has_sentence_end

MAX_PARAGRAPH = 3000
"""Characters, some 500 words: nobody writes a longer paragraph."""

PIECE_LENGTH = 900
"""Characters, some 150 words, after which the next sure end of a sentence is taken."""

_MAX_WIDTH = 140  # columns: nobody wraps by hand beyond; longer lines are paragraphs
_MIN_FULL_SHARE = 0.5  # of the inner lines must be full
_MIN_UNENDED_SHARE = 0.35  # of the inner lines must stop in the middle of a sentence
# In words. A shorter line may be a title, an item of a list, a verse.
_FEWEST_WORDS, _FEWEST_WORDS_OF_CLAUSE = 3, 5
# A page may end with these, though a line of a list may, too.
_OPEN_AT_PAGE_END = OPEN_ENDS | COMMON_PREPOSITIONS | {"to", "is", "are", "was", "were"}
_MOST_WORDS_OF_HEADING, _TIMES_A_HEADING = 10, 3
_LINE_ENDS = re.compile(r"\r\n?|[\n\u2028\u2029]")
_SPEAKER = re.compile(rf"(?:[dlo][’'])?{CAPITAL}[\w .,'’()-]{{0,60}}:\s")
_WIDE = re.compile(f"[{HAN}{KANA}{WIDE_MARKS}]")
_WIDE_COMMAS = "、，"  # no sentence of Chinese or Japanese ends with one
_LEAST_WIDE_WIDTH = 16  # characters
_MIN_LINES = 3  # with fewer inner lines, all must stop there
_MIN_SPACED = 4  # lines
_SHORTEST_REST = 30  # characters: a heading of the next page may be shorter
# Three small letters before the mark and a capital behind it: no abbreviation, no initial.
_SURE_END = re.compile(
    r"[^\W\d_A-Z]{3}[.!?…][”\"’')\]]*\s+(?=[“\"‘(\[]?[^\W\d_a-z])|[。！？][」』”]*"
)


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
            if LIST_MARKER.match(text, following.start, following.end):
                continue
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


def join_double_spaced(text: str, blocks: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Join lines that have the same number of blank lines between them, if they are hard-wrapped.

    `"The toll\\n\\nrises in\\n\\nJune."`, in longer lines, is one block. A wider gap ends it.
    """
    joined: list[list[Span]] = []
    run: list[list[Span]] = []
    for block in (*blocks, []):
        if len(block) == 1:
            run.append(list(block))
            continue
        joined += _join_spaced_run(text, run)
        run = []
        joined += [list(block)] if block else []
    return joined


def _join_spaced_run(text: str, run: list[list[Span]]) -> list[list[Span]]:
    """Return the blocks of a run of blocks of one line, joined where it is double-spaced."""
    if len(run) < _MIN_SPACED:
        return run
    gaps = [len(_LINE_ENDS.findall(text, a.end, b.start)) for (a,), (b,) in pairwise(run)]
    usual = max(gaps, key=gaps.count)
    joined = [list(run[0])]
    for (line,), gap in zip(run[1:], gaps, strict=True):
        if gap == usual:
            joined[-1].append(line)
        else:
            joined.append([line])
    ended = has_sentence_end([text[line.start : line.end] for (line,) in run])
    return joined if ended and is_hard_wrapped(text, joined) else run


def breaks_off(text: str, above: Span, below: Span, *, far: bool = False) -> bool:
    """Whether a sentence surely goes on from one paragraph to the next line.

    `above` ends with a word that ends no sentence, or begins as a sentence does and `below` goes
    on in lower case: "The town will pay 240 million\\neuros.". A list or a poem does neither, nor
    does a turn of a transcript, or a heading above a long paragraph. With `far`, there may be
    more than a line end between them: the end of a page.
    """
    words = text[above.start : above.end].split()
    near = far or len(_LINE_ENDS.findall(text, above.end, below.start)) == 1
    if near and text[above.end - 1] in _WIDE_COMMAS and _WIDE.match(text, below.start):
        return True
    if not near or len(words) < _FEWEST_WORDS:
        return False
    marked = LIST_MARKER.match(text, below.start, below.end)
    if marked or _SPEAKER.match(text, below.start, below.end):
        return False
    if words[-1] in OPEN_ENDS or (far and words[-1].lower() in _OPEN_AT_PAGE_END):
        return True
    begins = text[above.start].isupper() or text[above.start] in "“\"‘'"
    heads = len(words) <= _MOST_WORDS_OF_HEADING and len(below) > _TIMES_A_HEADING * len(above)
    clause = begins and len(words) >= _FEWEST_WORDS_OF_CLAUSE and not heads
    ended = LINE_END.search(text, above.start, above.end) is not None
    # Whatever the next page begins with: lines of prose do not stop there.
    wrapped = _LINE_ENDS.search(text, above.start, above.end) or _SURE_END.search(
        text, above.start, above.end
    )
    page_end = far and not ended and bool(wrapped) and len(below) > _SHORTEST_REST
    return clause and (page_end or continues_sentence(text, above, below))


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
