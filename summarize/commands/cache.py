"""`summarize cache`: what is kept of earlier runs."""

from __future__ import annotations

import sys

import typer

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def cache(ctx: typer.Context) -> None:
    """Show or empty the cache of completions and of weights."""
    if ctx.invoked_subcommand is None:
        cache_info()


@app.command("info")
def cache_info() -> None:
    """Where the cache lies, and how much it holds: completions, and weights made faster."""
    from summarize import weights
    from summarize.cache import Cache, default_path
    from summarize.render.safety import one_line
    from summarize.streams import say

    kept = Cache(default_path())
    info = kept.info()
    path = one_line(str(info.path))
    sys.stdout.write(f"{path}: {info.entries} completions, {info.bytes / 1e6:.1f} MB\n")
    made, folder = weights.kept(weights.default_folder()), one_line(str(weights.default_folder()))
    sys.stdout.write(f"{folder}: weights of {made.files} models, {made.bytes / 1e6:.1f} MB\n")
    if kept.trouble:
        say(kept.trouble)


@app.command("clear")
def cache_clear() -> None:
    """Forget everything that was computed."""
    from summarize import weights
    from summarize.cache import Cache, default_path

    sys.stdout.write(f"{Cache(default_path()).clear()} completions removed\n")
    removed = weights.clear(weights.default_folder())
    sys.stdout.write(f"weights of {removed} models removed\n")
