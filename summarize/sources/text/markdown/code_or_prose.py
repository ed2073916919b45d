"""Is what stands indented, in a fence or in `<pre>` code, or prose in a box? Its words decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST_WORDS = 5
_PLAIN_SHARE = 0.8  # of the words of prose are letters, figures and the marks of sentences
_WORD = re.compile(
    r"""["'“”‘’«»(\[*_~]*(?:[^\W\d_]+(?:['’.&/-][^\W\d_]+)*|[$£€¥]?\d[\d.,:/–-]*\d*%?)"""
    r"""["'“”‘’«»)\]*_~,.;:!?…]*|[–—&-]"""
)
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*\s*$")
_CODE_LINE = re.compile(
    r"\s*(?:[#;%$@/\\<{}]|>>>|--\s|\*/|/\*|\"\"\"|REM\s|[\w.]+\(.*\)?;?\s*$|[\w.\[\]]+\s*[:+-]?=\s"
    r"|(?:def|class|import|from|return|if|for|while|else|elif|try|var|let|const|function|fn|pub|use"
    r"|select|insert|sudo|pip|npm|git|cd|echo|make|docker|curl|apt|brew)\b(?!.*[.!?]\s*$))"
)
_MARKER = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
# What a fence may say of its content and still hold prose: nothing, plain text, a box.
_PROSE_INFO = re.compile(
    r"\s*(?:|te?xt|plain(?:text|-text)?|markdown|md|quote|verse|poem|email|letter|prose|none"
    r"|ad-[\w-]+|\{?:?(?:note|warning|tip|important|caution|attention|danger|error|hint|seealso"
    r"|admonition|epigraph|pull-quote|sidebar|margin|dropdown|topic)\}?(?:\s.*)?)\s*",
    re.IGNORECASE,
)


def may_hold_prose(info: str) -> bool:
    """Whether a fence with this info string may hold prose: `"text" -> True`, `"py" -> False`."""
    return _PROSE_INFO.fullmatch(info) is not None


def is_prose(lines: Sequence[str], *, fenced: bool = False) -> bool:
    """Whether the lines of a box, without a blank one among them, are sentences.

    What is only indented is prose if it has the words and the capital of prose; what is
    fenced needs the end of a sentence, too.

    `["The ferry sails at noon."] -> True`, `["pip install ferry"] -> False`
    """
    bare = [_MARKER.sub("", line) for line in lines]
    words = [word for line in bare for word in line.split()]
    if any("。" in line for line in bare):
        return True
    if not words or any(_CODE_LINE.match(line) for line in bare):
        return False
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    if plain < _PLAIN_SHARE * len(words):
        return False
    first = bare[0].lstrip(" \t\"'“‘«(*_¿¡")[:1]
    begins = first.isalpha() and not first.islower()
    ended = any(_ENDED.search(line) for line in bare)
    if fenced:
        return begins and ended and len(words) >= _FEWEST_WORDS
    return begins or (ended and len(words) >= _FEWEST_WORDS)
