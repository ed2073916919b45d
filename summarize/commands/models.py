"""`summarize models`: which models there are, and where they lie."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from summarize.commands import settings_of

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def models(ctx: typer.Context) -> None:
    """Show the installed models."""
    if ctx.invoked_subcommand is None:
        models_list()


@app.command("list")
def models_list() -> None:
    """List the installed models, with what their files say of them."""
    from summarize.models import installed
    from summarize.render import report

    report.table(
        ("name", "parameters", "weights", "context", "kind", "licence", "file"),
        [model.row for model in installed()],
    )


@app.command("path")
def models_path(
    name: Annotated[str | None, typer.Argument(help="Default: the model that is used.")] = None,
) -> None:
    """Print where a model's file lies."""
    from summarize.models import locate

    sys.stdout.write(f"{locate(name or settings_of({}).model)}\n")
