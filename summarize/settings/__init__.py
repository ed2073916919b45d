"""Settings: all that the user can choose, every default, and the parsers of values.

A setting comes from a flag, else from the environment (`SUMMARIZE_LENGTH`), else
from the configuration file, else from the defaults in `Settings`. All three are
read by the same parsers, so that a value means the same wherever it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from summarize.errors import SettingsError
from summarize.settings.length import LENGTHS_ALLOWED, SETTINGS_HINT, Length, format_value
from summarize.settings.server_address import normalize_server_address

BYTE_ORDER_MARK = "\ufeff"
DEFAULT_MODEL = "smollm2-135m"
FORMATS = ("rich", "markdown", "json", "text")

_MAX_CLAIMS = 50
# llama.cpp takes the next number, the largest of 32 bits, to mean "choose a seed at random".
_MAX_SEED = 2**32 - 2
# The bounds beyond which llama.cpp fails rather than complains.
_MAX_THREADS, _MAX_LAYERS = 512, 9999
_MIN_CONTEXT, _MAX_CONTEXT = 512, 2**24

_SWITCH = {"1": True, "true": True, "yes": True, "on": True}
_SWITCH |= {"0": False, "false": False, "no": False, "off": False}

_VARIABLE_PREFIX = "SUMMARIZE_"


_DEFAULT_LENGTH = Length.parse("medium")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user can choose; the values here are the defaults.

    `claims` None goes by the length (0 to 50), `format` None by where the output
    goes, `language` None by the article (else a code of two or three letters),
    `threads`, `ctx` (tokens, at least 512) and `gpu_layers` None by machine and model.
    `model` is an installed model's name or a path; with a `server`, whose address it is, one of
    that server's models, "" for the only one. `unchecked`, for comparison, prints
    statements that do not hold up, too; it is a flag and nothing else, so that nobody
    turns it on by accident.
    """

    length: Length = _DEFAULT_LENGTH
    claims: int | None = None
    format: str | None = None
    model: str = DEFAULT_MODEL
    server: str | None = None
    focus: str | None = None
    language: str | None = None
    seed: int = 0
    threads: int | None = None
    ctx: int | None = None
    gpu_layers: int | None = None
    cache: bool = True
    quiet: bool = False
    verbose: bool = False
    stats: bool = False
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedSettings:
    """The settings in force, and where each one came from.

    An origin is "flag", "environment SUMMARIZE_LENGTH", the configuration
    file's name ("config.toml"), or "default".
    """

    settings: Settings
    origins: Mapping[str, str]


def resolve_settings(
    flags: Mapping[str, object], env: Mapping[str, str], file: Path | None = None
) -> ResolvedSettings:
    """Resolve every setting: flags before environment before file before default.

    A flag that is None, an empty variable and a missing file count as not
    given; variables that name no setting are ignored. `file` is the
    configuration file, by default `config_file()`. Raises SettingsError, which
    names the origin, for an impossible value in any of the three, for an unknown
    flag or key, and for a file that can't be read.
    """
    values: dict[str, Any] = {}
    origins = {field.name: "default" for field in fields(Settings)}
    path = config_file() if file is None else file
    for source in (_from_file(path), _from_environment(env), _from_flags(flags)):
        for name, value, origin in source:
            values[name] = value
            origins[name] = origin
    if values.get("server"):
        values.setdefault("model", "")  # our default is no model of a server
    return ResolvedSettings(Settings(**values), MappingProxyType(origins))


