"""What is no word inside a line of plain text: marks of notes, tags of HTML, marks of emphasis.

They are left out where nothing is glued by it: `retired.[a] The` becomes `retired. The`,
and `m[3]and` stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import takewhile
from string import ascii_lowercase

from summarize.document import Span

_MOST_CHARACTERS = 100_000  # of a paragraph: what is longer is no text
_NOTE = re.compile(
    r"\[(?:(?P<number>\d{1,3}(?:[,–-] ?\d{1,3}){0,5})|(?P<letter>[a-z])"
    r"|(?P<words>(?:note|nb|n|fn|ref) ?\d{1,3}|[a-z]+(?: [a-z-]+){0,3} needed(?: \w+ \d{4})?"
    r"|(?:by |according to )?(?:who|when|whom|where|which|why|how)\?"
    r"|(?:original research|vague|clarify|specify|as of|unreliable source)\?"
    r"|dubious(?: [–-] discuss)?|(?:permanent )?dead link|failed verification|weasel words"
    r"|not in citation given|neutrality is disputed|self-published source\??|update))\]"
    r"(?::\s?\d{1,4}(?:[,–-] ?\d{1,4}){0,3}(?!\d|[.:]\d))?",
    re.IGNORECASE,
)
_BEFORE_NOTE = re.compile(r"(?:[^\W_]{2}|\d|[.,;:!?…”\"’')\]%*†])\Z")
_ENDED_BEFORE = re.compile(r"[.!?…][”\"’')]*\s?\Z")
_NEXT_SENTENCE = re.compile(r"\s*(?:\Z|[“\"‘'(]?[A-ZÀ-ÖØ-Þ])")
_LETTER_NOTE = re.compile(
    r"(?<=[\w.,;:!?…”\"’')\]%])\[([a-z])\](?:(?!\w)|(?<=[.!?…”\"’')]\[\w\])(?=[A-Z]))"
)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>a|abbr|acronym|address|article|aside|b|big|blockquote|body|br|center"
    r"|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|header"
    r"|hr|html|i|iframe|img|ins|kbd|li|link|main|mark|meta|nav|ol|p|pre|q|ref|s|samp|section"
    r"|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u"
    r"|ul|var|wbr)(?:\s[^<>]{0,1000})?/?>|<!--(?:(?!-->).){0,2000}-->",
    re.IGNORECASE | re.DOTALL,
)
_UNPAIRED_TAGS = frozenset("br hr img li link meta p wbr dd dt td th tr".split())
_BREAKING_TAGS = frozenset(
    "address article aside blockquote body br center dd div dl dt figcaption figure footer h1 h2 h3"
    " h4 h5 h6 head header hr html li main nav ol p pre section table tbody td tfoot th thead title"
    " tr ul".split()
)
_SUPERSCRIPT = re.compile(
    r"(?<=[^\W\d_)\]%”\"’])\s?[.,;](?P<number>\d{1,3}(?: ?[,–-] ?\d{1,3}){0,8})"
    r"(?=\s{1,9}[“\"(]?[^\W\d_]|\s{0,9}(?:\n|\Z))"
)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LED_BY_NUMBER = re.compile(r"^[ \t]*(?P<number>\d{1,3})(?=[ \t]+[a-z])", re.MULTILINE)
_BEFORE_NUMBERS = frozenset("fig figs no nos pp vol vols eq eqs ref refs sec ch art nr tab".split())
_FEWEST_SUPERSCRIPTS, _LONGEST_WORD = 4, 12
_EMPHASIS = re.compile(
    r"(?<![^\s“\"‘'(\[—–-])(?P<sign>\*\*\*|\*\*|__|\*|_)(?=[\w“\"‘'(])"
    r"[^*_\\{}=\n]{0,300}(?:\n[^*_\\{}=\n]{1,300}){0,4}"
    r"(?<=[^\s*_])(?P=sign)(?![\w*_(])"
)


def find_letters(text: str) -> Set[str]:
    """Return the letters that number notes: those up to which the alphabet is complete.

    `"out.[a] He said.[b]" -> {"a", "b"}`; `"he say[s]" -> {}`
    """
    found = set(_LETTER_NOTE.findall(text))
    return set(takewhile(found.__contains__, ascii_lowercase))


def find_superscripts(text: str) -> list[Span]:
    """Return the numbers of notes that were set above the line and now stand behind a mark.

    `"It is rare.15 The tumour" -> Span(11, 13)`, in a text that has several. In such a text a
    number before a small letter at the beginning of a line is one, too.
    """
    found = [
        Span(*match.span("number"))
        for match in _SUPERSCRIPT.finditer(text)
        if not _counts(text[max(0, match.start() - _LONGEST_WORD) : match.start()])
    ]
    if len(found) < _FEWEST_SUPERSCRIPTS:
        return []
    return found + [Span(*match.span("number")) for match in _LED_BY_NUMBER.finditer(text)]


def _counts(before: str) -> bool:
    """Whether the word before a number announces it: `"see fig" -> True`, `"rare" -> False`."""
    word = _LAST_WORD.search(before)
    return word is not None and (len(word.group()) == 1 or word.group().lower() in _BEFORE_NUMBERS)


def find_tags(text: str) -> list[tuple[Span, bool]]:
    """Return the tags of HTML in order, and whether each ends a line; none in prose about HTML.

    A tag that is opened and never closed is spoken of: `the <title> of a page`.
    """
    found = list(_TAG.finditer(text)) if "<" in text else []
    counts = Counter((match["name"] or "").lower() + (match["end"] or "") for match in found)
    tags: list[tuple[Span, bool]] = []
    for match in found:
        name = (match["name"] or "").lower()
        paired = counts[name] and counts[f"{name}/"]
        if not name or name in _UNPAIRED_TAGS or paired or match.group().endswith("/>"):
            tags.append((Span(*match.span()), name in _BREAKING_TAGS))
    return tags


def find_inline_marks(text: str, span: Span, letters: Set[str]) -> Iterator[Span]:
    """Yield the marks of notes and of emphasis in a paragraph, in order; `letters`: `find_letters`.

    `"deep.[3] It" -> Span(5, 8)`; `"_never_" -> Span(0, 1), Span(6, 7)`
    """
    if len(span) > _MOST_CHARACTERS:
        return
    content = text[span.start : span.end]
    found = list(_find_notes(content, letters)) if "[" in content else []
    for match in _EMPHASIS.finditer(content) if "_" in content or "*" in content else ():
        size = len(match["sign"])
        if match["sign"] != "__" or " " in match.group():
            found.append(Span(match.start(), match.start() + size))
            found.append(Span(match.end() - size, match.end()))
    for one in sorted(found):
        yield Span(span.start + one.start, span.start + one.end)


def _find_notes(content: str, letters: Set[str]) -> Iterator[Span]:
    """Yield the marks of notes: glued to a word, or between two sentences."""
    last = 0  # where the mark before ends
    for match in _NOTE.finditer(content):
        start, end = match.span()
        before = content[max(last, start - 4) : start]
        if not before.strip() and last and start - last <= 1:
            glued = True
        else:
            glued = _BEFORE_NOTE.search(before) is not None
        ended = _ENDED_BEFORE.search(content[max(0, start - 6) : start]) is not None
        between = ended and _NEXT_SENTENCE.match(content, end) is not None
        letter = match["letter"]
        likely = match["words"] or ((letter in letters) if letter else match["number"])
        joins = content[end : end + 1].isalnum() and not between
        if likely and not joins and (glued or between or (match["words"] and start)):
            yield Span(start, end)
            last = end
