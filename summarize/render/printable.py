"""A Summary that can be printed in every format: what the Python API returns."""

from __future__ import annotations

from dataclasses import dataclass, fields

from summarize.render import render_text
from summarize.results import Summary
from summarize.settings import Format


@dataclass(frozen=True)
class PrintableSummary(Summary):
    """A summary with a method for each format; all but JSON leave out what failed."""

    @classmethod
    def of(cls, summary: Summary) -> PrintableSummary:
        """Return the same summary with these methods."""
        return cls(**{field.name: getattr(summary, field.name) for field in fields(summary)})

    def to_markdown(self, *, front_matter: bool = False) -> str:
        """Return it as Markdown; with `front_matter`, title and the like above it as YAML."""
        return render_text(self, Format.MARKDOWN, front_matter=front_matter)

    def to_text(self) -> str:
        """Return it as plain text."""
        return render_text(self, Format.TEXT)

    def to_json(self) -> str:
        """Return it as JSON, described by `summarize/render/summary.schema.json`."""
        return render_text(self, Format.JSON)

    def to_html(self) -> str:
        """Return it as a page that shows every statement beside its evidence."""
        return render_text(self, Format.HTML)
