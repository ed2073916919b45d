"""Texts that are no articles, known by their content: source code, data, logs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from summarize.document import Span
from summarize.sources.text.prose import has_sentence_words, is_sentence
from summarize.sources.text.source_code import find_comments, is_inside

_SAMPLE = 20_000  # characters
_MIN_LINES = 5
_MIN_CODE_SHARE = 0.3  # of the lines, comments left out
_MIN_LOG_SHARE = 0.6
_MIN_DATA_SHARE = 0.7


class TextKind(StrEnum):
    """What a text is if it is no article. The value is the reason for excluding its lines."""

    CODE = "code"
    TABLE = "table"
    DATA = "data"
    LOG = "log"


HINTS = {
    TextKind.CODE: "this looks like source code: only its comments are read",
    TextKind.TABLE: "this looks like a table (CSV): only sentences in its cells are read",
    TextKind.DATA: "this looks like data (JSON): only sentences in it are read",
    TextKind.LOG: "this looks like a log file: only sentences in it are read",
}
"""One line for the user, for each kind."""

_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--|;|%|\"\"\"|''')")
_CODE = re.compile(
    r"""\s*(?:
    (?:async\s+)?def\s\w+\s*\(.*\)\s*(?:->.*)?:|class\s\w+.*[:{]
    |(?:from\s[\w.]+\s)?import\s[\w.,*{} ]+.*
    |\#\s*(?:include|define|ifdef|ifndef|endif|pragma)\b.*|\#!/.*|package\s[\w.]+;?|using\s[\w.:]+;
    |(?:public|private|protected|static|export|async|function|func|fn|const|let|var|void|int|char|bool
        |double|float|string|struct|enum|interface|impl|trait|type|module|namespace|mod|use|pub)\b
        .*[{};=(]\s*
    |(?:if|for|while|switch|elif|else\s+if|foreach|until|match|try|except|catch|finally|with|do|else)
        \b.*(?:[:{]|then|do)\s*
    |return\b.*|\}?\s*(?:else|catch.*|finally)?\s*\{?|[})\]]+[;,]?|end;?|fi|done|esac
    |[\w.\[\]"'$@>:*-]+\s*(?:[-+*/|&:]?=|:=|<-)\s*\S.*|[\w.$@>:-]+\(.*\)[;,:{]?|.*[;{]\s*
    |@\w+(?:\(.*\))?|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|FROM|WHERE|JOIN)\b.*
    |<\?php.*|\?>|(?:export\s+)?[A-Z_]+=.*|\$\s\S.*
    )$""",
    re.VERBOSE,
)
_SURE_CODE = re.compile(
    r"^\s*(?:(?:async\s+)?def\s\w+\s*\(.*\)\s*(?:->.*)?:|class\s\w+.*[:{]\s*$|import\s[\w.]+;?\s*$"
    r"|from\s[\w.]+\simport\s|#\s*include\s*[<\"]|#!/|package\s[\w.]+;|using\s[\w.]+;|\}\s*$"
    r"|(?:export\s+|async\s+|pub\s+)*(?:function|func|fn)\s+\w+\s*[(<]|<\?php"
    r"|(?:public|private|protected)\s.*[{;]\s*$|(?:const|let|var)\s\w+\s*="
    r"|(?:CREATE\s+TABLE|INSERT\s+INTO|DELETE\s+FROM)\b|SELECT\s.*\bFROM\b|SELECT\s[\w*, ]+$)",
    re.MULTILINE,
)
_STAMP = (
    r"(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?\S*|\d\d[/.]\w{2,3}[/.]\d{2,4}[: ]\d\d:\d\d:\d\d\S*)"
)
LOG_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|SEVERE)\b"
"""How grave a line of a log is."""

_LOG = re.compile(
    rf"\s*(?:\[?{_STAMP}(?: [-+]\d{{4}})?\]?[ \t]+[-\[(]?\s*(?:\S+[ \t]+){{0,3}}?[\[(]?"
    rf"{LOG_LEVEL}|[\[<(]?{LOG_LEVEL}[\]>):]?[ \t:]+"
    rf"[\[(]?(?:{_STAMP}|\d\d:\d\d:\d\d|[\w.]+:)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \S+ \S+:"
    r"|\S+ \S+ \S+ \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [-+]\d{4}\] \"(?:GET|POST|HEAD|PUT)\b"
    r"|\[ *\d+\.\d{6}\] )"
)
_JSON = re.compile(r"\s*[{}\[\]]+,?\s*$|\s*\"(?:[^\"\\]|\\.)*\"\s*:|\s*\"(?:[^\"\\]|\\.)*\",?\s*$")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MIN_ROWS = 4
_MIN_ALIKE_SHARE = 0.9
_JSON_START = re.compile(r"\s*[{\[]\s*(?:[{\[\"]|$)")


def _is_delimited(lines: Sequence[str]) -> bool:
    """Whether all lines have as many cells as the first, without a space behind the delimiters."""
    for delimiter, fewest in ((",", 3), (";", 3), ("\t", 3)):
        head = lines[0].count(delimiter) + 1 if lines else 0
        if head < fewest or len(lines) < _MIN_ROWS or re.search(r"[.!?]$", lines[0]):
            continue
        rows = [_QUOTED.sub('""', line) for line in lines]
        spaced = sum(row.count(f"{delimiter} ") for row in rows)
        alike = sum(row.count(delimiter) + 1 == head for row in rows)
        tight = 10 * spaced <= sum(row.count(delimiter) for row in rows)
        if tight and alike >= _MIN_ALIKE_SHARE * len(rows):
            return True
    return False


def detect_kind(text: str, lines: Sequence[Span]) -> TextKind | None:
    """Return what kind of text this is, if it is no article; `lines` are those without blank ones.

    `"import os\\ndef f(x):\\n    return os.stat(x)\\n..." -> CODE`
    """
    sample = [
        text[one.start : min(one.end, one.start + 300)] for one in lines if one.start < _SAMPLE
    ]
    if _JSON_START.match(text, 0, 200) and text.rstrip()[-1:] in "}]":
        keyed = sum(_JSON.match(line) is not None for line in sample)
        if len(sample) <= 2 and re.match(r"\s*[{\[].{0,100}\"\s*:", text[:300], re.DOTALL):
            return TextKind.DATA
        if keyed >= _MIN_DATA_SHARE * len(sample):
            return TextKind.DATA
    if _is_delimited(sample):
        return TextKind.TABLE
    if len(sample) < _MIN_LINES:
        return None
    if sum(_LOG.match(line) is not None for line in sample) >= _MIN_LOG_SHARE * len(sample):
        return TextKind.LOG
    sure = _SURE_CODE.search(text, 0, _SAMPLE)
    inside = find_comments(text[:_SAMPLE])
    others = [
        line
        for span, line in zip(lines, sample, strict=False)
        if not _COMMENT.match(line) and not is_inside(span, inside)
    ]
    code = [line for line in others if _CODE.match(line)]
    prose = sum(is_sentence(line) or has_sentence_words(line) for line in others)
    likely = len(code) >= max(2, _MIN_CODE_SHARE * len(others)) and prose <= len(others) // 5
    return TextKind.CODE if sure and likely else None
