"""Synonyms: words of a claim replaced by those of its evidence with the same meaning. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from summarize.nlp.english.function_words import AUXILIARY_VERBS, PAST_AUXILIARIES
from summarize.nlp.english.nouns import PLACE_NOUNS
from summarize.nlp.english.number_words import TIME_MODIFIERS
from summarize.nlp.english.stance_words import DOCUMENT_NOUNS, DOCUMENT_VERBS
from summarize.nlp.english.synonym_sets import (
    BOUND_SYNONYMS,
    EMPTY_ADVERBS,
    HYPERNYMS,
    OTHER_SENSES,
    PRESENT_TIME_ADVERBS,
    SYNONYMOUS_PHRASES,
    SYNONYMS,
)
from summarize.nlp.normalize import get_stemmer
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form, lemmatize, plain_at
from summarize.verification.comparison import find_run

Phrase = tuple[str, ...]
PhraseMatch = tuple[int, int, int]  # group, start, end


def substitute_synonyms(claim: Tokens, evidence: Tokens) -> tuple[Token, ...]:
    """Return the claim in the words of its evidence: `"purchased", "bought" -> "bought"`.

    Only words and phrases that the sentence does not have are touched, and only for one
    that the statement does not have. The surface stays the statement's.
    """
    for rewrite in (_strip_frame, _substitute_phrases, _add_place_noun, _substitute_words):
        claim = rewrite(claim, evidence)
    return tuple(claim)


def _strip_frame(claim: Tokens, evidence: Tokens) -> Tokens:
    """Strip "The article says that" and fillers like "also" that the evidence does not have."""
    start = 1 if claim and claim[0].plain in {"the", "this"} else 0
    frame = [token.plain for token in claim[start : start + 3]]
    said = frame[2:] == ["that"]
    if said and frame[0] in DOCUMENT_NOUNS and frame[1] in DOCUMENT_VERBS:
        claim = claim[start + 3 :]
    evidence_words = {token.plain for token in evidence}
    present = not evidence_words & PAST_AUXILIARIES and not any(is_past_form(t) for t in evidence)
    fillers = (EMPTY_ADVERBS | PRESENT_TIME_ADVERBS if present else EMPTY_ADVERBS) - evidence_words
    kept = [token for token in claim if token.plain not in fillers]
    # "Also, the boat" leaves a comma at the beginning
    return kept[1:] if kept and len(kept) < len(claim) and kept[0].plain == "," else kept


def _substitute_phrases(claim: Tokens, evidence: Tokens) -> Tokens:
    """Substitute phrases of the same meaning: "due to" -> "because of"."""
    claim_phrases = list(_find_phrases(claim))
    if not claim_phrases:
        return claim
    evidence_phrases: defaultdict[int, list[PhraseMatch]] = defaultdict(list)
    for found in _find_phrases(evidence):
        evidence_phrases[found[0]].append(found)
    plain = [token.plain for token in evidence]
    rewritten = list(claim)
    for group, start, end in reversed(claim_phrases):
        words = [token.plain for token in claim[start:end]]
        if not evidence_phrases[group] or find_run(plain, words) is not None:
            continue
        _, first, last = evidence_phrases[group][0]
        surfaces = [token.surface for token in claim[start:end]] + [""] * (last - first)
        rewritten[start:end] = [
            replace(one, surface=text)
            for one, text in zip(evidence[first:last], surfaces, strict=False)
        ]
    return rewritten


def _add_place_noun(claim: Tokens, evidence: Tokens) -> Tokens:
    """Add "the town of" before a name that has it in the evidence: "in Kallen"."""
    whole = {
        evidence[at + 2].key: evidence[at - 1 : at + 2]
        for at in range(1, len(evidence) - 2)
        if evidence[at].plain in PLACE_NOUNS and evidence[at + 1].plain == "of"
    }
    placed: list[Token] = []
    for token in claim:
        if token.key in whole and placed and placed[-1].plain != "of":
            placed += [replace(one, surface="") for one in whole[token.key]]
        placed.append(token)
    return placed


def _find_phrases(tokens: Tokens) -> Iterator[PhraseMatch]:
    """Find the phrases of the tables in a text, the longest at each place, none overlapping."""
    place, firsts = 0, _phrases_by_first_word()
    while place < len(tokens):
        opens = tokens[place].plain in firsts
        found = next(_match_phrases(tokens, place), None) if opens else None
        if found:
            yield found
        place = found[2] if found else place + 1


def _match_phrases(tokens: Tokens, place: int) -> Iterator[PhraseMatch]:
    for phrase, group, figure in _phrases_by_first_word()[tokens[place].plain]:
        end = place + len(phrase)
        same = phrase == tuple(token.plain for token in tokens[place:end])
        counted = end < len(tokens) and tokens[end].kind is Kind.NUMBER
        # "us" in "he told us" is no country
        named = phrase != ("us",) or tokens[place].kind is Kind.NAME
        if same and named and (counted or not figure):
            yield group, place, end


@cache
def _phrases_by_first_word() -> dict[str, list[tuple[Phrase, int, bool]]]:
    """Return phrases by their first word, longest first, with the number of their group."""
    table: defaultdict[str, list[tuple[Phrase, int, bool]]] = defaultdict(list)
    for number, group in enumerate((*SYNONYMOUS_PHRASES, *BOUND_SYNONYMS)):
        for phrase in group:
            table[phrase[0]].append((phrase, number, number >= len(SYNONYMOUS_PHRASES)))
    return {word: sorted(found, key=lambda one: -len(one[0])) for word, found in table.items()}


def _substitute_words(claim: Tokens, evidence: Tokens) -> Tokens:
    """Return each word, or the word of the evidence that is a form or synonym of it."""
    claim_keys = {token.key for token in claim}
    evidence_keys = {token.key for token in evidence}
    spare = [
        place
        for place, token in enumerate(evidence)
        if token.kind is Kind.WORD and token.key not in claim_keys
    ]
    rewritten = list(claim)
    for place, token in enumerate(claim):
        if token.kind is not Kind.WORD or token.key in evidence_keys:
            continue
        other = next((other for other in spare if _is_synonym(token, evidence, other)), None)
        if other is not None:
            spare.remove(other)
            rewritten[place] = replace(evidence[other], surface=token.surface)
    return rewritten


def _is_synonym(claim_token: Token, evidence: Tokens, place: int) -> bool:
    left, right = lemmatize(claim_token), lemmatize(evidence[place])
    groups, wider = _synonym_tables()
    grouped = not groups.get(left, set()).isdisjoint(groups.get(right, ()))
    another = grouped and not _has_other_sense(claim_token.plain, evidence, place)
    return left == right or another or right in wider.get(left, ())


def _has_other_sense(synonym: str, evidence: Tokens, place: int) -> bool:
    """Whether a word does not mean its synonym there: "firm mattress", "the fall was long"."""
    word, before, ahead = (plain_at(evidence, place + step) for step in (0, -1, 1))
    if synonym == "autumn":  # only "last fall" and "fall of 1998" are certainly a season
        return before not in TIME_MODIFIERS and ahead != "of"
    if word == "firm":  # before a noun
        following, beyond = evidence[place + 1 : place + 2], evidence[place + 2 : place + 3]
        verb = ahead.endswith(("s", "ly")) or any(map(is_past_form, following))
        past = any(t.plain in AUXILIARY_VERBS or is_past_form(t) for t in beyond)
        return any(token.is_content for token in following) and (not verb or past)
    others = OTHER_SENSES.get(word)
    return others is not None and (before in others[0] or ahead in others[1])


@cache
def _synonym_tables() -> tuple[dict[str, set[int]], dict[str, set[str]]]:
    """Return the groups of each stem, and the narrower words that a wider one may replace."""
    stem = get_stemmer("en")
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(SYNONYMS):
        for word in group:
            groups[stem(word)].add(number)
    wider = {stem(wide): set(map(stem, narrow)) for wide, narrow in HYPERNYMS.items()}
    return dict(groups), wider


def find_synonym_groups(token: Token) -> frozenset[int]:
    """Return the numbers of the groups of synonyms that a word is in; words of one say the same."""
    groups, _ = _synonym_tables()
    return frozenset(groups.get(lemmatize(token), ()))
