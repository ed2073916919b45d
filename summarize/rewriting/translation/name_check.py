"""Compare the names of a sentence with those of its translation: none missing, none added. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from summarize.nlp.english.nouns import NAME_DESCRIPTORS, NAME_HEADS, NAME_LINKS, PERSON_TITLES
from summarize.nlp.english.number_words import CALENDAR_NAMES
from summarize.nlp.names import name_parts
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.patterns import WORD
from summarize.nlp.tokens import Kind, Token
from summarize.rewriting.translation import locales

# Parts of names that are translated: "North Sea", "New Year", "St Ebbin".
_TRANSLATED = frozenset(
    """north south east west northern southern eastern western central upper lower new old great
    saint st mount lake cape port day year world national international european""".split()
)
_NO_NAME = PERSON_TITLES | NAME_HEADS | NAME_DESCRIPTORS | CALENDAR_NAMES | NAME_LINKS | _TRANSLATED
# Languages that capitalise every noun: names can't be told from them.
_CAPITAL_NOUNS = frozenset(["de", "lb"])
# The letters and share of a name that inflection and other spellings keep.
_BEGINNING, _SHARE = 4, 0.6


def find_name_faults(
    original: str, translation: str, pair: tuple[str, str], aliases: Aliases
) -> Iterator[str]:
    """Yield the names that are missing or were added."""
    tokens = tokenize(original, pair[0])
    words = [_normalize_name(word) for word in WORD.findall(translation)]
    for token in dict.fromkeys(_find_names(tokens, pair[0], aliases)):
        if not _is_kept(token.plain, words, pair[1]):
            yield f"“{token.surface}” is missing"
    present = {_normalize_name(word) for word in WORD.findall(original)}
    for word in dict.fromkeys(_find_added_names(translation, tokens, present, pair, aliases)):
        yield f"“{word}” was added"


def _find_names(tokens: Sequence[Token], language: str, aliases: Aliases) -> Iterator[Token]:
    """Yield the tokens that a translation must keep."""
    canonical = aliases.canonicalize(tokens) if has_tables(language) else tokens
    for place, token in enumerate(canonical):
        if token.kind is not Kind.NAME or not _is_name(token, aliases):
            continue
        beside = canonical[max(1, place - 1) : place + 2]
        pair = sum(other.kind is Kind.NAME for other in beside) > 1
        if language not in _CAPITAL_NOUNS or pair or token.surface.isupper():
            yield token


def _is_name(token: Token, aliases: Aliases) -> bool:
    """Whether a capitalised word is a name that a translator keeps."""
    small = token.key in aliases.lowercase and token.key not in aliases.capitalized
    return token.plain not in _NO_NAME and not small and len(token.plain) > 1


def _is_kept(name: str, words: Collection[str], language: str) -> bool:
    """Whether a name is kept: unchanged, inflected, or as the language's name of a country."""
    plain = _normalize_name(name)
    if any(_is_same_name(plain, word) for word in words):
        return True
    others = name_parts.COUNTRY_SYNONYMS.get((name,), ())
    known = locales.country_names(language)
    native = [own for words_ in ((name,), *others) for own in known.get(" ".join(words_), ())]
    forms = [_normalize_name(word) for own in native for word in WORD.findall(own)]
    return any(_is_same_name(form, word) for form in forms for word in words)


def _is_same_name(name: str, word: str) -> bool:
    """`"merkel", "merkels" -> True`, `"london", "londres" -> True`, `"lee", "leeds" -> False`."""
    if name == word or (len(name) < _BEGINNING and word in (f"{name}s", f"{name}a")):
        return True
    shared = max(_BEGINNING, round(_SHARE * len(name)))
    return len(name) >= _BEGINNING and (word.startswith(name[:shared]) or name in word)


def _find_added_names(
    translation: str,
    original: Sequence[Token],
    present: Collection[str],
    pair: tuple[str, str],
    aliases: Aliases,
) -> Iterator[str]:
    """Yield the article's other names, acronyms and, unless nouns are capitalised, new names."""
    named = [token for token in original if token.kind is Kind.NAME]
    free = sum(not _is_name(token, aliases) for token in named)
    for place, token in enumerate(tokenize(translation, pair[1])):
        plain = _normalize_name(token.plain)
        dated = token.plain in CALENDAR_NAMES or token.plain in locales.calendar_names(
            pair[1], "months"
        )
        if token.kind is not Kind.NAME or dated:
            continue
        if any(_is_same_name(plain, word) or _is_same_name(word, plain) for word in present):
            continue
        other = token.plain in aliases.capitalized and _is_name(token, aliases)
        acronym = token.surface.isupper() and len(token.surface) > 2
        if other or acronym:
            yield token.surface
        elif place and pair[1] not in _CAPITAL_NOUNS:
            if any(_is_kept(other.plain, [plain], pair[1]) for other in named):
                continue  # it may be the language's name of a country in the original
            free -= 1
            if free < 0:
                yield token.surface


def _normalize_name(word: str) -> str:
    """Return a name in small letters without accents: `"Müller" -> "muller"`."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