def config_file() -> Path:
    """Return where the configuration file lies on this platform, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_config_dir("summarize")) / "config.toml"


_SettingValues = Iterator[tuple[str, Any, str]]  # setting, parsed value, origin


def _from_flags(flags: Mapping[str, object]) -> _SettingValues:
    for name, raw in flags.items():
        if raw is not None:
            yield name, parse_setting(name, raw, f"--{name.replace('_', '-')}"), "flag"


def _from_environment(env: Mapping[str, str]) -> _SettingValues:
    for name in (name for name in _PARSERS if name not in FLAGS_ONLY):
        variable = _VARIABLE_PREFIX + name.upper()
        raw = env.get(variable, "")
        if raw:
            yield name, parse_setting(name, raw, variable), f"environment {variable}"


def _from_file(path: Path) -> _SettingValues:
    for key, raw in _read_toml(path).items():
        name = key.replace("-", "_")
        if name in FLAGS_ONLY:
            raise SettingsError(f"{path}: {key}: it can only be a flag", "Take it out.")
        yield name, parse_setting(name, raw, f"{path}: {key}"), path.name


def _read_toml(path: Path) -> dict[str, object]:
    import tomllib

    try:
        # Line ends as an editor of any system writes them; a byte-order mark is no TOML.
        text = read_config_text(path).removeprefix(BYTE_ORDER_MARK)
        return tomllib.loads(re.sub(r"\r\n?", "\n", text))
    except (ValueError, RecursionError) as error:
        hint = 'Write one setting a line, such as: length = "short"'
        raise SettingsError(f"{path} is not valid TOML: {error}", hint) from error


def read_config_text(path: Path) -> str:
    """Return the text of the configuration file as it is, "" if there is none.

    Raises SettingsError if it can't be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text", "Save it as UTF-8.") from error


def parse_setting(name: str, raw: object, where: str) -> object:
    """Parse the value of the setting `name`; `where` it was found begins the error message."""
    if name not in _PARSERS:
        raise SettingsError(f"{where}: there is no such setting", _suggest_setting(name))
    try:
        return _PARSERS[name](raw)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error.message}", error.hint) from None


def _suggest_setting(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), _PARSERS, n=1)
    return f"Did you mean {close[0]}?" if close else f"The settings are {', '.join(_PARSERS)}."


def _invalid_value_error(allowed: str, raw: object) -> SettingsError:
    return SettingsError(f"{allowed}, not {format_value(raw)}", SETTINGS_HINT)


def _parse_length(raw: object) -> Length:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise _invalid_value_error(f"a length {LENGTHS_ALLOWED}", raw)
    return Length.parse(str(raw))


def _integer_parser(low: int, high: int) -> Callable[[object], int]:
    def parse(raw: object) -> int:
        number = raw
        if isinstance(raw, str) and re.fullmatch(r"\s*[0-9]{1,15}\s*", raw):
            number = int(raw)
        if type(number) is not int or not low <= number <= high:
            raise _invalid_value_error(f"must be a whole number from {low} to {high}", raw)
        return number

    return parse


def _parse_switch(raw: object) -> bool:
    value = _SWITCH.get(str(raw).strip().lower()) if isinstance(raw, bool | int | str) else None
    if value is None:
        raise _invalid_value_error("must be true or false (or 1/0, yes/no, on/off)", raw)
    return value


def _parse_format(raw: object) -> str:
    if not isinstance(raw, str) or raw.strip().lower() not in FORMATS:
        raise _invalid_value_error(f"must be one of {', '.join(FORMATS)}", raw)
    return raw.strip().lower()


def _parse_language(raw: object) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"\s*[a-zA-Z]{2,3}\s*", raw):
        raise _invalid_value_error(
            "must be a language code of two or three letters, such as en", raw
        )
    return raw.strip().lower()


def _parse_model(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _invalid_value_error(
            "must be the name of an installed model or the path of a GGUF file", raw
        )
    return raw


def _parse_server(raw: object) -> str | None:
    if not isinstance(raw, str) or not raw.strip():
        raise SettingsError("must be the address of a server, or none", SETTINGS_HINT)
    return None if raw.strip().lower() == "none" else normalize_server_address(raw)


def _parse_focus(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _invalid_value_error("must be a few words that say what matters", raw)
    return " ".join(raw.split())  # one line, because a prompt is built of lines


_PARSERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "length": _parse_length,
        "claims": _integer_parser(0, _MAX_CLAIMS),
        "format": _parse_format,
        "model": _parse_model,
        "server": _parse_server,
        "focus": _parse_focus,
        "language": _parse_language,
        "seed": _integer_parser(0, _MAX_SEED),
        "threads": _integer_parser(1, _MAX_THREADS),
        "ctx": _integer_parser(_MIN_CONTEXT, _MAX_CONTEXT),
        "gpu_layers": _integer_parser(0, _MAX_LAYERS),
        "cache": _parse_switch,
        "quiet": _parse_switch,
        "verbose": _parse_switch,
        "stats": _parse_switch,
        "unchecked": _parse_switch,
    }
)
FLAGS_ONLY = frozenset({"unchecked"})
