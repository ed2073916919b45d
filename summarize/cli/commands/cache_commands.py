"""`summarize cache`: show or clear completions and requantized weights of earlier runs."""

from __future__ import annotations

import sys

import typer

from summarize.cli.streams import print_message
from summarize.cli.typer_app import App

app = App()


@app.callback(invoke_without_command=True)
def cache(ctx: typer.Context) -> None:
    """Show or clear the cache."""
    if ctx.invoked_subcommand is None:
        cache_info()


@app.command("info")
def cache_info() -> None:
    """Print path and size of the cache."""
    from summarize.cli.options import resolve_flags
    from summarize.inference.cache_space import measure_cache
    from summarize.inference.llama_cpp import requantized
    from summarize.render.phrases import format_count
    from summarize.render.sanitize import sanitize_line
    from summarize.storage.cache import Cache, default_cache_path

    limit = resolve_flags({}).cache_size
    cache = Cache(default_cache_path())
    space = measure_cache(cache)
    path = sanitize_line(str(cache.path))
    answers = format_count(space.entries, "answer")
    sys.stdout.write(f"{path}: {answers}, {space.text_bytes / 1e6:.1f} MB\n")
    path = sanitize_line(str(requantized.default_folder()))
    weights = f"weights of {format_count(space.copies, 'model')}, {space.copy_bytes / 1e6:.1f} MB"
    sys.stdout.write(f"{path}: {weights}\n")
    together = f"{space.bytes / 1e6:.1f} MB of at most {limit.text} (cache_size)"
    sys.stdout.write(f"together: {together}\n")
    if cache.warning:
        print_message(cache.warning)


@app.command("clear")
def cache_clear() -> None:
    """Delete all kept answers of models, and weights that were made faster to read."""
    from summarize.inference.llama_cpp import requantized
    from summarize.render.phrases import format_count
    from summarize.storage.cache import Cache, default_cache_path

    answers = format_count(Cache(default_cache_path()).clear(), "answer")
    copies = format_count(requantized.remove_copies(requantized.default_folder()), "model")
    sys.stdout.write(f"removed: {answers}, weights of {copies}\n")
