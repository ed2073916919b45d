"""Inline marks beyond CommonMark: what is left out, and marks around text that stays.

Those of GitHub, Pandoc, Obsidian, Logseq, MDX, and of the generators of web sites. Each
is a pattern under the character it begins with. A pattern has a group `text` if what is in it
stays and is read on; otherwise all of it is left out for a reason. No pattern looks beyond
what it may contain, so that time grows with the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.sources.gaps import STRUCK

COMMENT = "comment"
FORMULA = "formula"
NOTE_MARK = "footnote mark"
SUPERSCRIPT, SUBSCRIPT = "superscript", "subscript"
_IMAGE, _MARKUP, _TAG = "image", "markup", "tag"


@dataclass(frozen=True, slots=True)
class Extension:
    """A pattern, and why what it matches is left out; "" for mere marks around text."""

    pattern: re.Pattern[str]
    reason: str = ""


def _compile(pattern: str, reason: str = "") -> Extension:
    return Extension(re.compile(pattern, re.VERBOSE | re.MULTILINE), reason)


_TEXT = r"(?P<text>(?=\S)(?:(?!{0}).){{1,1000}}?(?<=\S))"
"""What may stand between two marks `{0}`, on one line."""

_LINES = _TEXT.replace("(?!{0}).", r"(?!{0})[\s\S]")

# A formula, and no words in brackets that were escaped: it has a sign, or only single letters.
_TEX = (
    r"(?=(?:(?!\\{0}).){{0,300}}?(?:\\[a-zA-Z]|[\^_=<>{{}}])|(?:[A-Za-z\d](?![A-Za-z])\W{{0,3}}){{1,9}}\\{0})"
    r"(?:(?!\\{0})[^\n]){{1,300}}?"
)

_CARETS = r"\^\^"

# The end of a line with nothing but tags and a block's name behind the last word.
_TAGS = r"(?:\#[\w/-]*[^\W\d_][\w/-]*|\#\[\[[^\[\]\n]*\]\])"

EXTENSIONS: dict[str, tuple[Extension, ...]] = {
    "[": (
        _compile(r"\[\^[^\]\s]{1,100}\](?:[,;]?[ ]?\[\^[^\]\s]{1,100}\])*", NOTE_MARK),
        _compile(r"\[\[(?P<text>[^\[\]|\n\#^]+)(?:[\#^][^\[\]|\n]*)?\]\]"),
        _compile(r"\[\[\#+(?P<text>[^\[\]|\n\#^]+)\]\]"),
        _compile(r"\[\[[^\[\]|\n]*\\?\|(?P<text>[^\[\]|\n]+)\]\]"),
        _compile(r"\[\[[^\[\]\n]*\]\]", _MARKUP),
        # Pandoc's citations: "[see @smith2004, p. 3; @li]"
        _compile(r"\[(?:[^\[\]@\n]{0,80}[\s;(-])?-?@[A-Za-z_][^\[\]\n]{0,300}\](?!\()", "citation"),
        _compile(r"\[(?P<text>[^\[\]\n]{1,500})\]\{[^{}\n]*\}"),
        # an address that the generator of a site computes: "[the deed]({{< ref "deed" >}})"
        _compile(
            r"\[(?P<text>[^\[\]\n]{1,500})\]\([^()\s{}]*(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})[^()\n]*\)"
        ),
        _compile(r"\[[a-zA-Z][\w -]{0,30}::[ ]?[^\[\]\n]{0,200}\]", _MARKUP),  # Dataview's fields
        # an address with spaces in it, which Markdown does not take for one
        _compile(
            r"""\[(?P<text>[^\[\]\n]{1,500})\]
            \((?:(?:[a-z]+:|\.{1,2})?/[^()\n]{1,300}|[^()\n]{1,300}\.[A-Za-z]{2,4}(?:\#[^()\n]*)?)\)"""
        ),
    ),
    "!": (_compile(r"!\[\[[^\[\]\n]*\]\]", _IMAGE),),
    "\\": (
        _compile(rf"\\\(\s*(?P<text>{_TEX.format('[)]')})\s*\\\)", FORMULA),
        _compile(rf"\\\[\s*(?P<text>{_TEX.format('[]]')})\s*\\\]", FORMULA),
    ),
    "^": (
        _compile(rf"\^\^(?!\^){_TEXT.format(_CARETS)}\^\^(?!\^)"),
        _compile(r"\^\[(?:[^\[\]]|\[[^\[\]]{0,500}\]){0,2000}\]", NOTE_MARK),
        _compile(r"(?<=\S)\^(?P<text>(?:[^\s^\[\]]|\\[ ]){1,40})\^(?![\w(])", SUPERSCRIPT),
        _compile(r"(?<!\S)\^(?=[\w-]*[A-Za-z-])[\w-]{1,60}[ \t]*$", _TAG),
    ),
    "~": (
        _compile(rf"(?<!~)~~{_LINES.format('~~')}~~(?!~)", STRUCK),
        _compile(r"(?<=\w)~(?P<text>[^\s~]{1,30})~(?!~)", SUBSCRIPT),
        _compile(rf"(?<![\w~])~(?!~){_TEXT.format('~')}~(?![\w~])", STRUCK),
    ),
    "=": (_compile(rf"(?<!=)=={_LINES.format('==')}==(?!=)"),),
    "+": (_compile(rf"(?<![\w+])\+\+(?!\+){_TEXT.format('[+]')}(?<![\s(][A-Za-z])\+\+(?![\w+])"),),
    "$": (
        _compile(rf"\$\$(?!\$){_LINES.format('[$][$]')}\$\$", FORMULA),
        _compile(r"\$(?P<text>`[^`$\n]{1,300}`)\$", FORMULA),
        _compile(r"(?<![\w$])\$(?P<text>(?=[^\s$])[^$\n]{1,300}(?<=[^\s\\]))\$(?![\w$])", FORMULA),
    ),
    "%": (_compile(r"(?<![\w%])%%(?!%)(?:(?!%%)[\s\S]){1,2000}%%(?!%)", COMMENT),),
    "{": (
        _compile(r"\{\+\+(?P<text>[^{}]{1,1000})\+\+\}"),
        _compile(r"\{==(?P<text>[^{}]{1,1000})==\}"),
        _compile(r"\{--(?P<text>[^{}]{1,1000})--\}", STRUCK),
        _compile(r"\{~~[^{}]{0,1000}~>(?P<text>[^{}]{1,1000})~~\}"),
        _compile(r"\{(?:>>[^{}]{0,1000}<<|/\*[^{}]{0,1000}\*/|\#[^{}]{0,1000}\#)\}", COMMENT),
        _compile(r"\{\{[<%](?:(?!\{\{)[\s\S]){0,1000}?[%>]\}\}", _MARKUP),
        _compile(r"\{%(?:(?!\{%)[\s\S]){0,1000}?%\}", _MARKUP),
        _compile(r"\{\{(?:(?!\{\{)[^\n]){0,500}?\}\}", _MARKUP),
        # Attributes "{#id .class width=3}", a role "{ref}`...`", an expression "{props.x}"
        _compile(
            r"\{:?(?:[ \t]*(?:[\#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s{}]+)|-))+[ \t]*\}", _MARKUP
        ),
        _compile(r"\{[\w:+-]+\}(?=`)", _MARKUP),
        _compile(r"\{[A-Za-z_$][\w$]*(?:\.[\w$]+)+(?:\(\))?\}|\{[\"'][ ][\"']\}", _MARKUP),
    ),
    "#": (
        _compile(
            rf"(?<=[.!?…:)\]\"”’*_][ ]){_TAGS}(?:[ \t]+{_TAGS})*(?=[ \t]*(?:\^[\w-]+[ \t]*)?$)",
            _TAG,
        ),
        _compile(rf"(?<!\S){_TAGS}(?:[ \t]+{_TAGS})+(?=[ \t]*(?:\^[\w-]+[ \t]*)?$)", _TAG),
        _compile(rf"^{_TAGS}[ \t]*$", _TAG),
    ),
    ":": (_compile(r"(?<![\w:]):(?:[+-]1|[a-z][a-z0-9_+-]{1,30}):(?![\w:])", _MARKUP),),
    "<": (
        # an element of JSX, whose attributes may be in braces; a fragment
        _compile(
            r"""<[A-Z][\w.]*(?:\s+(?:[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\}){0,1000}\}))?
            |\{\.\.\.[\w.]+\})){0,50}\s*/?>|</?>""",
            _MARKUP,
        ),
    ),
}
"""The extensions, those with the same first character in the order in which they are tried."""

# What is tried only where Markdown's own images are none: their address is not known.
UNKNOWN_IMAGE = _compile(r"!\[(?!\^)[^\[\]\n]{0,500}\](?:\[[^\[\]\n]*\]|\([^()\n]*\))", _IMAGE)

# Code that stands for what it gives: R Markdown's `r nrow(eels)`, Obsidian's `= this.file.name`.
COMPUTED_CODE = re.compile(r"(?:r[ ]\S.*|\$?=[ ]?\S.*)", re.DOTALL)

# A link to a note and not to a page: "died[1](#note-1)", "[[1]](https://a.example#cite_note-1)".
NOTE_LINK = re.compile(
    r"""(?: (?<=\S)\[ (?:\d{1,3}|[a-z*†‡]) \] | \[(?:\\?\[)(?:\d{1,3}|[a-z*†‡])(?:\\?\])\] )
    \([^()\s]*\#[^()]*\) | \[[^\w\[\]]{0,3}\]\([^()\s]*\#[^()]*\)""",
    re.VERBOSE,
)
