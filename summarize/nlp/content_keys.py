"""Content keys of many sentences without tokenizing each: a fast path for indexing a book.

Nearly all words have the same key in every sentence, so each distinct word is tokenized
once. Sentences are tokenized only around numbers, whose keys depend on their neighbours, or
as a whole where they have anything beyond plain words and marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.nlp.english.number_words import SCALES, SHARES
from summarize.nlp.normalize import normalize, tokenize
from summarize.nlp.patterns import LETTER
from summarize.nlp.tokens import Token

# Latin letters and marks. Figures, signs such as "%" and other scripts need their sentence.
_SIMPLE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ ,.;:!?'\"()-]*")
_ACRONYM = re.compile(rf"{LETTER}\.{LETTER}\.")
_WORD = re.compile(rf"{LETTER}+(?:'{LETTER}+)*")
_OPENING_QUOTE = re.compile(r"(?<!\w)'(?=\w)")
# Separates the words while they are tokenized; no table has it.
_DIVIDER = "qzxq"
# Words that become part of a number beside others: "two million", "half the", "per cent".
_NUMBER_PARTS = frozenset([*SCALES, *SHARES, *(f"{share}s" for share in SHARES), "per", "cent"])
# So many words around a number are tokenized with it: "the one who", "at the age of twenty".
_CONTEXT_WORDS = 4


def collect_content_keys(
    texts: Sequence[str], language: str | None
) -> tuple[list[frozenset[str]], list[Token]]:
    """Return the keys of each text's content words, as `tokenize` has them, and the content tokens.

    Of a word that occurs often, only one token of each spelling is among the tokens.
    `["Two ferries sail."] -> [{"2", "ferri", "sail"}], [ferries, sail, 2]`
    """
    simple = [_simplify(text) for text in texts]
    alone = [_WORD.findall(text) for text in simple]
    known = _tokenize_words(sorted(set().union(*alone)), language)
    special = {word for word, tokens in known.items() if _depends_on_context(word, tokens)}
    stretches: dict[int, list[str]] = {}
    for at, own in enumerate(alone):
        if not special.isdisjoint(own):
            alone[at], stretches[at] = _split_around(simple[at], special)
    keys = {word: [token.key for token in tokens] for word, tokens in known.items()}
    sets = []
    seen = [token for word in sorted(set().union(*alone)) for token in known[word]]
    for at, own in enumerate(alone):
        pieces = stretches.get(at, ()) if simple[at] else [texts[at]]
        tokens = [
            token for piece in pieces for token in tokenize(piece, language) if token.is_content
        ]
        seen += tokens
        found = [key for word in own for key in keys[word]]
        sets.append(frozenset([*found, *(token.key for token in tokens)]))
    return sets, seen


def _simplify(text: str) -> str:
    """Return the normalized text if it has nothing but plain words and marks, else ""."""
    plain = text.isascii() and ("'" not in text or not _OPENING_QUOTE.search(text))
    normal = text if plain else normalize(text)
    if not _SIMPLE.fullmatch(normal) or (not plain and _OPENING_QUOTE.search(normal)):
        return ""
    # in a text all in capitals nobody can tell "US" from "us"
    depends = normal.isupper() or (normal.count(".") > 1 and _ACRONYM.search(normal))
    return "" if depends else normal


def _tokenize_words(words: Sequence[str], language: str | None) -> dict[str, list[Token]]:
    """Return the content tokens of each word, tokenized among other words."""
    if not words:
        return {}
    divider, *tokens = tokenize(f"{_DIVIDER} " + f" {_DIVIDER} ".join(words), language)
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.key == divider.key:
            groups.append([])
        elif token.is_content:
            groups[-1].append(token)
    return dict(zip(words, groups, strict=True))


def _depends_on_context(word: str, tokens: Sequence[Token]) -> bool:
    """Whether the key depends on the words around it: numbers, ordinals, scales."""
    numeric = any(char.isdigit() for token in tokens for char in token.key)
    return numeric or word.casefold() in _NUMBER_PARTS


def _split_around(text: str, special: set[str]) -> tuple[list[str], list[str]]:
    """Return the words far from any special word, and the stretches of text around the special."""
    places = list(_WORD.finditer(text))
    runs: list[tuple[int, int]] = []
    for at, match in enumerate(places):
        if match.group() in special:
            near = runs and runs[-1][1] >= at - _CONTEXT_WORDS
            first = runs.pop()[0] if near else max(0, at - _CONTEXT_WORDS)
            runs.append((first, min(len(places), at + _CONTEXT_WORDS + 1)))
    stretches = [text[places[first].start() : places[last - 1].end()] for first, last in runs]
    ends = [0, *(end for run in runs for end in run), len(places)]
    between = zip(ends[::2], ends[1::2], strict=True)
    return [match.group() for a, b in between for match in places[a:b]], stretches
