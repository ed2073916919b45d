"""Sentences that say of another that it is untrue, denied, or only what somebody says. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.nlp.english import function_words as fw
from summarize.nlp.english import nonfactual_words as nw
from summarize.nlp.english import stance_words as sw

_LONGEST_RETRACTION, _LONGEST_ORDER = 12, 6  # words
REFERRING_WORDS = 5  # that begin a sentence, and may refer to the one before
WORD = re.compile(r"[a-z]+|\d[\d.,]*")
_CLAIMS = "|".join(sorted(nw.CLAIM_NOUNS))
# "In May" is no "may", what "lies in the north" no lie, and what is made up is fake.
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<!^)\bMay\b", " "),
        (r"n['’]t\b", " not"),
        (r"(?i)\b(it|that|this|there|what|here)['’]s\b", r"\1 is"),
        (
            r"(?i)\blies? (?=(?:in|on|at|with|behind|between|under|near|within|to|off|down|\d+)\b)",
            " ",
        ),
        (r"(?i)\bmade[ -]up\b(?! (?:of|for|his|her|their|my|its|the|by|\d))", "fake"),
        (r"(?i)\bmade (it|this|that|them|everything) up\b", r"\1 is fake"),
        (rf"(?i)\b({_CLAIMS}) (?:is|was|are|were) invented\b", r"\1 is fake"),
        (rf"(?i)\binvented (?={_CLAIMS})|\bpure invention\b", "fake "),
    )
)
_DENYING = frozenset("not never none nobody no neither nothing few hardly".split())
SAYING = sw.SPEECH_VERBS | sw.BELIEF_VERBS | sw.CLAIM_VERBS | {"goes", "went", "hoped", "seemed"}
_NO_PREDICATE = (["did", "not"], ["was", "not"], ["is", "not"], ["woke", "up"])
_DONE_TO_THINGS = frozenset(
    "withdrawn withdrew withdraws rejected rejects reject dismissed dismisses contested".split()
)
_NOT_QUITE = frozenset("so really quite exactly".split())


def takes_back(words: Sequence[str]) -> bool:
    """Whether a sentence says of the one before that it is untrue, or only what somebody says."""
    if words[:1] == ["a"]:
        words = words[1:]  # "A. Wrong."
    if not 0 < len(words) <= _LONGEST_RETRACTION:
        return False
    start = frozenset(words[:REFERRING_WORDS])
    refers = len(words) <= 3 or not nw.BACK_REFERENCES.isdisjoint(start | {words[-1]})
    short = len(words) <= _LONGEST_ORDER
    told = short and (start & sw.FINITE_VERBS or len(words) <= 3)
    told = told and not nw.STORY_NOUNS.isdisjoint(words)
    if refers and (is_untrue(words) or told):
        return True
    if words[:2] in (["no", "such"], ["nothing", "of"], ["the", "opposite"]):
        return True
    said = not SAYING.isdisjoint(words)
    so = bool(words[0] in {"or", "at", "as"} and start & {"so", "that", "this"})
    so |= short and words[0] == "so" and not start & fw.FIRST_PERSON_PRONOUNS
    what = words[0] in {"this", "that", "such"} and start & {"what", "how"}
    if said:
        return bool(so or what)
    return short and (words[-2:] in _NO_PREDICATE or (words[0] == "according" and len(words) > 2))


def is_untrue(words: Sequence[str]) -> bool:
    """Whether a text says that something is untrue: "false", "not true", "none happened"."""
    known = frozenset(words)
    denied = known & _DENYING and known & nw.TRUTH_WORDS and not known & {"should", "clear"}
    short = words[:1] == ["not"] and len(words) <= 3 and known & _NOT_QUITE
    untrue = any(
        word in nw.UNTRUE_WORDS and _DENYING.isdisjoint(words[max(0, at - 2) : at])
        for at, word in enumerate(words)
    )
    return bool(untrue or denied or short)


def denies(words: Sequence[str]) -> bool:
    """Whether a sentence says that what the one before says is denied or withdrawn."""
    place = next((at for at, word in enumerate(words) if word in nw.DENIALS), None)
    if place is None or len(words) > _LONGEST_RETRACTION:
        return False
    # a bus is withdrawn, and an offer rejected, too
    denied = nw.CLAIM_NOUNS if words[place] in _DONE_TO_THINGS else nw.BACK_REFERENCES
    return not denied.isdisjoint((*words[:4], *words[place + 1 :]))


def is_hedged(words: Sequence[str]) -> bool:
    """Whether a text says itself that somebody says, supposes or is accused of something."""
    return not (sw.ATTRIBUTION | sw.CLAIM_VERBS | sw.HEDGES | nw.CLAIM_NOUNS).isdisjoint(words)


def split_words(text: str) -> list[str]:
    """Return the words in small letters: `"It isn't so." -> ["it", "is", "not", "so"]`."""
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return WORD.findall(text.lower())
