"""The index over the results of a folder."""

from __future__ import annotations

import base64
import hashlib
import re

from summarize.render.index_page import link_file, render_markdown, render_page
from summarize.render.index_page.rows import DocumentRow, RowState, build_refused_row

EVIL = "<script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m*b*"
ROWS = (
    DocumentRow(
        "2024/a b#1.txt", RowState.DONE, "The bridge", 1234, 118, 5, "It will close.",
        files=("2024/a b#1.txt.md", "2024/a b#1.txt.html"),
    ),
    DocumentRow(
        "long.txt", RowState.GAPS, EVIL, 9, 4, 0, EVIL, ("lines 1 to 2: too long",),
        files=("javascript:alert(1).md",),
    ),
    build_refused_row("scan.pdf", "scan.pdf holds no text, only pictures"),
)  # fmt: skip


def test_the_index_in_markdown() -> None:
    assert render_markdown((ROWS[0], ROWS[2])) == (
        "# Summaries\n\n2 documents: 1 done, 1 refused\n\n"
        "- [The bridge](2024/a%20b%231.txt.md) · [html](2024/a%20b%231.txt.html)  \n"
        "  2024/a b\\#1.txt · 1,234 words, summary 118  \n"
        "  It will close.\n\n"
        "## Refused\n\n- scan.pdf: holds no text, only pictures\n"
    )


def test_text_of_others_is_inert() -> None:
    page = render_page(ROWS)
    assert "<script" not in page
    assert 'href="javascript%3Aalert%281%29.md"' in page
    assert "\x1b" not in page + render_markdown(ROWS)
    assert "[x](" not in render_markdown(ROWS)
    assert "- gap: lines 1 to 2: too long" in render_markdown(ROWS)


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = render_page(ROWS)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;; "
        "base-uri &#39;none&#39;; form-action &#39;none&#39;"
    )
    assert f'content="{policy}"' in page
    assert not re.search(r"\s(?:src|style|on[a-z]+)=", page)
    assert re.findall(r'href="([^"]+)"', page)[:2] == [
        "2024/a%20b%231.txt.md",
        "2024/a%20b%231.txt.html",
    ]
    assert "<dt>scan.pdf</dt>\n<dd>holds no text, only pictures</dd>" in page


def test_an_index_of_nothing() -> None:
    assert render_markdown(()) == "# Summaries\n\n0 documents: none\n"
    assert "<ol>" not in render_page(())


def test_links_are_percent_encoded_bytes() -> None:
    assert link_file("é/caf\udce9?.md") == "%C3%A9/caf%E9%3F.md"
