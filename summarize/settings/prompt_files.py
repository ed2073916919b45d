"""Prompt templates of the user's own: a file with $variables, as in `prompts/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from summarize.errors import SettingsError

VARIABLES = ("article", "sentences", "extra_instructions")
"""What a template may name; the article it must."""

_MAX_BYTES = 20_000
_HINT = "It may have $article, $sentences and $extra_instructions; $$ is a dollar sign."


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A template for the prompt of a summary, and the file that it was read from."""

    path: str
    text: str

    def fill(self, **values: str) -> str:
        """Return the prompt; values that the template does not name are left out."""
        return Template(self.text).substitute(values)


def read_prompt_file(name: str) -> PromptFile:
    """Read and check a template. Raises SettingsError for one that can't be used."""
    path = Path(name).expanduser()
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    except (OSError, ValueError) as error:
        is_text = isinstance(error, OSError)
        reason = getattr(error, "strerror", None) or "it is no possible name"
        wrong = f"can't be read: {reason}" if is_text else "is no UTF-8 text"
        raise SettingsError(f"{name} {wrong}", "Give a text file with a prompt.") from error
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{name} is longer than {_MAX_BYTES:,} bytes", "Prompts are short.")
    return PromptFile(str(path), _check_template(name, text))


def _check_template(name: str, text: str) -> str:
    template = Template(text)
    if not template.is_valid():
        raise SettingsError(f"{name} has a $ that begins no variable", _HINT)
    named = template.get_identifiers()
    if unknown := [one for one in named if one not in VARIABLES]:
        shown = ", ".join(f"${one}" for one in unknown)
        raise SettingsError(f"{name} names {shown}, which nothing is put in for", _HINT)
    if "article" not in named:
        raise SettingsError(f"{name} has no $article, so the model would read nothing", _HINT)
    return text
