"""`summarize verify`: check a written summary against its source."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli import FailOn
from summarize.cli.options import FormatOption, OutputOption, QuietOption, resolve_flags


def verify(  # noqa: PLR0913 - one for each argument
    summary: Annotated[
        str,
        typer.Argument(
            metavar="SUMMARY", help="The summary to check: a text or Markdown file, or -."
        ),
    ],
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Its source: a file, a web address, or -.")
    ],
    format: FormatOption = None,
    output: OutputOption = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Exit with code 6 if a statement is unsupported; unsure: also if one can't be "
            "decided; never: not at all.",
        ),
    ] = FailOn.UNSUPPORTED,
    quiet: QuietOption = None,
) -> None:
    """Check a summary against its source, statement by statement.

    Needs no model. Prints for each statement its verdict, the reasons against it with the wrong
    words marked, and the evidence: sentences of the source. Headings, tables and footnotes are
    not checked.
    """
    settings = resolve_flags({"format": format, "quiet": quiet})
    from summarize.cli.verify_run import verify_summary

    raise typer.Exit(verify_summary(summary, source, output, settings, fail_on))
