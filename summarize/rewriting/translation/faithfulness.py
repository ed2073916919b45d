"""Is a translation of a checked sentence faithful, as far as code can tell? Pure.

locales.py   what other languages call numbers, months, countries and units
figures.py   every figure and date is there, and no other
names.py     every name is there, and none of the article's other names
wording.py   one sentence of about the same length, with its "not", and nothing said twice

What none of these can see is the rest of the meaning: a translation without faults is no
statement that was checked.
"""

from __future__ import annotations

from summarize.nlp.names.aliases import Aliases
from summarize.rewriting.translation import figure_check, form_check, name_check
from summarize.rewriting.translation.figure_check import localize_figures

__all__ = ["find_faults", "localize_figures"]


def find_faults(
    original: str, translation: str, pair: tuple[str, str], aliases: Aliases
) -> tuple[str, ...]:
    """What is wrong with a translation, in words; empty if nothing was found.

    `pair` are the ISO 639-1 codes of both languages, the original's first; `aliases` are
    the names of the article. Which language the translation is in is not looked at.

    `"Three boats sail.", "Vier Boote fahren.", ("en", "de") -> ("3 is missing", "4 was added")`
    """
    return (
        *form_check.find_form_faults(original, translation, pair),
        *figure_check.find_figure_faults(original, translation, pair),
        *name_check.find_name_faults(original, translation, pair, aliases),
    )
