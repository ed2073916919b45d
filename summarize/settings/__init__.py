"""Settings: all that the user can choose, defaults, parsers, and which source of a value wins.

A setting comes from a flag, else from the environment (`SUMMARIZE_LENGTH`), else
from the configuration file, else from the defaults in `Settings`. All three are
read by the same parsers, so that a value means the same wherever it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from summarize.errors import SettingsError
from summarize.results import Style
from summarize.settings.prompt_files import PromptFile, read_prompt_file
from summarize.settings.server_address import ADDRESS_HINT, normalize_server_address
from summarize.spelling import suggest_word

BYTE_ORDER_MARK = "\ufeff"
DEFAULT_MODEL = "smollm2-135m"


class Format(StrEnum):
    """The output formats. RICH is printed on a console, the others are strings."""

    RICH = "rich"
    MARKDOWN = "markdown"
    JSON = "json"
    TEXT = "text"
    HTML = "html"


FORMATS = tuple(one.value for one in Format)
STYLES = tuple(one.value for one in Style)
_FORMAT_NAMES = {name: name for name in FORMATS}
_FORMAT_NAMES |= {"md": Format.MARKDOWN.value, "txt": Format.TEXT.value, "htm": Format.HTML.value}

_NAMED_LENGTHS = {"short": 60, "medium": 120, "long": 250}
_MIN_WORDS, _MAX_WORDS = 10, 5000
_MAX_PERCENT = 50
_LENGTHS_ALLOWED = (
    f"a length must be short, medium, long, {_MIN_WORDS} to {_MAX_WORDS} words, "
    f"or a share above 0% up to {_MAX_PERCENT}%"
)

_SWITCH = {"1": True, "true": True, "yes": True, "on": True}
_SWITCH |= {"0": False, "false": False, "no": False, "off": False}

_NO_SETTINGS = ("api_key", "debug", "models")  # variables for those who need them
_SURELY_MEANT = 0.75  # how alike a variable and a setting are that is mistyped


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a summary: a number of words, or a share of the article.

    Made by `Length.parse`. `text` is the length as the user gave it. Exactly one
    of `word_count` and `share` (above 0, at most 1/2) is set.
    """

    text: str
    word_count: int | None = None
    share: Fraction | None = None

    @classmethod
    def parse(cls, text: str) -> Length:
        """Parse a length: "short", "medium", "long", "180" (words, 10 to 5000), "10%" (up to 50%).

        Raises SettingsError, which says what is allowed, for anything else.
        """
        given = text.strip().lower()
        if given in _NAMED_LENGTHS:
            return cls(given, word_count=_NAMED_LENGTHS[given])
        if re.fullmatch(r"[0-9]{1,9}", given) and _MIN_WORDS <= int(given) <= _MAX_WORDS:
            return cls(given, word_count=int(given))
        percent = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?%", given)
        if percent and 0 < Fraction(percent[1]) <= _MAX_PERCENT:
            return cls(given, share=Fraction(percent[1]) / 100)
        raise refuse_value(_LENGTHS_ALLOWED, text, _NAMED_LENGTHS)

    def target_words(self, article_words: int) -> int:
        """Return the target in words for an article of `article_words`.

        Never more than half the article, rounded down, and at least 1:
        `Length.parse("10%").target_words(255) -> 25`, and 50 for "long" and 100 words.
        """
        wanted = self.word_count if self.share is None else int(self.share * article_words)
        return max(1, min(wanted or 0, article_words // 2))

    def default_claim_count(self, article_words: int) -> int:
        """Return how many key claims go with this length: 5 up to 90 words, 7 to 180, 10 above.

        A share of the article counts as the words it comes to.
        """
        words = self.word_count or self.target_words(article_words)
        if words <= 90:
            return 5
        return 7 if words <= 180 else 10


_DEFAULT_LENGTH = Length.parse("medium")
TLDR_MAX_WORDS, _TLDR_WORDS = 30, 24

_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
_MIN_SIZE = 10**6
_SIZES_ALLOWED = "a size must be at least 1 MB, with its unit: 500 MB, 2 GB"


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of disk space in bytes; `text` is it as the user gave it. Made by `Size.parse`."""

    text: str
    bytes: int

    @classmethod
    def parse(cls, raw: object) -> Size:
        """Parse a size with its unit: `"500 MB"`, `"1.5GB"`; raise SettingsError for others."""
        given = raw.strip() if isinstance(raw, str) else ""
        parts = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([kmgt]b)", given.lower())
        amount = int(Fraction(parts[1]) * _UNITS[parts[2]]) if parts else 0
        if amount < _MIN_SIZE:
            raise refuse_value(_SIZES_ALLOWED, raw)
        return cls(given, amount)


_DEFAULT_CACHE_SIZE = Size.parse("2 GB")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user can choose; the values here are the defaults.

    `claims` None goes by the length (0 to 50), `format` None by where the output
    goes, `language` None by the article (else a code of two or three letters),
    `threads`, `ctx` (tokens, at least 512) and `gpu_layers` None by machine and model.
    `model` is an installed model's name or a path; with a `server`, whose address it is, one of
    that server's models, "" for the only one. `unchecked`, for comparison, prints
    statements that do not hold up, too; it is a flag and nothing else, so that nobody
    turns it on by accident. `strict` prints only what the rules prove, `sections` summarises each
    section by itself. `front_matter` is for Markdown. `style` "bullets" prints a list, "tldr" a
    line or two of a length of its own. `prompt` is asked in the place of the program's.
    `cache_size` is what all that is kept of earlier runs may take together. Of folders, files that
    `include` names are read, none that `exclude` names (patterns, separated by commas), and `jobs`
    documents at once; `cluster` is the address of a scheduler of Dask, whose workers do them.
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
    cache_size: Size = _DEFAULT_CACHE_SIZE
    quiet: bool = False
    verbose: bool = False
    stats: bool = False
    unchecked: bool = False
    strict: bool = False
    sections: bool = False
    front_matter: bool = False
    style: str = Style.PARAGRAPH.value
    prompt: PromptFile | None = None
    include: str | None = None
    exclude: str | None = None
    jobs: int = 1
    cluster: str | None = None


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
    given; variables that name no setting are ignored, unless they nearly do. `file` is the
    configuration file, by default `config_file()`. Raises SettingsError, which
    names the origin, for an impossible value in any of the three, for an unknown
    flag or key, and for a file that can't be read.
    """
    values: dict[str, Any] = {}
    ranks: dict[str, int] = {}
    origins = {field.name: "default" for field in fields(Settings)}
    for name, raw, where, origin in _find_values(flags, env, file or config_file()):
        values[name] = parse_setting(name, raw, where)
        origins[name] = origin
        ranks[name] = _rank_origin(origin)
    if values.get("style") == Style.TLDR:
        _apply_tldr(values, ranks)
    if values.get("server"):
        values.setdefault("model", "")  # our default is no model of a server
    if values.get("unchecked") and values.get("sections"):
        message = "--unchecked prints one draft of the whole, which has no --sections"
        raise SettingsError(message, "Leave out one of them.")
    return ResolvedSettings(Settings(**values), MappingProxyType(origins))


def _rank_origin(origin: str) -> int:
    """Return how near an origin is to the command at hand."""
    return 2 if origin == "flag" else 1 if origin.startswith("environment ") else 0


def _apply_tldr(values: dict[str, Any], ranks: Mapping[str, int]) -> None:
    """Give a tldr its length and no claims; what was chosen less near is left out.

    Raises SettingsError for a length or sections that were chosen as near as the style, or nearer.
    """
    for name, what in (("length", "has a length of its own"), ("sections", "has no sections")):
        if values.get(name) and ranks[name] >= ranks["style"]:
            hint = f"Leave out --{name}, or give --style paragraph."
            raise SettingsError(f"the style tldr {what}: {TLDR_MAX_WORDS} words at most", hint)
    values.pop("sections", None)
    values["length"] = Length("tldr", word_count=_TLDR_WORDS)
    values.setdefault("claims", 0)


def config_file() -> Path:
    """Return where the configuration file lies on this platform, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_config_dir("summarize")) / "config.toml"


def _find_values(
    flags: Mapping[str, object], env: Mapping[str, str], path: Path
) -> Iterator[tuple[str, object, str, str]]:
    """Yield setting, value, where it was found and origin, the ones that go before others last."""
    for key, raw in _read_toml(path).items():
        name = key.replace("-", "_")
        if name in FLAGS_ONLY:
            raise SettingsError(f"{path}: {key}: it can only be a flag", "Take it out.")
        yield name, raw, f"{path}: {key}", path.name
    for name in _PARSERS:
        variable = f"SUMMARIZE_{name.upper()}"
        if name not in FLAGS_ONLY and env.get(variable):
            yield name, env[variable], variable, f"environment {variable}"
    _refuse_mistyped_variables(env)
    for name, raw in flags.items():
        if raw is not None:
            yield name, raw, f"--{name.replace('_', '-')}", "flag"


def _refuse_mistyped_variables(env: Mapping[str, str]) -> None:
    """Raise SettingsError for a variable that is no setting, but nearly: `SUMMARIZE_LENGHT`."""
    for variable in env:
        name = variable.removeprefix("SUMMARIZE_").lower()
        if not variable.startswith("SUMMARIZE_") or name in (*_PARSERS, *_NO_SETTINGS):
            continue
        if near := suggest_word(name, _PARSERS, _SURELY_MEANT):
            hint = f"Did you mean SUMMARIZE_{near.upper()}?"
            raise SettingsError(f"{variable}: there is no such setting", hint)


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
        hint = "See that it is a file that you may read."
        raise SettingsError(f"{path} can't be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text", "Save it as UTF-8.") from error


def parse_setting(name: str, raw: object, where: str) -> object:
    """Parse the value of the setting `name`; `where` it was found begins the error message."""
    if name not in _PARSERS:
        close = suggest_word(name, _PARSERS)
        hint = f"Did you mean {close}?" if close else f"The settings are {', '.join(_PARSERS)}."
        raise SettingsError(f"{where}: there is no such setting", hint)
    try:
        return _PARSERS[name](raw)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error.message}", error.hint) from None


def refuse_value(allowed: str, raw: object, choices: Iterable[str] = ()) -> SettingsError:
    """Return the error for a value that is not `allowed`; of `choices`, one may be meant."""
    text = repr(raw)
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    near = suggest_word(raw, choices) if isinstance(raw, str) else ""
    return SettingsError(f"{allowed}, not {shown}", f"Did you mean {near}?" if near else "")


def _parse_length(raw: object) -> Length:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise refuse_value(_LENGTHS_ALLOWED, raw)
    return Length.parse(str(raw))


def _integer_parser(low: int, high: int) -> Callable[[object], int]:
    def parse(raw: object) -> int:
        number = raw
        if isinstance(raw, str) and re.fullmatch(r"\s*[0-9]{1,15}\s*", raw):
            number = int(raw)
        if type(number) is not int or not low <= number <= high:
            raise refuse_value(f"must be a whole number from {low} to {high}", raw)
        return number

    return parse


def _parse_switch(raw: object) -> bool:
    value = _SWITCH.get(str(raw).strip().lower()) if isinstance(raw, bool | int | str) else None
    if value is None:
        raise refuse_value("must be true or false (or 1/0, yes/no, on/off)", raw)
    return value


def _text_parser(
    allowed: str, parse_text: Callable[[str], str | None], choices: Iterable[str] = ()
) -> Callable[..., str]:
    """Return a parser of texts; `parse_text` returns "" or None for one that is not `allowed`."""

    def parse(raw: object) -> str:
        value = parse_text(raw) if isinstance(raw, str) else None
        if not value:
            raise refuse_value(allowed, raw, choices)
        return value

    return parse


def _parse_server(raw: object) -> str | None:
    if not isinstance(raw, str) or not raw.strip():
        raise SettingsError("must be the address of a server, or none", ADDRESS_HINT)
    return None if raw.strip().lower() == "none" else normalize_server_address(raw)


def _parse_prompt(raw: object) -> PromptFile | None:
    if not isinstance(raw, str) or not raw.strip():
        raise SettingsError("must be a text file with a prompt, or none")
    return None if raw.strip().lower() == "none" else read_prompt_file(raw)


def _parse_patterns(raw: object) -> str | None:
    if not isinstance(raw, str) or not raw.replace(",", " ").strip():
        raise SettingsError("must be patterns such as '*.pdf, drafts/', or none")
    return None if raw.strip().lower() == "none" else raw


def _parse_cluster(raw: object) -> str | None:
    text = raw.strip() if isinstance(raw, str) else ""
    if text.lower() == "none":
        return None
    if not re.fullmatch(r"(?:tcp|tls)://[^\s/@]+:[0-9]{1,5}", text):
        message = "must be the address of a scheduler of Dask, or none"
        raise SettingsError(message, "Give it like this: tcp://10.0.0.5:8786, or tls://...")
    return text


_PARSERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "length": _parse_length,
        "claims": _integer_parser(0, 50),
        "format": _text_parser(
            f"must be one of {', '.join(FORMATS)}",
            lambda text: _FORMAT_NAMES.get(text.strip().lower()),
            FORMATS,
        ),
        "model": _text_parser(
            "must be the name of an installed model or the path of a GGUF file",
            lambda text: text.strip() and text,
        ),
        "server": _parse_server,
        "focus": _text_parser(
            "must be a few words that say what matters",
            lambda text: " ".join(text.split()),  # one line, because a prompt is built of lines
        ),
        "language": _text_parser(
            "must be a language code of two or three letters, such as en or de",
            lambda text: re.fullmatch(r"\s*[a-zA-Z]{2,3}\s*", text) and text.strip().lower(),
        ),
        "style": _text_parser(
            f"must be one of {', '.join(STYLES)}",
            lambda text: text.strip().lower() if text.strip().lower() in STYLES else None,
            STYLES,
        ),
        "prompt": _parse_prompt,
        "include": _parse_patterns,
        "exclude": _parse_patterns,
        "jobs": _integer_parser(1, 64),
        "cluster": _parse_cluster,
        # llama.cpp takes the next number, the largest of 32 bits, to mean "choose one at random".
        "seed": _integer_parser(0, 2**32 - 2),
        # The bounds of these three are those beyond which llama.cpp fails rather than complains.
        "threads": _integer_parser(1, 512),
        "ctx": _integer_parser(512, 2**24),
        "gpu_layers": _integer_parser(0, 9999),
        "cache_size": Size.parse,
        **dict.fromkeys(
            (
                "cache",
                "quiet",
                "verbose",
                "stats",
                "unchecked",
                "strict",
                "sections",
                "front_matter",
            ),
            _parse_switch,
        ),
    }
)
FLAGS_ONLY = frozenset({"unchecked"})
