"""Patterns of subjects, verbs and complements: enough to cut a sentence at its joints."""

from __future__ import annotations

import re

from planting import words
from planting.roles import NAME, is_nobody
from planting.verbs import PARTICIPLE, PAST

# Past forms that are nouns or adjectives as often as verbs, or the same as the base.
_DOUBTFUL = frozenset("cost cut hit let put read set shut split spread quit hurt felt lay".split())
_AUXILIARIES = (
    "is are was were has have had will would can could may might must should does did do".split()
)
_PRESENTS = (
    "says wants believes means takes makes gives gets goes comes keeps knows thinks"
    " becomes remains "
    "includes provides requires allows seems appears tells"
).split()
# Pasts that the lies about verbs have no use for.
_MORE = (
    "jailed fined sued voted killed praised rejected injured raised doubled halved earned flooded "
    "lasted merged noted painted poured raced repaired reversed sailed scored shouted "
    "smoked soared "
    "slowed slumped surged testified toured towed tripled tumbled vanished vetoed wrecked approved "
    "appointed banned bombed borrowed collapsed cracked crashed elected agreed complained defeated "
    "shrank sank swam plunged climbed reopened charged lowered weighed employed named predicted"
).split()
PASTS = frozenset((*PAST.values(), *_MORE)) - _DOUBTFUL
SURE_PASTS = PASTS - frozenset(PARTICIPLE.values())
"""What is finite wherever it stands: `"fell"`, `"began"`."""
FINITE = rf"(?:{'|'.join(sorted({*_AUXILIARIES, *_PRESENTS, *PASTS}, key=len, reverse=True))})"
_STOP = "|".join(
    "of in on at by for from with to into over under after before during since until as than who "
    "which that and or but when while because although if whether where how what not also so then "
    "so now still already".split()
)
_WORD = rf"(?!(?:{_STOP}|{FINITE}|[a-z]+ly)\b)[a-z][\w’'-]*"
_DETERMINER = "(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat)"
THING = rf"{_DETERMINER} (?:{_WORD} ){{0,3}}?{_WORD}"
SUBJECT = rf"(?:{NAME}|{THING}|He|She|It|They)"
MONTH = "|".join(words.MONTHS)
WEEKDAY = "|".join(words.WEEKDAYS)
PLACE = "|".join(sorted(words.CITIES | words.COUNTRIES | words.STATES))
NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|only|few|little"
    r"|unlikely|fail\w*|refus\w+|den(?:y|ied|ies)|unless|lack\w*|avoid\w*|prevent\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:[^sui]s|ss?es|police|people|men|women|children|They|they|We|we|I|You)$| and "
)


# With these, nobody is named, whatever their capital letter says.
_NOBODY = frozenset(
    """There Never Nobody Nothing Something Somebody Everything Everyone Anyone Anything None Such
    Each Every All Any Other Others Party Prime Sorry Here Now Many Several People Police Former
    Head He She It They We I You More Less Between Since Through Until Under Over Yes No""".split()
)
_ODD = re.compile(
    r"[.!?…] [A-Z.]|\?|  | [.,;:]|\.\.|\[|Published|Updated|playback|picture[ds]?\b"
    r"|\b(?:left|right)\)"
    r"|[`~|_@#\\Â]|^(?:Sorry|Here|Watch|Find|Click|FIG|Slide)\b"
)


def is_plural(subject: str) -> bool:
    """Whether it goes with "were": `"The doctors" -> True`."""
    return _PLURAL.search(subject) is not None and not is_name(subject)


def agrees(subject: str, verb: str) -> bool:
    """Whether the verb's form fits: `"The doctors", "was" -> False`."""
    if subject in {"I", "You"}:
        return False
    if verb in _PRESENTS:
        return not is_plural(subject)
    return verb not in (
        {"is", "was", "has", "does"} if is_plural(subject) else {"are", "were", "have", "do"}
    )


def is_name(phrase: str) -> bool:
    """Whether it names somebody or something: `"There" -> False`."""
    named = re.fullmatch(NAME, phrase) is not None and not is_nobody(phrase)
    return named and phrase.partition(" ")[0] not in _NOBODY


def is_plain(text: str) -> bool:
    """Whether it is one sentence of prose, and no caption or heading with one glued to it."""
    return not _ODD.search(text)


def is_finite(verb: str, rest: str) -> bool:
    """Whether it surely is no participle: `"arrested", "in May said so" -> False`."""
    participle = verb in PASTS - SURE_PASTS
    follows = r"(?:by|in|on|at|for|with|after|to|from|as|was|were|is|has|had|compared)\b"
    return not participle or re.match(follows, rest) is None


def capital(text: str) -> str:
    """With a capital letter at its start: `"the firm" -> "The firm"`."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """As it stands inside a sentence: `"The firm" -> "the firm"`, `"Lee" -> "Lee"`."""
    first = text.split(maxsplit=1)[0]
    inner = first in {
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "His",
        "Her",
        "Its",
        "Their",
        "This",
        "There",
        "We",
        "That",
        "These",
    }
    return text[:1].lower() + text[1:] if inner else text
