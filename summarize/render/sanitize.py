"""Foreign text -> text without control characters and terminal escape sequences.

Documents, file names and models may hold escape sequences that retitle the
window, write to the clipboard, fake a link or reorder what the user sees.
Every renderer sanitizes every foreign string.
"""

from __future__ import annotations

import re

from summarize.characters import BIDI_CONTROLS, CONTROLS, SURROGATES, collapse_spaces

# What `str.splitlines` takes for the end of a line; made "\n", so that words stay apart.
_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# The body of a control string stops at any control character. A stray introducer
# therefore can't swallow the lines that follow it, and the scan stays linear.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # OSC, DCS, SOS, PM, APC: titles, links, clipboard
    r"[^\x00-\x08\x0a-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"  # the short ones: reset, character sets
)

# C0 without tab and newline, DEL and C1, bidirectional embeddings, overrides and
# isolates, lone surrogates. The plain direction marks stay: they reorder nothing
# but their neighbours, and Arabic and Hebrew need them.
_FORBIDDEN = re.compile(rf"[{CONTROLS}\x0b-\x1f\x85{BIDI_CONTROLS}{SURROGATES}]")


def sanitize_text(text: str) -> str:
    r"""Return `text` without control characters but newline and tab: `"a\x1b[31mb\r\n" -> "ab\n"`.

    Escape sequences go as a whole, their payload included; of one that never
    ends, only the beginning goes. The result can be encoded as UTF-8, and
    sanitizing it again changes nothing.
    """
    text = _LINE_BREAK.sub("\n", text)
    text = _SEQUENCE.sub("", text)
    return _FORBIDDEN.sub("", text)


def sanitize_line(text: str) -> str:
    r"""Return sanitized text with each run of white space as one space: `" a\n\tb " -> "a b"`."""
    return collapse_spaces(sanitize_text(text))
