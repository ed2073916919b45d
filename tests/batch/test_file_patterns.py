"""Patterns that name files."""

from __future__ import annotations

import pytest

from summarize.batch.file_patterns import Patterns


@pytest.mark.parametrize(
    ("patterns", "name", "is_folder", "expected"),
    [
        ("*.pdf", "a.pdf", False, True),
        ("*.pdf", "2024/q1/a.PDF", False, True),
        ("*.pdf", "a.pdf.txt", False, False),
        ("*.pdf, *.docx", "b.docx", False, True),
        ("drafts", "drafts", True, True),
        ("drafts", "2024/drafts", True, True),
        ("drafts", "drafts", False, True),
        ("drafts/", "drafts", False, False),
        ("drafts/", "x/drafts", True, True),
        ("2024/*.md", "2024/a.md", False, True),
        ("2024/*.md", "2024/q1/a.md", False, False),
        ("2024/**/*.md", "2024/q1/x/a.md", False, True),
        ("2024/**/*.md", "2024/a.md", False, True),
        ("2024/**", "2024", True, True),
        ("/a.md", "a.md", False, True),
        ("/a.md", "x/a.md", False, False),
        ("report-?.txt", "report-1.txt", False, True),
        ("report-?.txt", "report-12.txt", False, False),
        ("[ab]*.txt", "b1.txt", False, True),
        ("re\u0301sume\u0301.txt", "r\u00e9sum\u00e9.txt", False, True),
        ("", "a.txt", False, False),
        (" , /", "a.txt", False, False),
    ],
)
def test_what_a_pattern_names(patterns: str, name: str, is_folder: bool, expected: bool) -> None:
    assert Patterns(patterns).match(name, is_folder=is_folder) is expected


def test_no_patterns_are_false() -> None:
    assert not Patterns(None)
    assert not Patterns(" , ")
    assert Patterns("*.md")
