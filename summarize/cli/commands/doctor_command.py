"""`summarize doctor`: what this machine can do, and what is wrong."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from summarize.cli import exit_codes
from summarize.cli.commands import resolve_settings
from summarize.cli.options import ModelOption, ServerOption


def doctor(
    model: ModelOption = None,
    server: ServerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="All findings as JSON.")] = False,
) -> None:
    """Say what this machine and installation can do, and what is wrong."""
    from summarize.cli.doctor import format_findings_json as in_json
    from summarize.cli.doctor import run_checks
    from summarize.render import report_tables

    found = []
    for finding in run_checks(resolve_settings({"model": model, "server": server})):
        found.append(finding)
        if not as_json:
            report_tables.print_finding(
                finding.subject, finding.state, finding.text, finding.advice
            )
    if as_json:
        sys.stdout.write(in_json(found) + "\n")
    raise typer.Exit(max((finding.exit_code for finding in found), default=exit_codes.DONE))
