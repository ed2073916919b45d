"""Digest -> terminal, Markdown, JSON, plain text, the evidence page: one module for each format."""

from __future__ import annotations

from summarize.digests import Digest
from summarize.render.digest import digest_json, digest_markdown, digest_page, digest_text
from summarize.settings import Format


def render_digest_text(digest: Digest, format: Format, *, front_matter: bool = False) -> str:
    """Return a digest as a string that ends with a newline; `front_matter` is for Markdown.

    Raises ValueError for Format.RICH, which needs a console: `digest_terminal.render_digest`.
    """
    if format is Format.RICH:
        raise ValueError("rich output goes to a console: use digest_terminal.render_digest")
    if format is Format.MARKDOWN:
        return digest_markdown.render_digest(digest, front_matter=front_matter)
    modules = {Format.JSON: digest_json, Format.HTML: digest_page}
    text: str = modules.get(format, digest_text).render_digest(digest)
    return text
