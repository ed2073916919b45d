"""Numbers of paragraphs and verses at their beginning: `[12] The court`, `2.1 The user`, `1:3 And`.

They are no words of it where they count: three or more, each the next of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarize.document import Span

_NUMBER = re.compile(
    r"(?:\[(?P<whole>\d{1,4})\]|(?P<parts>\d{1,3}(?:[.:]\d{1,3}){1,3})\.?)[ \t\u00a0]+(?=\S)"
)
_FEWEST = 3
_LEAST_SHARE = 0.8  # of the numbers are followed by the next


def find_starts(text: str, spans: Sequence[Span]) -> dict[Span, int]:
    """Return where the words of numbered paragraphs begin: `"[12] It sank." -> 5`."""
    found = [(span, match) for span in spans if (match := _NUMBER.match(text, *_ends(span)))]
    kinds = ([one for one in found if one[1]["whole"]], [one for one in found if one[1]["parts"]])
    starts: dict[Span, int] = {}
    for kind in kinds:
        values = [_read(match) for _, match in kind]
        counted = sum(_follows(a, b) for a, b in pairwise(values))
        if len(kind) >= _FEWEST and counted >= _LEAST_SHARE * (len(kind) - 1):
            starts |= {span: match.end() for span, match in kind}
    return starts


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _read(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, re.split(r"[.:]", match["whole"] or match["parts"])))


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether one number comes behind another: 2.1 and 2.2, 2.3 and 3.1, 2.3 and 2.3.1."""
    if after[-1] == 1 and after > before:
        return True
    head = after[:-1]
    return before[: len(head)] == head and before[len(head) :][:1] == (after[-1] - 1,)
