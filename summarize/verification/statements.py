"""Summary that somebody wrote -> its statements to verify, each with its line.

All text of a summary has to be checked, so nothing is skipped without a remark: what is no
statement (headings, footnotes, tables, the figures that this program puts below a summary) is
listed with its lines. So is what chat models say before and after a summary. Inside a statement,
Markdown and references to sources are stripped, because they would hide where sentences end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from summarize.document import Document, Role, Sentence, Span, count_words
from summarize.nlp.chat_phrases import is_chat_reply, is_metadata, strip_lead_in
from summarize.nlp.patterns import SENTENCE_END
from summarize.nlp.sentences import split_sentences
from summarize.results import SkippedLines, Statement, WrittenSummary


def read_statements(
    document: Document, language: str | None = None, article: str = ""
) -> WrittenSummary:
    """Return the statements of a summary that was read, and the lines that were skipped.

    `"# Ferry\\n\\nIt sails.[1] It *rests*."` holds `"It sails."` and `"It rests."`, both of line 3.
    Sentences end by the rules of `language` (default: that of the document). What the article
    says, too, is a statement, whatever it looks like.
    """
    language = language or document.language or "en"
    statements: list[Statement] = []
    skipped: list[SkippedLines] = []
    for block in sorted(_split_blocks(document), key=lambda block: block.span):
        if block.reason and not block.doubtful:
            skipped.append(_build_skipped(document, block.span, block.reason))
            continue
        for one in _find_statements(document, block.span, language, article):
            whole = SENTENCE_END.search(one.text) and count_words(one.text) >= _FEWEST_WORDS
            if not one.text or (not statements and is_chat_reply(one.text, article)):
                skipped.append(SkippedLines(one.line, one.line, _FRAME))
            elif block.doubtful and not whole:
                skipped.append(_build_skipped(document, block.span, block.reason))
            else:
                statements.append(one)
        skipped.extend(_find_unread_speakers(document, block.span))
    while statements and is_chat_reply(statements[-1].text, article):
        line = statements.pop().line
        skipped.append(SkippedLines(line, line, _FRAME))
    merged = tuple(_merge_skipped(skipped))
    return WrittenSummary(
        document.origin, tuple(statements), merged, document.extracted, document.sha256
    )


# Blocks: the paragraphs of a summary, cut where something begins that is no statement

_HEADING, _FOOTNOTE, _FRAME = "heading", "footnote", "not part of the summary"
_HEADING_BY_LOOKS = "looks like a heading"
_UNDERLINED = re.compile(r"[ \t]*\r?\n[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_EXPECTED = frozenset(
    {_HEADING, _FOOTNOTE, _FRAME, "link definition", "divider", "front matter", "metadata"}
)

# What this program writes: the sections with statements, and the last line of the page. A
# section of the article begins with "[Costs, line 17]" in plain text.
_SECTIONS = ("Summary", "Key claims")
# The closing line was another one in version 0.1.
_CLOSING = re.compile(r"\*.+ (?:of it read\b|tokens? read · \d).*\*", re.DOTALL)
_REMARKS = ("No summary: ", "**Unchecked: ", "*Nothing of this section ")
# Names or figures with middle dots between them, as web pages put round a text.
_FIGURES = re.compile(r"[^·]+(?: · [^·]+){3,}")

_LINE_STARTS = re.compile(
    r"""(?P<heading>[#]{1,6}[ \t]+\S | \[[^\r\n]+,\ (?:line|page)\ \d{1,7}\][ \t]*$)
      | (?P<footnote>\[\^[^\]\s]{1,100}\]:[ \t])
      | (?P<frame>\[(?:(?:Note|Gap|Repaired|Dropped|Unchecked|Not\ checked)[:,]
                  | Nothing\ of\ this\ section)\ )""",
    re.VERBOSE,
)
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_\n]+)\1:?")
_LONGEST_HEADING, _LONGEST_LABEL = 12, 5  # words
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch with statements, or without for a `reason`; maybe with some if `doubtful`."""

    span: Span
    reason: str = ""
    doubtful: bool = False


def _split_blocks(document: Document) -> Iterator[_Block]:
    groups = (list(group) for _, group in groupby(document.sentences, key=lambda s: s.paragraph))
    paragraphs = [(one[0].role, _include_marks(document, one)) for one in groups]
    own = bool(paragraphs) and _CLOSING.fullmatch(_quote(document, paragraphs[-1][1])) is not None
    heading, headings = "", 0
    for role, span in paragraphs:
        raw = _quote(document, span)
        # a heading may be marked up as one, or only short
        before = document.text[max(0, span.start - 8) : span.start]
        # one that stands alone was read as prose
        alone = before.rstrip(" \t").endswith("#") and not document.extracted
        if role is Role.HEADING or alone:
            headings += 1
            if "###" not in before:  # the article's sections are inside the summary
                heading = raw if headings > 1 else ""  # the first is the title
            underlined = _UNDERLINED.match(document.text, span.end)
            plain = headings == 1 or document.extracted or "#" in before or underlined
            yield _Block(span, _HEADING if plain else _HEADING_BY_LOOKS)
        elif own and (
            heading not in _SECTIONS or raw.startswith(_REMARKS) or _CLOSING.fullmatch(raw)
        ):
            yield _Block(span, _FRAME)
        else:
            yield from _cut_paragraph(document, span)
    for one in document.excluded:
        doubtful = one.reason.startswith("furniture") and not document.extracted
        footnote = not doubtful and _quote(document, one.span).startswith("[^")
        yield _Block(one.span, _FOOTNOTE if footnote else one.reason, doubtful)


def _include_marks(document: Document, sentences: Sequence[Sentence]) -> Span:
    """Return the span of a paragraph with the marks at its ends: the asterisks of `**Costs**`."""
    start, end = sentences[0].span.start, sentences[-1].span.end
    at = bisect_left(document.ignored_spans, Span(start, start))
    while at and document.ignored_spans[at - 1].end == start:
        at -= 1
        start = document.ignored_spans[at].start
    for mark in document.ignored_spans[bisect_left(document.ignored_spans, Span(end, end)) :]:
        if mark.start != end:
            break
        end = mark.end
    return Span(start, end)


def _cut_paragraph(document: Document, span: Span) -> Iterator[_Block]:
    """Cut a paragraph at the lines that begin a heading, a footnote or a remark."""
    raw = _quote(document, span)
    start, reason, ends = span.start, _find_skip_reason(raw), False
    for line in () if reason else re.finditer(r"[^\r\n]+", raw):
        found = _LINE_STARTS.match(line.group().lstrip(" \t"))
        about = is_metadata(line.group())
        at = span.start + line.start()
        if found or about or ends:
            if start < at:
                yield _Block(Span(start, at), reason)
            start, reason, ends = at, _FRAME if about else "", about
            if found:
                reason = _FRAME if found["frame"] else _FOOTNOTE if found["footnote"] else _HEADING
                ends = reason == _HEADING
    yield _Block(Span(start, span.end), reason)


def _find_skip_reason(raw: str) -> str:
    """Return why a paragraph has no statement: `"**Key points**" -> "heading"`; "" if it has."""
    if _FIGURES.fullmatch(raw):
        return "figures"
    if raw.endswith(":") and not strip_lead_in(raw):
        return _HEADING
    bold = _BOLD.fullmatch(raw)
    words = bold["words"] if bold else raw
    most = _LONGEST_HEADING if bold else _LONGEST_LABEL
    if not bold and not raw.endswith(":"):
        return ""
    heads = count_words(words) <= most and not SENTENCE_END.search(words)
    return _HEADING if heads else ""


# Statements: a block without its marks, in sentences

_CHECKBOX = re.compile(r"\[[ xX]\] ")
# "**Cost:** The work will cost 4 million.", as chat models begin each point
_BOLD_LABEL = re.compile(r"(\*\*|__)(?P<words>[^*_:.!?\d\n]{1,60})(?::\1|\1[ ]?(?::|[–—-][ ]))")


def _find_statements(
    document: Document, span: Span, language: str, article: str
) -> Iterator[Statement]:
    """Yield the sentences of a block without their lead-ins; a mere lead-in has no text left."""
    text, places = _strip_inline_markup(document, span)
    label = _find_label_end(document, span, text)
    if label:
        yield _build_statement(document, "", places[0])
        text, places = text[label:], places[label:]
    for piece in split_sentences(text, language):
        chunk = text[piece.start : piece.end]
        words = strip_lead_in(_CHECKBOX.sub("", " ".join(chunk.split()), count=1), article)
        solid = [at for at, char in enumerate(chunk, piece.start) if not char.isspace()]
        kept = sum(not char.isspace() for char in words)
        place = places[solid[-kept]]
        if any(char.isalnum() for char in chunk):
            yield _build_statement(document, words, place)


def _build_statement(document: Document, words: str, place: int) -> Statement:
    line, page = document.line_at(place), document.page_at(place)
    return Statement(words, line, page, document.place_at(place))


def _find_label_end(document: Document, span: Span, text: str) -> int:
    """Return where the statement begins behind a bold label; 0 if there is none.

    What follows has to be a sentence: "**Profit:** 4 million." says what the profit is.
    """
    bold = None if document.extracted else _BOLD_LABEL.match(document.quote(span))
    if not bold or not text.startswith(bold["words"]):
        return 0
    rest = text[len(bold["words"]) :].lstrip(" :–—-\n")
    short = count_words(bold["words"]) <= _LONGEST_LABEL
    whole = SENTENCE_END.search(rest.rstrip()) and count_words(rest) >= _FEWEST_WORDS
    return len(text) - len(rest) if short and whole and not rest[:1].islower() else 0


def _find_unread_speakers(document: Document, span: Span) -> Iterator[SkippedLines]:
    """Yield the lines with an attribution behind the full stop: "It sails. (according to Ito)"."""
    for match in _choose_pattern(document).finditer(document.text, span.start, span.end):
        if match.lastgroup == "speaker":
            line = document.line_at(match.start("speaker") + 1)
            yield SkippedLines(line, line, "attribution in brackets", expected=False)


# Inline markup: what is stripped from a statement: "Ito **won**.[1]" -> "Ito won."

# References to sources and the labels that this program puts beside a statement.
_REFERENCES = r"""
    [ ]?\[\^[^\]\s]{1,100}\]
  | [ ]?\[\[\d{1,3}\]\](?:\([^()\s]{0,1000}\))?
  | [ ]?\[\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3})*\](?:\([^()\s]{0,1000}\))?
  | [ ]?\((?:[;,]?[ ]?(?:page|line)s?[ ]\d+)+\)
  | [ ]?\\?\[(?:unchecked:[ ])?(?:supported|unsupported|can't[ ]tell|translated)\\?\][ ]?
  | (?P<speaker>(?<=[.!?"'”’»])[ ]\(according[ ]to[ ][^()\n]{1,100}\))
"""
# An escaped sign stays, its backslash goes. Asterisks between figures (5*3) or letters (d**n)
# are none of Markdown's.
_MARKUP = r"""
    \\[!-/:-@\[-`{-~]
  | !\[[^\[\]\n]{0,300}\]ADDRESS
  | \[(?=[^\[\]\n]{1,500}\](?:ADDRESS|\[[^\[\]\n]{0,100}\]))
  | (?<=\S)\](?:ADDRESS|\[[^\[\]\n]{0,100}\])
  | </?(?:a|abbr|b|br|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,500})?/?>
  | (?<![\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s*])\*{1,3}(?![\w*]) | (?<=\d)\*\*(?=[^\W\d])
  | (?<!\w)(?:__?|~~|==|`{1,2})(?=\S) | (?<=\S)(?:__?|~~|==|`{1,2})(?!\w)
  | (?m:^)[ \t]*(?:>[ \t])+
"""
_ADDRESS = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
_IN_TEXT = re.compile(f"{_REFERENCES}|{_MARKUP}".replace("ADDRESS", _ADDRESS), re.VERBOSE)
_IN_DOCUMENTS = re.compile(_REFERENCES, re.VERBOSE)


def _strip_inline_markup(document: Document, span: Span) -> tuple[str, list[int]]:
    """Return the words of a block, and for each character its place in the document.

    `"Ito **won**.[1] [Kim](https://a.example) lost." -> "Ito won. Kim lost."`
    """
    first = bisect_left(document.ignored_spans, Span(span.start, span.start))
    last = bisect_left(document.ignored_spans, Span(span.end, span.end))
    gone = [(mark.start, mark.end) for mark in document.ignored_spans[first:last]]
    shown: list[str] = []
    for match in _choose_pattern(document).finditer(document.text, span.start, span.end):
        escaped = match.group().startswith("\\") and len(match.group()) == 2
        gone.append((match.start(), match.start() + 1 if escaped else match.end()))
    places: list[int] = []
    start = span.start
    for begin, end in (*sorted(gone), (span.end, span.end)):
        kept = range(start, begin)
        instead = document.substitute_at(begin) if begin >= start else ""
        places += [*kept, *([begin] * len(instead))]
        shown += [*(document.text[place] for place in kept), instead]
        start = max(start, end)
    return "".join(shown), places


def _choose_pattern(document: Document) -> re.Pattern[str]:
    return _IN_DOCUMENTS if document.extracted else _IN_TEXT


# Skipped lines


def _build_skipped(document: Document, span: Span, reason: str) -> SkippedLines:
    last = document.line_at(max(span.start, span.end - 1))
    return SkippedLines(document.line_at(span.start), last, reason, reason in _EXPECTED)


def _merge_skipped(skipped: Sequence[SkippedLines]) -> Iterator[SkippedLines]:
    """Merge neighbouring lines that were skipped for the same reason."""
    left = sorted(skipped, key=lambda one: (one.line, one.last_line))
    while left:
        current = left.pop(0)
        while left and left[0].reason == current.reason and left[0].line <= current.last_line + 2:
            one = left.pop(0)
            last = max(current.last_line, one.last_line)
            current = SkippedLines(current.line, last, one.reason, one.expected)
        yield current


def _quote(document: Document, span: Span) -> str:
    return document.quote(span).strip()
