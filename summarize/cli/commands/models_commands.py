"""`summarize models`: list, download, add, remove and choose models."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from summarize.cli import ExitCode, options
from summarize.cli.interrupts import advise
from summarize.cli.options import JsonOption, QuietOption, resolve_flags
from summarize.cli.streams import print_message, show_download, write_json
from summarize.cli.typer_app import App
from summarize.errors import ModelError, UsageError

if TYPE_CHECKING:
    from summarize.models.catalogue import CatalogueEntry
    from summarize.models.registry import InstalledModel

app = App()

_HELP = "Its name in 'summarize models list'."
_OwnName = Annotated[
    str, Argument(metavar="NAME", autocompletion=options.complete_own_models, help=_HELP)
]
_WriterName = Annotated[
    str, Argument(metavar="NAME", autocompletion=options.complete_models, help=_HELP)
]
_KnownName = Annotated[
    str | None,
    Argument(
        metavar="NAME",
        autocompletion=options.complete_known_models,
        help="Its name or file; default: the default model.",
    ),
]
_InstalledName = Annotated[
    str | None,
    Argument(
        metavar="NAME",
        autocompletion=options.complete_any_model,
        help="Its name or file; default: the default model.",
    ),
]


@app.callback(invoke_without_command=True)
def models(ctx: typer.Context) -> None:
    """List, download, add, remove and choose models."""
    if ctx.invoked_subcommand is None:
        models_list()


@app.command("list")
def models_list(as_json: JsonOption = False) -> None:
    """List installed models and the catalogue.

    Installed are also the models of Ollama, LM Studio and the cache of the Hugging Face Hub.
    """
    from summarize.cli.model_table import format_models_json, list_models, print_models
    from summarize.models.manifest import find_manifest_error

    rows = list_models(resolve_flags({}).model)
    if as_json:
        write_json(format_models_json(rows))
    else:
        print_models(rows)
    if wrong := find_manifest_error():
        print_message(wrong)


@app.command("info")
def models_info(name: _KnownName = None, as_json: JsonOption = False) -> None:
    """Print all that is known of a model."""
    from summarize.cli.model_table import describe_model, format_models_json, print_model

    default = resolve_flags({}).model
    model = describe_model(name or default, default)
    if as_json:
        write_json(format_models_json([model]))
    else:
        print_model(model)


@app.command("path")
def models_path(name: _InstalledName = None, as_json: JsonOption = False) -> None:
    """Print the path of a model's file."""
    from summarize.models.registry import locate_model

    wanted = name or resolve_flags({}).model
    path = str(locate_model(wanted))
    answer = json.dumps({"name": wanted, "path": path}) if as_json else path
    sys.stdout.write(f"{answer}\n")  # exact, for $(...)


