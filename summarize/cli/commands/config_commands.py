"""`summarize config`: print or change settings; where each comes from, and the file."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer import Argument

from summarize.cli.options import JsonOption, complete_setting_names, complete_setting_values
from summarize.cli.streams import print_message, write_json
from summarize.cli.typer_app import App

app = App()

_Key = Annotated[
    str,
    Argument(metavar="KEY", help="Name of a setting.", autocompletion=complete_setting_names),
]


@app.callback(invoke_without_command=True)
def config(ctx: typer.Context) -> None:
    """Show or change the settings."""
    if ctx.invoked_subcommand is None:
        config_show()


@app.command("show")
def config_show(as_json: JsonOption = False) -> None:
    """Print every setting in force and the origin of its value."""
    from summarize.render.json_format import dump_json
    from summarize.render.report_tables import print_table
    from summarize.settings import config_file, resolve_settings
    from summarize.settings.config_editor import SETTING_NAMES, to_plain_value

    resolved = resolve_settings({}, os.environ)
    values = {name: to_plain_value(getattr(resolved.settings, name)) for name in SETTING_NAMES}
    if as_json:
        origins = resolved.origins
        settings = {n: {"value": value, "origin": origins[n]} for n, value in values.items()}
        data = {"file": str(config_file()), "settings": settings}
        write_json(dump_json(data))
        return
    # All others get a value automatically.
    unset = dict.fromkeys(("exclude", "focus", "server"), "(none)")
    rows = [
        (name, _format_value(value) or unset.get(name, "(automatic)"), resolved.origins[name])
        for name, value in values.items()
    ]
    print_table(("setting", "value", "origin"), rows)


def _format_value(value: object) -> str:
    """Return a value as it would be written in the file, "" for None."""
    text = "" if value is None else str(value)
    return text.lower() if isinstance(value, bool) else text


@app.command("get")
def config_get(key: _Key) -> None:
    """Print the value of a setting in force.

    An empty line if it has none, or one that is chosen automatically.
    """
    from summarize.render.sanitize import sanitize_line
    from summarize.settings import resolve_settings
    from summarize.settings.config_editor import parse_setting_name, to_plain_value

    name = parse_setting_name(key)
    value = to_plain_value(getattr(resolve_settings({}, os.environ).settings, name))
    sys.stdout.write(sanitize_line(_format_value(value)) + "\n")


@app.command("set")
def config_set(
    key: _Key,
    value: Annotated[
        str,
        Argument(metavar="VALUE", help="Its value.", autocompletion=complete_setting_values),
    ],
) -> None:
    """Write a setting into the configuration file.

    Comments and order of the file are kept.
    """
    from summarize.models.registry import inspect_models
    from summarize.settings.config_editor import (
        find_overriding_variable,
        parse_setting_name,
        set_value,
    )

    name = parse_setting_name(key)
    path = set_value(name, value)
    if variable := find_overriding_variable(name):
        print_message(f"{path}: {name} is set, but {variable} in the environment goes before it")
    if name != "model":
        return
    # A model may be set before it is installed.
    names = {name.lower() for one in inspect_models() for name in (one.name, one.path.name)}
    if value.lower() not in names and not os.path.exists(os.path.expanduser(value)):
        listed = "'summarize models list' shows those that are"
        print_message(f"no model {value!r} is installed yet: {listed}")


@app.command("unset")
def config_unset(key: _Key) -> None:
    """Remove a setting from the configuration file."""
    from summarize.settings import config_file
    from summarize.settings.config_editor import unset_value

    if not unset_value(key):
        print_message(f"{config_file()} does not set {key}")


@app.command("path")
def config_path() -> None:
    """Print the path of the configuration file, whether it exists or not."""
    from summarize.settings import config_file

    sys.stdout.write(f"{config_file()}\n")
