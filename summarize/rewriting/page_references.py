"""References to the page in a sentence: captions, labels, pointers to figures. English. Pure.

"Scroll down for video", "Pictured: the pier", "(left)", "as shown in Figure 3", "Click here to
read more" are useless in a summary, which is read without the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.characters import LAO, THAI
from summarize.document import Span, count_words
from summarize.nlp.patterns import CLOSERS, END_MARKS
from summarize.sources.boilerplate_phrases import compile_group

# Only about the page: a request to the reader, the author, the date of a change, the copyright.
_PAGE_QUALITY = 0.05
# A caption says what a picture shows, not what happened.
_CAPTION_QUALITY = 0.2
# Points to a figure, a table, another section, or "this article".
_POINTER_QUALITY = 0.6
# "Race issues: The incident comes weeks after": a caption or an item under a label.
_LABEL_QUALITY = 0.6
# So many words behind "Scroll down for video" may be a sentence of the article.
_MIN_WORDS = 5
# Without a full stop: a caption, a heading, an item of a list.
_UNENDED_QUALITY = 0.5

_PAGE_SENTENCE = compile_group("page sentence", any_space=True)
_CONTRIBUTED = compile_group("contribution", any_space=True)
_CAPTION = re.compile(
    r"""(?:\A|[\s(,])(?:
      \((?:[^()]{0,30}\s|\s*)?(?:left|right|centre|center|middle|above|below|l|r)\s*\)
      |(?:is|are|was)\s+(?:pictured|seen\s+here)\b
      |pictured\s+(?:here|together|left|right|above|below|with|on|in|at)\b
      |file\s+(?:photo|picture|image)|(?:picture\s+)?posed\s+by\s+(?:a\s+)?models?
      |artist['’]?s?\s+impression
      |\(pictured[^()]{0,60}\))
    |\Apictured\b|(?:in|above|below|of)\ this\ (?:photograph|picture|photo|image)\b
    |(?<=\w),\s+(?:left|right|above|centre|center|below),(?=\s)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACE = (
    r"(?:fig(?:ure|s|\.)?|tables?|sections?|sec\.|appendix|appendices|chapters?|eqs?\.?|equations?"
    r"|algorithm|box|annex|exhibit|slides?|page|p\.|pp\.)"
)
_NUMBER = r"(?-i:[\dIVX]+)(?:\.\d+)*[a-z]?\b"
_NUMBERED = (
    rf"{_PLACE}\s*\.?\s*(?:\(?{_NUMBER}\)?|(?-i:[A-Z])\b)"
    rf"(?:\s*(?:,|and|to|[-–])\s*s?{_NUMBER})*"
)
_POINTER = re.compile(
    rf"""(?:(?:in|see|by|of)\s+|\b(?!sec|app|chap|page|p)){_NUMBERED}(?!\s+of\b)
      |\bin\s+(?:this|the\s+(?:present|following|next|previous))\s+
        (?:article|paper|section|chapter|post|video|issue|table|figure)\b
      |\b(?:shown|listed|described|discussed|presented|given|derived|see|analysis|discussion
        |results?|considerations?)\s+(?:above|below)\b(?!\s+(?:the|an?|\$?\d)\b)
      |\b(?:in|of|by|from|over|with|using|model|equation)\s+\(\d{{1,3}}\)(?!\s+(?:an?|the)\b)
      |\b(?:propositions?|lemmas?|theorems?|corollary|definition|assumption)\s+[A-Z]?\.?\d
      |\bsubsections?\s+\d|\btherein\b
      |\bin\s+the\s+(?:appendix|appendices|supplement(?:ary\s+\w+)?)\b
      |\bthe\s+following\s+(?!(?:day|week|month|year|morning|night|season|summer|winter|spring
        |autumn|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)[\w\s-]{{3,40}}[.;]?\Z
      |\b(?:[xy]|horizontal|vertical|logarithmic\s+[xy])\s?-?\s?axis\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"\A(?:[A-Z]{3,}(?:\s[A-Z]+){0,2}|[A-Z][a-z]+(?:\s[a-z]+){0,2}):\s+(?=[A-Z“\"'‘])"
)
_SPEAKS = re.compile(
    r"\b(?:said|says|added|adds|told|asked|replied|wrote|tweeted|continued|explained)\b|:\s+[“\"'‘]"
)
_ENDED = re.compile(rf"[{END_MARKS}:;：；][\s{CLOSERS}»]*\Z|[”\"’'»」』]\s*\Z|[{THAI}{LAO}]\s*\Z")

_PAGE_PREFIX = re.compile(
    r"""\A(?:scroll\s+down\s+for\s+(?:the\s+)?videos?\W*
        |(?:watch\s+(?:the\s+)?video|exclusive|updated?|breaking(?:\s+news)?)
          \s*[:|–-]\s*
        )\s(?=(?-i:[A-Z“"'‘]))""",
    re.VERBOSE | re.IGNORECASE,
)
_SHOWN = "(?:shown|seen|described|discussed|depicted|illustrated|listed|presented|noted)"
_AUTHORS = r"[A-Z][\w’'-]+(?:\s+(?:and|&)\s+[A-Z][\w’'-]+|\s+et\s+al\.?)?"
_REFERENCES = (
    re.compile(
        rf"\s*[(\[]\s*(?:see\s+|cf\.\s+)?(?:also\s+)?{_NUMBERED}[^()\[\]]{{0,30}}[)\]]",
        re.IGNORECASE,
    ),
    re.compile(r"\A\[\d{3,5}\]\s*"),
    # the number of a note behind a bracket: "(see Table 3)5"
    re.compile(r"(?<=[a-z\d]\))\d{1,2}(?=[\s.,;])"),
    re.compile(r"\s*\[\d{1,3}(?:\s*[,–-]\s*\d{1,3}){0,8}\]"),
    # in texts whose words and marks stand apart: "around the world ( 1 , 4 ) ."
    re.compile(r"\s*\(\s\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}\s\)(?=\s*[.,;])"),
    re.compile(r"\s*@xcite(?:\s?[,–-]\s?@xcite)*"),
    re.compile(rf"\s*\((?:see\s+)?{_AUTHORS},?\s+(?:19|20)\d\d[a-z]?(?:;[^()]{{1,120}})?\)"),
    re.compile(
        rf"(?<!\A),?\s*\bas\s+(?:is\s+|are\s+|can\s+be\s+)?{_SHOWN}\s+in\s+{_NUMBERED}(?:\s*,)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\Aas\s+{_SHOWN}\s+in\s+{_NUMBERED}\s*,\s*", re.IGNORECASE),
    re.compile(
        r"\Ain\s+(?:this|the\s+present)\s+(?:article|paper|section|chapter|study|report)\s*,\s*",
        re.IGNORECASE,
    ),
)


def score_off_page(text: str) -> float:
    """Return the quality factor of a sentence read without the page, 0 to 1.

    `"Click here to read more." -> 0.05`, `"The pier (left) is closed." -> 0.2`.
    """
    head = _PAGE_PREFIX.match(text)
    rest = count_words(text[head.end() :]) if head else 0
    if rest < _MIN_WORDS and (_PAGE_SENTENCE.match(text) or _CONTRIBUTED.search(text)):
        return _PAGE_QUALITY
    quality = 1.0
    if _CAPTION.search(text):
        quality = _CAPTION_QUALITY
    elif head or _POINTER.search(text):
        quality = _POINTER_QUALITY
    elif _LABEL.match(text) and not _SPEAKS.search(text):
        quality = _LABEL_QUALITY
    return quality if _ENDED.search(text) else quality * _UNENDED_QUALITY


_CITATION = re.compile(
    r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3}){0,8}\]|\(\s\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}\s\)|@xcite"
    r"|\bet al\b"
    r"|\b[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)?,? \((?:19|20)\d\d[a-z]?\)"
    rf"|\((?:see\s+|e\.g\.,?\s+)?{_AUTHORS},?\s+(?:19|20)\d\d[a-z]?\b"
    r"|\b[Ii]n (?:the )?literature\b|\b(?:[Ss]ome|[Mm]any|[Ss]everal|[Oo]ther) authors\b"
    r"|\b(?:[Pp]revious|[Pp]rior|[Ee]arlier) (?:studies|works?|papers|research)\b"
)


def cites_others(text: str) -> bool:
    """Whether a sentence is about the work of others: `"Kim and Orr (2016) found it." -> True`."""
    return bool(_CITATION.search(text))


def find_page_references(text: str) -> Iterator[Span]:
    """Yield the page references that can be cut from a sentence: `"It sank (see Table 2)."`.

    A label in capitals is one, too: "VERDICT: The tea is weak." Any other may name the speaker.
    """
    label = _LABEL.match(text)
    head = _PAGE_PREFIX.match(text) or (label if label and text[:2].isupper() else None)
    if head:
        yield Span(0, head.end())
    for cut in _REFERENCES:
        yield from (Span(*match.span()) for match in cut.finditer(text))
