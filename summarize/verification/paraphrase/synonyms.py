"""Other words for the same, put in for those of a statement where the sentence has them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from summarize.nlp.english.function_words import PAST_AUXILIARIES
from summarize.nlp.english.nouns import PLACE_NOUNS
from summarize.nlp.english.stance_words import DOCUMENT_NOUNS, DOCUMENT_VERBS
from summarize.nlp.english.synonym_sets import (
    BOUND_SYNONYMS,
    EMPTY_ADVERBS,
    HYPERNYMS,
    PRESENT_TIME_ADVERBS,
    SYNONYMOUS_PHRASES,
    SYNONYMS,
)
from summarize.nlp.grammar import Tokens, is_past_form, lemmatize
from summarize.nlp.normalize import get_stemmer
from summarize.nlp.tokens import Kind, Token

Phrase = tuple[str, ...]
PhraseMatch = tuple[int, int, int]  # group, start, end


def substitute_synonyms(part: Tokens, source: Tokens) -> tuple[Token, ...]:
    """The statement in the sentence's words: `"purchased", "bought" -> "bought"`.

    Only words and phrases that the sentence does not have are touched, and only for one
    that the statement does not have. The surface stays the statement's.
    """
    return tuple(
        _substitute_words(
            _add_place_noun(_substitute_phrases(_strip_frame(part, source), source), source), source
        )
    )


def _strip_frame(part: Tokens, source: Tokens) -> Tokens:
    """Without "The article says that" and words like "also" that the sentence does not have."""
    start = 1 if part and part[0].plain in {"the", "this"} else 0
    frame = [token.plain for token in part[start : start + 3]]
    if (
        len(frame) == 3
        and frame[0] in DOCUMENT_NOUNS
        and frame[1] in DOCUMENT_VERBS
        and frame[2] == "that"
    ):
        part = part[start + 3 :]
    there = {token.plain for token in source}
    present = not there & PAST_AUXILIARIES and not any(is_past_form(token) for token in source)
    fillers = (EMPTY_ADVERBS | PRESENT_TIME_ADVERBS if present else EMPTY_ADVERBS) - there
    kept = [token for token in part if token.plain not in fillers]
    # "Also, the boat" leaves a comma at the beginning
    return kept[1:] if kept and len(kept) < len(part) and kept[0].plain == "," else kept


def _substitute_phrases(part: Tokens, source: Tokens) -> Tokens:
    """Phrases put for phrases of the same meaning: "due to" -> "because of"."""
    theirs: defaultdict[int, list[PhraseMatch]] = defaultdict(list)
    for found in _find_phrases(source):
        theirs[found[0]].append(found)
    plain = [token.plain for token in source]
    rewritten = list(part)
    for group, start, end in reversed(list(_find_phrases(part))):
        words = [token.plain for token in part[start:end]]
        if not theirs[group] or _contains(plain, words):
            continue
        _, first, last = theirs[group][0]
        rewritten[start:end] = _with_surfaces(source[first:last], part[start:end])
    return rewritten


def _add_place_noun(part: Tokens, source: Tokens) -> Tokens:
    """With "the town of" before a name that has it in the sentence: "in Kallen"."""
    whole = {
        source[at + 2].key: source[at - 1 : at + 2]
        for at in range(1, len(source) - 2)
        if source[at].plain in PLACE_NOUNS and source[at + 1].plain == "of"
    }
    placed: list[Token] = []
    for token in part:
        if token.key in whole and placed and placed[-1].plain != "of":
            placed += [replace(one, surface="") for one in whole[token.key]]
        placed.append(token)
    return placed


def _with_surfaces(tokens: Tokens, shown: Tokens) -> list[Token]:
    """The sentence's tokens under the statement's surfaces, as far as there are any."""
    surfaces = [token.surface for token in shown] + [""] * len(tokens)
    return [replace(token, surface=text) for token, text in zip(tokens, surfaces, strict=False)]


def _contains(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))


def _find_phrases(tokens: Tokens) -> Iterator[PhraseMatch]:
    """The phrases of the tables in a text, the longest at each place, none overlapping."""
    place = 0
    while place < len(tokens):
        found = next(_match_phrases(tokens, place), None)
        if found:
            yield found
        place = found[2] if found else place + 1


def _match_phrases(tokens: Tokens, place: int) -> Iterator[PhraseMatch]:
    for phrase, group, figure in _phrases_by_first_word().get(tokens[place].plain, ()):
        end = place + len(phrase)
        same = phrase == tuple(token.plain for token in tokens[place:end])
        counted = end < len(tokens) and tokens[end].kind is Kind.NUMBER
        # "us" in "he told us" is no country
        named = phrase != ("us",) or tokens[place].kind is Kind.NAME
        if same and named and (counted or not figure):
            yield group, place, end


@cache
def _phrases_by_first_word() -> dict[str, list[tuple[Phrase, int, bool]]]:
    """Phrases by their first word, longest first, with their group's number."""
    table: defaultdict[str, list[tuple[Phrase, int, bool]]] = defaultdict(list)
    for number, group in enumerate((*SYNONYMOUS_PHRASES, *BOUND_SYNONYMS)):
        for phrase in group:
            table[phrase[0]].append((phrase, number, number >= len(SYNONYMOUS_PHRASES)))
    return {word: sorted(found, key=lambda one: -len(one[0])) for word, found in table.items()}


def _substitute_words(part: Tokens, source: Tokens) -> Iterator[Token]:
    """Each word, or the one of the sentence that is a form or synonym of it."""
    mine = {token.key for token in part}
    there = {token.key for token in source}
    spare = [t for t in source if t.kind is Kind.WORD and t.key not in mine]
    used: Counter[int] = Counter()
    for token in part:
        same = None
        if token.kind is Kind.WORD and token.key not in there:
            same = next((t for t in spare if not used[id(t)] and _is_synonym(token, t)), None)
        if same is None:
            yield token
        else:
            used[id(same)] += 1
            yield replace(token, key=same.key, kind=same.kind, plain=same.plain)


def _is_synonym(mine: Token, theirs: Token) -> bool:
    left, right = lemmatize(mine), lemmatize(theirs)
    if left == right:
        return True
    groups, wider = _synonym_tables()
    return bool(groups.get(left, frozenset()) & groups.get(right, frozenset())) or (
        right in wider.get(left, frozenset())
    )


@cache
def _synonym_tables() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[str]]]:
    """The groups that a word belongs to, and the narrower words it may stand for, by stem."""
    stem = get_stemmer("en")
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(SYNONYMS):
        for word in group:
            groups[stem(word)].add(number)
    wider = {stem(wide): frozenset(map(stem, narrow)) for wide, narrow in HYPERNYMS.items()}
    return {word: frozenset(found) for word, found in groups.items()}, wider
