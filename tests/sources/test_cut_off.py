"""A page that ends in the middle."""

from __future__ import annotations

import pytest

from summarize.sources.html import extract
from summarize.sources.html.cut_off import is_cut_off

TEXT = "<p>The council met on Monday and voted for the bridge.</p>"


@pytest.mark.parametrize(
    "end",
    [
        "<p>The engineer of the council said that the",
        "<p>The engineer of the council said that the bridge, which",
        "<p>The <b>engineer</b> of the <i>council</i> said that it",
        '<p>The end.</p><div class="foo',
        "<p>The end.</p><!-- a comment that",
        "<p>The end.</p></di",
        "<p>The end.</p><script>var a = 1;",
        "<ul><li>The bridge is to be longer than the one that",
    ],
)
@pytest.mark.parametrize("start", ["<html><body>", "<!doctype html><div>", "<article>"])
def test_cut_off(start: str, end: str) -> None:
    page = f"{start}{TEXT * 2}{end}"
    assert is_cut_off(page)
    assert extract(page.encode(), "a.html").cut_off


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{TEXT}</body></html>",
        f"<html><body>{TEXT}</body>",
        f"<html><body>{TEXT}<p>It ends without a mark at its end</p></body></html>",
        TEXT,
        f"<html><body>{TEXT}",
        f"<html><body>{TEXT}<p>The council left the hall at ten.",
        f"<div>{TEXT}<p>The council left the hall at ten.",
        f"<html><body>{TEXT}<p>Copyright 2026 the council of the town and its people",
        f"<html><body>{TEXT}<p>Ann Lee",
        "<p>The council met.<p>It voted.<br><b>Ann Lee, the town's own newspaper</b>",
        "The council met on Monday and voted for the",
        f"<html><body>{TEXT}</body></html>\n<!-- served in 3 ms -->",
        "<p>The council met.</p><script>var a = 1;</script>",
    ],
)
def test_whole(page: str) -> None:
    assert not is_cut_off(page)
