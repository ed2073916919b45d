"""How many pages of a document are read: said by the child that reads it, heard by its parent.

Before its answer, the child writes the number of pages and a line end, a dot for each page that
has been read, and another line end. An answer, which is JSON, has no line ends.
"""

from __future__ import annotations

from collections.abc import Callable

_MOST_PAGES = 1_000_000


def _say_nothing(_: bytes) -> None:
    """Say nothing: nobody listens, as in a test of a format."""


class PageProgress:
    """What a format says while it reads; `write` takes it to the parent, also from a fork."""

    def __init__(self) -> None:
        self.write: Callable[[bytes], object] = _say_nothing

    def begin(self, pages: int) -> None:
        """Say how many pages there are."""
        self.write(b"%d\n" % pages)

    def end_page(self) -> None:
        """Say that a page has been read."""
        self.write(b".")


page_progress = PageProgress()
"""That of this process."""


def count_pages(output: bytes) -> tuple[int, int]:
    r"""Return how many pages are read, of how many: `b"800\n..." -> (3, 800)`, else `(0, 0)`."""
    head, end, rest = output[: _MOST_PAGES + 10].partition(b"\n")
    if not end or len(head) > len(str(_MOST_PAGES)) or not head.isdigit():
        return 0, 0
    return rest.partition(b"\n")[0].count(b"."), int(head)


def find_answer(output: bytes) -> bytes:
    r"""Return the answer behind what was said of pages: `b'2\n..\n{"a": 1}' -> b'{"a": 1}'`."""
    return output.rpartition(b"\n")[2]
