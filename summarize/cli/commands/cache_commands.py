"""`summarize cache`: show or clear completions and requantized weights of earlier runs."""

from __future__ import annotations

import sys

import typer

from summarize.cli.streams import print_message

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def cache(ctx: typer.Context) -> None:
    """Show or clear the cache."""
    if ctx.invoked_subcommand is None:
        cache_info()


@app.command("info")
def cache_info() -> None:
    """Print path and size of the cache."""
    from summarize.inference.llama_cpp import requantized
    from summarize.render.sanitize import sanitize_line
    from summarize.storage.cache import Cache, default_cache_path

    cache = Cache(default_cache_path())
    info = cache.info()
    path = sanitize_line(str(info.path))
    sys.stdout.write(f"{path}: {info.entries} completions, {info.bytes / 1e6:.1f} MB\n")
    folder = requantized.default_folder()
    sizes = requantized.measure_copies(folder)
    path = sanitize_line(str(folder))
    sys.stdout.write(f"{path}: weights of {len(sizes)} models, {sum(sizes) / 1e6:.1f} MB\n")
    if cache.warning:
        print_message(cache.warning)


@app.command("clear")
def cache_clear() -> None:
    """Delete all cached completions and requantized weights."""
    from summarize.inference.llama_cpp import requantized
    from summarize.storage.cache import Cache, default_cache_path

    sys.stdout.write(f"{Cache(default_cache_path()).clear()} completions removed\n")
    removed = requantized.remove_copies(requantized.default_folder())
    sys.stdout.write(f"weights of {removed} models removed\n")
