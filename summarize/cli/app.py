"""The command line: puts the commands together, and turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

import typer

from summarize.cli import ExitCode, interrupts, options, streams
from summarize.cli.commands import cache_commands, config_commands, main_commands, models_commands
from summarize.cli.typer_app import (
    App,
    CommandGroup,
    PlainCommand,
    TyperUsageError,
    explain_usage_error,
)
from summarize.errors import SummarizeError, UsageError
from summarize.spelling import suggest_word


class _MainGroup(CommandGroup):
    """Lets `summarize article.txt` do without a subcommand word.

    Arguments that do not begin with the name of a command are the default command's. That
    one has no name, so that no file can be called like it.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        completion = ("--install-completion", "--show-completion")
        if args and (args[0] in self.commands or args[0] in completion):
            return super().make_context(info_name, args, parent, **extra)
        if args:
            _refuse_mistyped_command(args[0], self.commands)
        elif streams.is_input_piped():
            args = ["-"]
        return typer.main.get_command(_default).make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


class _DefaultCommand(PlainCommand):
    """The default command, whose help is the program's."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the arguments of the usage line."""
        return ["[OPTIONS]", "SOURCE..."]

    def other_commands(self) -> list[str]:
        """Return the names of the commands that may be given in the place of a source."""
        return list(_build_group().commands)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options by group, each in the order in which it is declared."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                group = getattr(param, "rich_help_panel", None) or options.PROGRAM
                groups.setdefault(group, []).append(record)
        # The last one declared is that of the program, with --help in it.
        groups.setdefault(options.PROGRAM, []).append(_COMPLETION_HELP)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the options of the default command, then the other commands."""
        super().format_help(ctx, formatter)
        commands = _build_group().commands
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(_ONE_LINE)) for name, one in commands.items()]
            )
        formatter.write_paragraph()
        formatter.write_text(_CLOSING)


_COMPLETION_HELP = ("--install-completion", "Have your shell complete all of this after Tab.")
_SURELY_MEANT = 0.7  # what is no command may be the name of a file that is not there
_ONE_LINE = 100  # characters: no command is told in more
_CLOSING = (
    "Most options can be set for good: see 'summarize config'. "
    "Write ./models for a file that is named like a command."
)
_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
app = App(cls=_MainGroup, context_settings=_CONTEXT)
app.command()(main_commands.verify)
app.command("text")(main_commands.print_text)
app.add_typer(models_commands.app, name="models")
app.command()(main_commands.doctor)
app.command()(main_commands.bench)
app.add_typer(cache_commands.app, name="cache")
app.add_typer(config_commands.app, name="config")
_default = App(add_completion=False)
_default.command(cls=_DefaultCommand, context_settings=_CONTEXT, no_args_is_help=True)(
    main_commands.summarize_documents
)


@app.callback()
def _root() -> None:
    """Summarise articles with a local language model and check every sentence."""


def _build_group() -> Any:
    return typer.main.get_command(app)


def _refuse_mistyped_command(word: str, commands: Mapping[str, Any]) -> None:
    """Raise UsageError for a word that is no file, but nearly a command: `"verfy"`, `"pull"`."""
    if not word.isalpha() or os.path.exists(word):
        return
    meant = {
        sub: f"{name} {sub}"
        for name, one in commands.items()
        for sub in getattr(one, "commands", ())
    }
    meant |= {"help": "--help", "version": "--version"} | {name: name for name in commands}
    if near := suggest_word(word, meant, _SURELY_MEANT):
        hint = f"Did you mean 'summarize {meant[near]}'?"
        raise UsageError(f"{word} is neither a file nor a command", hint)


def main() -> None:
    """Run the command line. Never shows a traceback unless SUMMARIZE_DEBUG is set."""
    streams.prepare_streams()
    if not os.environ.get("SUMMARIZE_DEBUG"):
        sys.excepthook = streams.report_bug
    interrupts.install()
    try:
        try:
            _run_command()
        finally:
            interrupts.stop_raising()
    except BaseException:
        # Whatever became of it on its way: the signal is the reason.
        if not (code := interrupts.find_exit_code()):
            raise
        interrupts.report()
        sys.exit(code)
    finally:
        interrupts.uninstall()


def _run_command() -> None:
    """Run a command; it ends with SystemExit.

    The only place that catches SummarizeError and turns it into a message and an exit code.
    """
    try:
        try:
            code = _build_group()(prog_name="summarize", standalone_mode=False)
        except TyperUsageError as error:
            if not sys.argv[1:]:
                error.show()  # type: ignore[attr-defined]  # the help, as nothing was asked for
                sys.exit(UsageError.exit_code)
            raise explain_usage_error(error) from error
        finally:
            sys.stdout.flush()
        sys.exit(code)
    except SummarizeError as error:
        streams.print_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
