"""Foreign text -> text without control characters, escape sequences and what nobody sees.

Documents, file names and models may hold escape sequences that retitle the
window, write to the clipboard, fake a link or reorder what the user sees, and
characters that hide a message. Every renderer sanitizes every foreign string.
"""

from __future__ import annotations

import re

from summarize.characters import collapse_spaces
from summarize.unseen import remove_unseen

# What `str.splitlines` takes for the end of a line; made "\n", so that words stay apart.
_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# A byte of a file name that is no text, as Python holds it.
_BYTE = re.compile(r"[\udc80-\udcff]")


def sanitize_text(text: str) -> str:
    r"""Return `text` without control characters but newline and tab: `"a\x1b[31mb\r\n" -> "ab\n"`.

    Escape sequences go as a whole, their payload included; of one that never
    ends, only the beginning goes. What nobody sees goes, too. A byte of a file's
    name that is no text is escaped: `"caf\udce9" -> "caf\\xe9"`. The result can be
    encoded as UTF-8, and sanitizing it again changes nothing.
    """
    text = _LINE_BREAK.sub("\n", text)
    text = _BYTE.sub(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text)
    return remove_unseen(text.replace("\x1f", ""))


def sanitize_line(text: str) -> str:
    r"""Return sanitized text with each run of white space as one space: `" a\n\tb " -> "a b"`."""
    return collapse_spaces(sanitize_text(text))
