from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from render_samples import FULL, VERIFICATION

from summarize.findings import Summary, Verification
from summarize.render import (
    Format,
    format_of,
    json_format,
    markdown,
    plain,
    render_text,
    render_verification_text,
)

PLAIN_FORMATS = [(Format.MARKDOWN, markdown), (Format.JSON, json_format), (Format.TEXT, plain)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("report.md", Format.MARKDOWN),
        ("report.markdown", Format.MARKDOWN),
        ("a.b/report.JSON", Format.JSON),
        (Path("report.v2.txt"), Format.TEXT),
        ("report.html", None),
        ("report", None),
        (".md", None),
        ("report.md.gz", None),
    ],
)
def test_the_extension_decides(path: str | Path, expected: Format | None) -> None:
    assert format_of(path) is expected


@pytest.mark.parametrize("format", [f for f, _ in PLAIN_FORMATS])
def test_each_format_is_rendered_by_its_module(format: Format) -> None:
    module = dict(PLAIN_FORMATS)[format]
    assert render_text(FULL, format) == module.render(FULL)
    assert render_verification_text(VERIFICATION, format) == module.render_verification(
        VERIFICATION
    )


@pytest.mark.parametrize(
    ("renderer", "result"), [(render_text, FULL), (render_verification_text, VERIFICATION)]
)
def test_rich_is_no_string(
    renderer: Callable[[Summary | Verification, Format], str], result: Summary | Verification
) -> None:
    with pytest.raises(ValueError, match="console"):
        renderer(result, Format.RICH)


def test_choosing_a_format_does_not_load_rich() -> None:
    code = "import summarize.render, sys; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