@app.command("add")
def models_add(
    path: Annotated[Path, Argument(metavar="PATH", help="A GGUF file.")],
    name: Annotated[str, Option("--name", help="Its name; default: the file's.")] = "",
    copy: Annotated[bool, Option("--copy", help="Copy the file into the models folder.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add a GGUF file under a name, for --model NAME.

    The file stays where it is, unless --copy is given.
    """
    from summarize.models.add import add_model

    model = add_model(path, name, copy)
    _print_model_path(model, as_json)
    _announce_exam(model.path)


@app.command("remove")
def models_remove(name: _OwnName, as_json: JsonOption = False) -> None:
    """Remove a model that was added or downloaded.

    Your own files and those of other programs are never deleted.
    """
    from summarize.models.add import remove_model
    from summarize.models.registry import find_model

    default = resolve_flags({}).model
    model, chosen = find_model(name), find_model(default)
    _print_answer(remove_model(name), {"removed": name}, as_json)
    if model and chosen and model.name == chosen.name:
        print_message("It was the default. Choose another with: summarize models default NAME")


@app.command("default")
def models_default(name: _WriterName, as_json: JsonOption = False) -> None:
    """Set the default model, which is used without --model."""
    from summarize.cli.model_table import describe_model
    from summarize.models.registry import judge_error
    from summarize.settings.config_editor import find_overriding_variable, set_value

    model = describe_model(name)
    if model.kind == "judge":
        raise judge_error(model.name)
    if not model.path:
        raise ModelError(
            f"{model.name} is not here yet", f"First: summarize models pull {model.name}"
        )
    if model.error:
        raise ModelError(model.error, "Choose another: 'summarize models list' shows them.")
    chosen = model.name if model.is_named else model.path
    file = str(set_value("model", chosen))
    if by := find_overriding_variable("model"):
        print_message(f"{by} in the environment goes before it")
    _print_answer(f"{chosen} is the default now: {file}", {"name": chosen, "file": file}, as_json)
    _announce_exam(Path(model.path))


@app.command("pull")
def models_pull(
    name: Annotated[
        str | None,
        Argument(
            metavar="NAME|REPO[:FILE]",
            autocompletion=options.complete_downloads,
            help="A name in 'summarize models list', or a repository of the Hugging Face Hub.",
        ),
    ] = None,
    yes: Annotated[
        bool, Option("-y", "--yes", help="Download the recommended model without asking.")
    ] = False,
    quiet: QuietOption = None,
    as_json: JsonOption = False,
) -> None:
    """Download a model; without a name, the best for this computer.

    It is downloaded from the Hugging Face Hub into its cache. An interrupted download is resumed.
    The file is verified by its SHA-256.
    """
    from summarize.models.pull import pull_model

    wanted = name or _ask_for_recommended(yes).name
    received = 0

    def explain_interruption() -> str:
        return "the next download of it goes on from here" if received and not quiet else ""

    with (
        advise(explain_interruption),
        show_download(wanted, quiet=bool(quiet)) as show_bytes,
    ):

        def note_bytes(done: int, total: int) -> None:
            nonlocal received
            received = done
            show_bytes(done, total)

        model = pull_model(wanted, note_bytes)
    _print_model_path(model, as_json)
    _announce_exam(model.path, quiet=bool(quiet))
    if sys.stderr.isatty() and not quiet:
        print_message(_explain_use(model))


def _explain_use(model: InstalledModel) -> str:
    """Return how a model that is here now is used."""
    from summarize.models.gguf import read_header

    name = model.name
    if read_header(model.path).is_judge:
        return f"It checks statements: summarize verify --judge {name}"
    return f"Use it with --model {name}, or always: summarize models default {name}"


def _ask_for_recommended(yes: bool) -> CatalogueEntry:
    """Return the model recommended for this computer, once the user has agreed to download it.

    Prints the reasons on standard error.
    """
    from summarize.cli.recommendation import inspect_machine, recommend_model

    entry, reasons = recommend_model(inspect_machine())
    print_message(reasons)
    if entry is None:
        hint = "The packaged model needs least; close other programs, or make room on the disk."
        raise ModelError("no model of the catalogue fits", hint)
    print_message(
        f"recommended: {entry.name} ({entry.size / 1e9:.1f} GB, {entry.licence}): {entry.why}"
    )
    if yes:
        return entry
    if not sys.stdin.isatty():
        raise UsageError("which model?", f"Take it with: summarize models pull {entry.name}")
    try:
        agreed = typer.confirm(f"Download {entry.name}?", default=True, err=True)
    except typer.Abort:
        sys.stderr.write("\n")  # the cursor stands behind the question
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if not agreed:
        print_message("'summarize models list' shows the others.")
        raise typer.Exit(ExitCode.DONE)
    return entry


def _announce_exam(path: Path, *, quiet: bool = False) -> None:
    from summarize.cli.exam_run import announce_exam

    announce_exam(path, resolve_flags({}), quiet=quiet)


def _print_model_path(model: InstalledModel, as_json: bool) -> None:
    path = str(model.path)
    _print_answer(f"{model.name}: {path}", {"name": model.name, "path": path}, as_json)


def _print_answer(text: str, data: dict[str, str], as_json: bool) -> None:
    from summarize.render.sanitize import sanitize_line

    sys.stdout.write((json.dumps(data) if as_json else sanitize_line(text)) + "\n")
