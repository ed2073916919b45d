"""Which request is asked next, so that a server reads each text as seldom as can be; pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from summarize.inference import Request

# Requests are about one text if they begin with so much of the shorter one alike.
_ALIKE = 0.5


class RequestQueue:
    """Requests by the text that they are about; not for several threads at once.

    Who asks for the next one gets another about the text that they were at, whose beginning
    the server still has; else one about a text that nobody is at; else any.
    """

    def __init__(self, requests: Sequence[Request]) -> None:
        self._groups: list[deque[int]] = []
        self._begun: set[int] = set()
        for index, request in enumerate(requests):
            if index and _share_prefix(requests[index - 1], request):
                self._groups[-1].append(index)
            else:
                self._groups.append(deque([index]))

    def take(self, at: int | None) -> tuple[int, int] | None:
        """Text and request: `next(None) -> (0, 0)`; None if all were given out."""
        left = [number for number, group in enumerate(self._groups) if group]
        if not left:
            return None
        new = (number for number in left if number not in self._begun)
        number = at if at in left else next(new, left[0])
        assert number is not None
        self._begun.add(number)
        return number, self._groups[number].popleft()


def _share_prefix(one: Request, other: Request) -> bool:
    left, right = one.prompt.text, other.prompt.text
    shortest = min(len(left), len(right))
    return left[: int(_ALIKE * shortest)] == right[: int(_ALIKE * shortest)]
