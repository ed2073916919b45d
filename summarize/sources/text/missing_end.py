"""Whether a plain text ends in the middle: it says so, or its last word ends no sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.document import Exclusion, Span
from summarize.nlp.english.function_words import COMMON_PREPOSITIONS
from summarize.nlp.english.nonfactual_words import OPEN_ENDS
from summarize.nlp.patterns import CLOSERS, END_MARKS, LETTER
from summarize.sources.layout import trim_span

_WHAT = r"(?:the |this )?(?:text|article|output|content|message|file|document|response|rest|page)"
_CUT = r"(?:truncated|cut(?: off| short)?|clipped|omitted|snip(?:ped)?|not shown|left out)"
_UNIT = r"(?:lines?|words?|char(?:acter)?s?|bytes|paragraphs?|pages?|tokens?)"
_MORE = (
    rf"(?:{_WHAT}? ?(?:is |was |has been )?{_CUT}|(?:\+\d[\d,]*|\d[\d,]* more) {_UNIT}"
    rf"|\d[\d,]* {_UNIT} (?:more|remaining|{_CUT})|more|continued|read more)"
)
_FULL = (
    r"(?:continue|keep) reading(?:[ :»→…].{0,80})?"
    r"|read (?:on|the (?:full|rest|complete|whole|entire)\b.{0,80})"
)
_ELLIPSIS = r"(?:…|\.{3})"
_BRACKETED = rf"[\[(<]\s*{_ELLIPSIS}?\s*{_MORE}\b[^\])>\n]{{0,80}}[\])>]"
_LINE = re.compile(
    rf"\s*{_ELLIPSIS}?\s*(?:{_BRACKETED}|{_FULL}|{_WHAT} (?:is |was |has been )?{_CUT}\b.{{0,80}}"
    rf"|-+ ?more ?-+|\[{_ELLIPSIS}\])\s*[.»→]?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"\s*(?:{_ELLIPSIS}?\s*{_BRACKETED}|[\[(]{_ELLIPSIS}[\])]"
    rf"|{_ELLIPSIS}\s*(?:{_FULL}|read more|see more|more)\s*[»→]?)\s*$",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"[{END_MARKS}][{CLOSERS}»]*(?=\s|$)|[。！？]")
_SURE_END = re.compile(
    rf"(?:[a-zß-ÿ\d]{{2}}|[{CLOSERS}%])[{END_MARKS}][{CLOSERS}»]*(?=\s|$)|[。！？]"
)
_BROKEN_WORD = re.compile(rf"{LETTER}{{2}}-$")
_LAST_WORD = re.compile(rf"({LETTER}+)$")
_OPEN = OPEN_ENDS | COMMON_PREPOSITIONS | {"of", "to", "is", "are", "was", "were", "be", "been"}
_OPEN_ADVERBS = frozenset({"in", "on", "by", "through", "across", "near", "not", "her", "about"})
_MIN_WORDS = 8
_TAIL_CHARACTERS = 200


def find_cut(
    text: str, units: Sequence[Span], excluded: Sequence[Exclusion]
) -> tuple[list[Span], list[Exclusion]] | None:
    """Return the last paragraphs without what breaks off, and what that is; None if nothing does.

    The marks of an end that is missing stand in the last paragraph, or below it:
    `"The toll [12 more lines]"`, `"Continue reading"`. Without one, only a word that ends no
    sentence is certain: `"It has 14 members. It met in the"`.
    """
    kept = list(units)
    left_out: list[Exclusion] = []
    end = kept[-1].end if kept else 0
    below = (one.span for one in excluded if one.span.start >= end)
    marked = any(_LINE.fullmatch(text[one.start : min(one.end, one.start + 200)]) for one in below)
    if len(kept) > 1 and _LINE.fullmatch(text[kept[-1].start : kept[-1].end][:300]):
        left_out.append(Exclusion(kept.pop(), "cut off"))
        marked = True
    if not kept:
        return None
    last = kept[-1]
    content = text[last.start : last.end]
    tail = _TAIL.search(content, max(0, len(content) - _TAIL_CHARACTERS))
    bare = (content[: tail.start()] if tail else content).rstrip()
    open_end = len(bare.split()) >= _MIN_WORDS and _ends_open(bare)
    if not (marked or tail or open_end):
        return None
    size = _measure_whole(bare)
    if size < len(content):
        rest = trim_span(text, Span(last.start + size, last.end))
        left_out.insert(0, Exclusion(rest, "cut off"))
        kept[-1:] = [Span(last.start, last.start + size)] if size else []
    return kept, left_out


def _measure_whole(content: str) -> int:
    """Return how many characters of a paragraph are whole sentences."""
    faded = content.endswith(("…", "..."))
    if not faded and _ENDED.search(content[-4:]):
        return len(content)
    ends = [match.end() for match in _SURE_END.finditer(content.rstrip("….") if faded else content)]
    return ends[-1] if ends else 0


def _ends_open(content: str) -> bool:
    """Whether the last word ends no sentence, in a paragraph that has a sentence before it."""
    content = content.rstrip()
    if not _SURE_END.search(content):
        return False
    word = _LAST_WORD.search(content[-40:])
    opens = word and word[1] in _OPEN and word[1] not in _OPEN_ADVERBS
    return bool(opens) or _BROKEN_WORD.search(content) is not None
