"""Faithfulness of a translation: its form, figures and names beside the checked sentence. Pure.

figure_check.py   every figure and date is kept, and no other added
name_check.py     every name is kept, and no other of the article's added
here              one sentence of about the same length, with its "not", and nothing repeated

They don't see the rest of the meaning: a translation without faults is no checked statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from summarize.nlp.english.function_words import NEGATORS
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.patterns import WORD
from summarize.nlp.tokens import Kind
from summarize.rewriting.translation.figure_check import find_figure_faults
from summarize.rewriting.translation.name_check import find_name_faults

# Characters of a translation for each one of the original. Chinese and its neighbours need fewer.
_MIN_LENGTH_RATIO, _MAX_LENGTH_RATIO = 0.5, 2.0
_DENSE = frozenset(["zh", "ja", "ko"])
_DENSE_FACTOR = 4
_SLACK_CHARACTERS = 12  # characters that a very short sentence may differ by
# A translation that keeps a greater share of the words, names aside, is the original.
_MAX_KEPT_WORDS = 0.6
_REPEATED_WORDS = 3  # words that say the same again, or one word so many times in a row
# Negation words of some languages: whole words, or a beginning and a star.
_NEGATORS: Mapping[str, str] = {
    "de": "nicht nichts nie niemals niemand* kein* weder ohne kaum nirgends nirgendwo",
    "fr": "ne n pas aucun* jamais rien sans ni non nul nulle",
    "es": "no nunca jamás nadie nada ningún ningun* sin ni tampoco apenas",
    "it": "non no mai nessun* niente nulla senza né neppure nemmeno",
    "pt": "não nunca jamais ninguém nada nenhum* sem nem tampouco",
    "nl": "niet niets nooit niemand geen zonder noch nergens nauwelijks",
    "sv": "inte ingen inget inga aldrig utan varken knappt",
    "da": "ikke ingen intet aldrig uden hverken næppe",
    "no": "ikke ingen intet aldri uten verken knapt",
    "pl": "nie nigdy nikt nikogo nic bez żaden żadn* ani",
    "ru": "не нет никогда никто никого ничего без ни нельзя",
}


def find_faults(
    original: str, translation: str, pair: tuple[str, str], aliases: Aliases
) -> tuple[str, ...]:
    """Return what is wrong with a translation, in words; empty if nothing was found.

    `pair` has the ISO 639-1 codes of both languages, the original's first; `aliases` are
    the names of the article. The language of the translation is not detected here.

    `"Three boats sail.", "Vier Boote fahren.", ("en", "de") -> ("3 is missing", "4 was added")`
    """
    return (
        *_find_form_faults(original, translation, pair),
        *find_figure_faults(original, translation, pair),
        *find_name_faults(original, translation, pair, aliases),
    )


def _find_form_faults(original: str, translation: str, pair: tuple[str, str]) -> Iterator[str]:
    """Yield faults of form: the length, repetitions, the original's words, a lost "not"."""
    factor = _DENSE_FACTOR if pair[1] in _DENSE else 1
    if len(translation) * factor < _MIN_LENGTH_RATIO * len(original) - _SLACK_CHARACTERS:
        yield "far shorter than the sentence"
    if len(translation) > _MAX_LENGTH_RATIO * len(original) + _SLACK_CHARACTERS:
        yield "far longer than the sentence"
    if _find_repeated_runs(translation) - _find_repeated_runs(original):
        yield "says something twice"
    theirs, ours = _count_words(original, pair[0]), _count_words(translation, pair[1])
    if ours and (theirs & ours).total() > _MAX_KEPT_WORDS * ours.total():
        yield "not translated"
    negated = _is_negated(original, pair[0]), _is_negated(translation, pair[1])
    if None not in negated and negated[0] != negated[1]:
        yield "a “not” is missing" if negated[0] else "a “not” was added"


def _find_repeated_runs(text: str) -> set[tuple[str, ...]]:
    """Return the runs of words that occur more than once, or repeat one word."""
    words = WORD.findall(text.casefold())
    size = _REPEATED_WORDS
    runs = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    twice = {run for run, times in Counter(runs).items() if times > 1}
    return twice | {run for run in runs if len(set(run)) == 1}


def _count_words(text: str, language: str) -> Counter[str]:
    kinds = (Kind.WORD, Kind.FUNCTION, Kind.NEGATION)
    return Counter(t.surface.casefold() for t in tokenize(text, language) if t.kind in kinds)


def _is_negated(text: str, language: str) -> bool | None:
    """Whether a sentence is negated; None in a language without negation words here."""
    if has_tables(language):
        return any(t.kind is Kind.NEGATION or t.plain in NEGATORS for t in tokenize(text, language))
    if language not in _NEGATORS:
        return None
    known = _NEGATORS[language].split()
    beginnings = tuple(word.removesuffix("*") for word in known if word.endswith("*"))
    words = WORD.findall(text.casefold())
    return any(word in known or (beginnings and word.startswith(beginnings)) for word in words)
