"""Where results go."""

from __future__ import annotations

import os

from summarize.batch.rendering import EXTENSIONS
from summarize.batch.targets import choose_targets


def test_a_result_is_called_like_its_document_extension_included() -> None:
    assert choose_targets(["a.txt", "a.pdf", "x/a.txt"]) == {
        "a.txt": "a.txt",
        "a.pdf": "a.pdf",
        "x/a.txt": "x/a.txt",
    }


def test_no_result_is_called_like_the_index() -> None:
    targets = choose_targets(["index", "index-", "INDEX", "x/index", "index.txt"])
    assert len({one.casefold() for one in targets.values()}) == 5
    assert "index" not in {one.casefold() for one in targets.values()}
    assert targets["x/index"] == "x/index"
    assert targets["index.txt"] == "index.txt"


def test_names_that_differ_by_case_alone_are_marked() -> None:
    targets = choose_targets(["A.txt", "a.txt", "b.txt"])
    assert len({one.casefold() for one in targets.values()}) == 3
    assert targets["b.txt"] == "b.txt"


def test_a_result_and_a_folder_are_never_called_the_same() -> None:
    targets = choose_targets(["notes", "notes.md/a.txt"])
    assert targets["notes"] != "notes"
    assert targets["notes.md/a.txt"] == "notes.md/a.txt"


def test_long_names_leave_room_and_stay_apart() -> None:
    long = ["ä" * 120 + "1.txt", "ä" * 120 + "2.txt"]
    targets = choose_targets(long)
    assert len(set(targets.values())) == 2
    longest = max(map(len, EXTENSIONS.values()))
    assert all(len(os.fsencode(one)) + longest <= 255 for one in targets.values())
