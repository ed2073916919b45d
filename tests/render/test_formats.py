"""The output formats: chosen by extension, and what all of them have in common."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summarize.render import (
    Format,
    evidence_page,
    find_format,
    json_format,
    markdown_format,
    render_text,
    render_verification_text,
    text_format,
)
from support.render_samples import FULL, VERIFICATION, WRITTEN

PLAIN_FORMATS = [
    (Format.MARKDOWN, markdown_format),
    (Format.JSON, json_format),
    (Format.TEXT, text_format),
    (Format.HTML, evidence_page),
]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("report.md", Format.MARKDOWN),
        ("report.markdown", Format.MARKDOWN),
        ("a.b/report.JSON", Format.JSON),
        (Path("report.v2.txt"), Format.TEXT),
        ("report.html", Format.HTML),
        ("report.HTM", Format.HTML),
        ("report.docx", None),
        ("report", None),
        (".md", None),
        ("report.md.gz", None),
    ],
)
def test_the_extension_decides(path: str | Path, expected: Format | None) -> None:
    assert find_format(path) is expected


@pytest.mark.parametrize("format", [f for f, _ in PLAIN_FORMATS])
def test_each_format_is_rendered_by_its_module(format: Format) -> None:
    module = dict(PLAIN_FORMATS)[format]
    assert render_text(FULL, format) == module.render_summary(FULL)
    found = render_verification_text(VERIFICATION, WRITTEN, format)
    assert found == module.render_verification(VERIFICATION, WRITTEN)


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.TEXT])
def test_what_failed_is_told_when_asked_for(format: Format) -> None:
    assert "mayor" not in render_text(FULL, format)
    assert "mayor" in render_text(FULL, format, verbose=True)


def test_json_is_the_same_however_much_is_asked_for() -> None:
    assert render_text(FULL, Format.JSON, verbose=True) == render_text(FULL, Format.JSON)


def test_rich_is_no_string() -> None:
    with pytest.raises(ValueError, match="console"):
        render_text(FULL, Format.RICH)
    with pytest.raises(ValueError, match="console"):
        render_verification_text(VERIFICATION, WRITTEN, Format.RICH)


def test_choosing_a_format_does_not_load_rich() -> None:
    code = "import summarize.render, sys; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
