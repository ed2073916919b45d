"""Typer as this program uses it: plain help, and wrong calls told as all other errors are.

`explain_usage_error` turns what Typer raises into a `UsageError`: what is wrong, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from summarize.errors import UsageError
from summarize.spelling import suggest_word

TyperUsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""The base of what Typer raises for a wrong call, which it does not export itself."""

# Short forms of other programs are meant, too: "rm" is "remove", "ls" is "list".
_CLOSE = 0.5


class PlainCommand(TyperCommand):
    """A command whose help names its arguments as the documentation does: `SUMMARY SOURCE`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands in the usage line behind the command's name."""
        return ["[OPTIONS]", *map(_name_in_usage, _list_arguments(self.get_params(ctx)))]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments with a help of their own, then the options."""
        params = self.get_params(ctx)
        arguments = [(_name_argument(one), one.help or "") for one in _list_arguments(params)]
        others = [one for one in params if one.param_type_name != "argument"]
        options = [record for one in others if (record := one.get_help_record(ctx))]
        for title, records in (("Arguments", arguments), ("Options", options)):
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


class CommandGroup(TyperGroup):
    """A command with subcommands. Of one that does not exist, it tells which was probably meant."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the subcommand that the arguments begin with. Raises UsageError."""
        if args[0] not in self.commands:
            path, names = ctx.command_path, list(self.commands)
            near = suggest_word(args[0], names, _CLOSE)
            hint = f"Did you mean '{path} {near}'?" if near else f"There are {', '.join(names)}."
            raise UsageError(f"there is no command '{path} {args[0]}'", hint)
        return super().resolve_command(ctx, args)


class App(typer.Typer):
    """A group of commands without Rich's boxes, each a `PlainCommand`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"cls": CommandGroup, "rich_markup_mode": None, **settings})

    def command(self, name: str | None = None, **settings: Any) -> Callable[..., Any]:
        """Return a decorator that adds a command; its arguments are those of Typer."""
        return super().command(name, **{"cls": PlainCommand, **settings})


def explain_usage_error(error: Exception) -> UsageError:
    """Return Typer's error about a wrong call as one of this program.

    `NoSuchOption("--lenght") -> "there is no option --lenght", "Did you mean --length?"`
    """
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else ""
    params = context.command.get_params(context) if context else []
    hint = f"'{path} --help' lists the options." if path else "--help lists the options."
    option = getattr(error, "option_name", None)
    if hasattr(error, "possibilities"):
        names = [name for one in params for name in one.opts if name.startswith("--")]
        near = suggest_word(option or "", names)
        return UsageError(f"there is no option {option}", f"Did you mean {near}?" if near else hint)
    text = error.format_message()  # type: ignore[attr-defined]
    if option:
        needs = "needs a value" if "requires" in text else "takes no value"
        return UsageError(f"{option} {needs}", hint)
    arguments = _list_arguments(params)
    usage = " ".join((path, *map(_name_in_usage, arguments)))
    missing = getattr(error, "param", None)
    if missing in arguments:
        return UsageError(f"{_name_argument(missing)} is missing: {usage}", hint)
    if extra := re.search(r"extra argument\S* \((.*)\)", text):
        return UsageError(f"too much is given: {extra[1]}", f"It is called so: {usage}")
    return UsageError(text[:1].lower() + text[1:].rstrip("."), hint)


def _list_arguments(params: Sequence[Any]) -> list[Any]:
    return [one for one in params if one.param_type_name == "argument"]


def _name_argument(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _name_in_usage(argument: Any) -> str:
    name = _name_argument(argument)
    return name if argument.required else f"[{name}]"
