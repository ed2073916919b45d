"""`summarize doctor`: check this computer, the installation and the model."""

from __future__ import annotations

import sys

import typer

from summarize.cli import ExitCode
from summarize.cli.options import JsonOption, ModelOption, ServerOption, resolve_flags


def doctor(
    model: ModelOption = None, server: ServerOption = None, as_json: JsonOption = False
) -> None:
    """Check this computer, the installation and the model."""
    from summarize.cli.doctor import format_findings_json, run_checks
    from summarize.render.report_tables import print_finding

    findings = []
    for finding in run_checks(resolve_flags({"model": model, "server": server})):
        findings.append(finding)
        if not as_json:
            print_finding(finding.subject, finding.state, finding.text, finding.advice)
    if as_json:
        sys.stdout.write(format_findings_json(findings) + "\n")
    raise typer.Exit(max((finding.exit_code for finding in findings), default=ExitCode.DONE))
