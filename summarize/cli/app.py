"""The command line: flags -> settings -> pipeline -> rendering. Nothing is decided here.

The only place that catches SummarizeError and turns it into a message and an
exit code (the table is in the README).
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from summarize.cli import exit_codes
from summarize.cli.commands import (
    cache_commands,
    config_commands,
    models_commands,
    resolve_settings,
)
from summarize.cli.commands.doctor_command import doctor
from summarize.cli.options import (
    ClaimsOption,
    ContextOption,
    FailOnOption,
    FocusOption,
    FormatOption,
    GpuLayersOption,
    LanguageOption,
    LengthOption,
    ModelOption,
    NoCacheOption,
    OutputOption,
    QuietOption,
    SeedOption,
    ServerOption,
    Sources,
    StatsOption,
    ThreadsOption,
    UncheckedOption,
    VerboseOption,
    VersionOption,
)
from summarize.errors import SummarizeError, UsageError

_COMPLETION = ("--install-completion", "--show-completion")


class _Group(TyperGroup):
    """Lets `summarize article.txt` do without a subcommand word.

    What does not begin with the name of a command is the default command's. That
    one has no name, so that no file can be called like it.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        if args and (args[0] in self.commands or args[0] in _COMPLETION):
            return super().make_context(info_name, args, parent, **extra)
        return _article_command().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


class _Article(TyperCommand):
    """The default command, whose help is the program's."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands in the usage line."""
        return ["[OPTIONS]", "SOURCE..."]

    def other_commands(self) -> list[str]:
        """The names of the commands that may stand in the place of a source."""
        return list(_group().commands)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The options of the default command, then the other commands."""
        super().format_help(ctx, formatter)
        group = _group()
        group.format_commands(type(ctx)(group), formatter)
        formatter.write_paragraph()
        formatter.write_text("A file that is called like a command is given as ./models.")


_CONTEXT = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(cls=_Group, rich_markup_mode=None, context_settings=_CONTEXT)
_default = typer.Typer(rich_markup_mode=None, add_completion=False)
app.command()(doctor)
app.add_typer(models_commands.app, name="models")
app.add_typer(cache_commands.app, name="cache")
app.add_typer(config_commands.app, name="config")


@app.callback()
def _root() -> None:
    """Summarise articles with a model on this computer, every sentence checked."""


def _group() -> Any:
    return typer.main.get_command(app)


def _article_command() -> Any:
    return typer.main.get_command(_default)


def main() -> None:
    """The console script. Never shows a traceback unless SUMMARIZE_DEBUG is set."""
    from summarize.cli import streams

    streams.prepare_streams()
    if not os.environ.get("SUMMARIZE_DEBUG"):
        sys.excepthook = streams.report_bug
    try:
        try:
            _group()(prog_name="summarize")  # ends with SystemExit
        finally:
            sys.stdout.flush()
    except SummarizeError as error:
        streams.print_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(exit_codes.INTERRUPTED)


@_default.command(cls=_Article, context_settings=_CONTEXT, no_args_is_help=True)
def article(  # noqa: PLR0913 - one for each flag
    sources: Sources,
    length: LengthOption = None,
    claims: ClaimsOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    model: ModelOption = None,
    server: ServerOption = None,
    focus: FocusOption = None,
    language: LanguageOption = None,
    quiet: QuietOption = None,
    verbose: VerboseOption = None,
    stats: StatsOption = None,
    no_cache: NoCacheOption = False,
    seed: SeedOption = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
    gpu_layers: GpuLayersOption = None,
    unchecked: UncheckedOption = False,
    version: VersionOption = False,
) -> None:
    """Summarise articles with a model on this computer, every sentence checked.

    SOURCE is a file (text, Markdown, HTML, PDF, EPUB, DOCX, ODT, RTF, ...), a web address, or - for
    standard input.
    """
    flags = {
        "length": length, "claims": claims, "format": format, "model": model, "server": server,
        "focus": focus, "language": language, "quiet": quiet, "verbose": verbose, "stats": stats,
        "cache": False if no_cache else None, "seed": seed, "threads": threads, "ctx": ctx,
        "gpu_layers": gpu_layers, "unchecked": unchecked,
    }  # fmt: skip
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other", "Give one of them.")
    settings = resolve_settings(flags)
    from summarize.cli.commands.summarize_command import summarize_all

    raise typer.Exit(summarize_all(sources, output, settings))


@app.command()
def verify(  # noqa: PLR0913 - one for each argument
    summary: Annotated[str, typer.Argument(help="The summary: a text or Markdown file, or -.")],
    source: Annotated[str, typer.Argument(help="What it is a summary of: a file, address, or -.")],
    format: FormatOption = None,
    output: OutputOption = None,
    fail_on: FailOnOption = exit_codes.FailOn.UNSUPPORTED,
    quiet: QuietOption = None,
) -> None:
    """Check anybody's summary against its source, statement by statement. Needs no model.

    For each statement: whether the source carries it, what speaks against it with the wrong words
    marked, and the sentences that it was held against. Headings, tables and footnotes are not
    checked.
    """
    settings = resolve_settings({"format": format, "quiet": quiet})
    from summarize.cli.commands.summarize_command import verify_summary

    raise typer.Exit(verify_summary(summary, source, output, settings, fail_on))


@app.command()
def text(
    source: Annotated[str, typer.Argument(help="A file, a web address, or -.")],
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Also how it was read.")] = False,
) -> None:
    """Print the article as it was read: what the model will see."""
    from summarize.cli.commands.text_command import print_text

    print_text(source, verbose)


@app.command()
def bench(  # noqa: PLR0913 - one for each flag
    source: Annotated[
        str | None, typer.Argument(help="What to summarise meanwhile; default: an article of ours.")
    ] = None,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
    gpu_layers: GpuLayersOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
) -> None:
    """Time the model on this machine, and say how much of its speed a summary gets."""
    from summarize.cli.commands.bench_command import run_bench

    flags = {"model": model, "threads": threads, "ctx": ctx, "gpu_layers": gpu_layers}
    run_bench(source, resolve_settings(flags), as_json)
