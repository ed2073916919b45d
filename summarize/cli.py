"""The command line: flags -> settings -> pipeline -> rendering. Nothing is decided here.

The only place that catches SummarizeError and turns it into a message and an
exit code (the table is in the README).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer
from typer.core import TyperGroup

from summarize import __version__
from summarize.errors import SummarizeError

if TYPE_CHECKING:
    from summarize.settings import Settings

EXIT_BUG, EXIT_USAGE, EXIT_GAPS, EXIT_UNSUPPORTED = 1, 2, 5, 6
_DEFAULT = "article"

Params = ParamSpec("Params")
Result = TypeVar("Result")


class _Group(TyperGroup):
    """Lets `summarize article.txt` do without a subcommand word."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--version"}
        completion = args[:1] and args[0].endswith("-completion")
        if args and args[0] not in self.commands and args[0] not in own and not completion:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The options of the default command, then the other commands."""
        article = self.commands[_DEFAULT]
        own = type(ctx)(article, info_name="summarize")
        article.format_help(own, formatter)
        self.format_commands(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text("A file that is called like a command is given as ./models.")


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="Show the installed models.", rich_markup_mode=None)
cache_app = typer.Typer(help="Show or empty the cache of completions.", rich_markup_mode=None)
app.add_typer(models_app, name="models")
app.add_typer(cache_app, name="cache")


def main() -> None:
    """The console script. Never shows a traceback unless SUMMARIZE_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a character gets a "?" for it, not a crash.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not os.environ.get("SUMMARIZE_DEBUG"):
        sys.excepthook = _report_bug
    try:
        app(standalone_mode=True)
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough. What is still in the
        # buffer must not be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _report_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})" if trace else ""
    _say(f"this is a bug in summarize {__version__}: {kind.__name__}: {error}{place}")
    _say("Please report it. SUMMARIZE_DEBUG=1 shows where it happened.")


def _say(message: str) -> None:
    """One line on standard error, without anything that could command the terminal."""
    from summarize.render.safety import one_line

    print(f"summarize: {one_line(message)}", file=sys.stderr)  # noqa: T201


@contextmanager
def _errors() -> Iterator[None]:
    """Turn a SummarizeError into its message and its exit code."""
    try:
        yield
    except SummarizeError as error:
        _tell(error)
        raise typer.Exit(error.exit_code) from error


def _tell(error: SummarizeError) -> None:
    _say(error.message)
    if error.hint:
        _say(error.hint)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summarize {__version__}")
        raise typer.Exit


Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="A file, or - for standard input.", show_default=False),
]
LengthOption = Annotated[
    str | None,
    typer.Option("-l", "--length", help="short, medium, long, words (180), or a share (10%)."),
]
ClaimsOption = Annotated[
    str | None,
    typer.Option("-c", "--claims", metavar="N", help="At most N key claims; 0 for none."),
]
FormatOption = Annotated[
    str | None, typer.Option("-f", "--format", help="rich, markdown, json or text.")
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", help="Write to this file or folder instead."),
]
ModelOption = Annotated[
    str | None,
    typer.Option("-m", "--model", metavar="NAME|PATH", help="An installed model or a GGUF file."),
]
FocusOption = Annotated[
    str | None, typer.Option("--focus", help="What you care about most, in a few words.")
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Language of the summary (en, de, ...)."),
]
QuietOption = Annotated[bool | None, typer.Option("-q", "--quiet", help="No progress, no remarks.")]
VerboseOption = Annotated[
    bool | None, typer.Option("-v", "--verbose", help="Also what was dropped, and why.")
]
StatsOption = Annotated[bool | None, typer.Option("--stats", help="Say what it cost.")]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Compute everything anew and keep nothing.")
]
SeedOption = Annotated[
    str | None, typer.Option("--seed", metavar="N", help="Another seed, another set of drafts.")
]
ThreadsOption = Annotated[
    str | None, typer.Option("--threads", metavar="N", help="Processor threads to compute with.")
]
ContextOption = Annotated[
    str | None, typer.Option("--ctx", metavar="N", help="The model's window, in tokens.")
]


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(EXIT_USAGE)


@app.command(_DEFAULT, hidden=True)
def article(
    sources: Sources,
    length: LengthOption = None,
    claims: ClaimsOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    model: ModelOption = None,
    focus: FocusOption = None,
    language: LanguageOption = None,
    quiet: QuietOption = None,
    verbose: VerboseOption = None,
    stats: StatsOption = None,
    no_cache: NoCacheOption = False,
    seed: SeedOption = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
) -> None:
    """Summarise articles with a model on this computer, every sentence checked."""
    flags = {
        "length": length, "claims": claims, "format": format, "model": model, "focus": focus,
        "language": language, "quiet": quiet, "verbose": verbose, "stats": stats,
        "cache": False if no_cache else None, "seed": seed, "threads": threads, "ctx": ctx,
    }  # fmt: skip
    with _errors():
        settings = _settings(flags)
        from summarize.batch import summarize_all

        raise typer.Exit(summarize_all(sources, output, settings, _tell))


@app.command()
def verify(
    summary: Annotated[str, typer.Argument(help="The summary: a text or Markdown file, or -.")],
    source: Annotated[str, typer.Argument(help="What it is a summary of.")],
    format: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = None,
) -> None:
    """Check anybody's summary against its source."""
    with _errors():
        settings = _settings({"format": format, "quiet": quiet})
        from summarize.batch import verify_one

        raise typer.Exit(verify_one(summary, source, output, settings))


@app.command()
def text(source: Annotated[str, typer.Argument(help="A file, or -.")]) -> None:
    """Print the article as it was read: what the model will see."""
    with _errors():
        from summarize.render.safety import clean
        from summarize.sources import read
        from summarize.sources.outline import readable

        typer.echo(clean(readable(read(source))))


@app.command()
def doctor() -> None:
    """Say what this machine and installation can do, and what is wrong."""
    from summarize.doctor import examine
    from summarize.render import report

    code = 0
    with _errors():
        for finding in examine(_settings({})):
            report.line(finding.subject, finding.state, finding.text, finding.advice)
            code = max(code, finding.exit_code)
    raise typer.Exit(code)


@models_app.command("list")
def models_list() -> None:
    """List the installed models, with what their files say of them."""
    from summarize.models import installed
    from summarize.render import report

    report.table(
        ("name", "parameters", "weights", "context", "kind", "file"),
        [model.row for model in installed()],
    )


@models_app.command("path")
def models_path(
    name: Annotated[str | None, typer.Argument(help="Default: the model that is used.")] = None,
) -> None:
    """Print where a model's file lies."""
    from summarize.models import locate

    with _errors():
        typer.echo(str(locate(name or _settings({}).model)))


@cache_app.command("info")
def cache_info() -> None:
    """Where the cache lies, and how much it holds."""
    from summarize.cache import Cache, default_path

    cache = Cache(default_path())
    info = cache.info()
    typer.echo(f"{info.path}: {info.entries} completions, {info.bytes / 1e6:.1f} MB")


@cache_app.command("clear")
def cache_clear() -> None:
    """Forget everything that was computed."""
    from summarize.cache import Cache, default_path

    typer.echo(f"{Cache(default_path()).clear()} completions removed")


def _settings(flags: dict[str, Any]) -> Settings:
    from summarize.settings import resolve

    return resolve(flags, os.environ).settings
