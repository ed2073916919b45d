"""Lies about who did what to whom: both exchanged."""

from __future__ import annotations

import re

from planting import words
from planting.article import Article
from planting.facts import Lies, put
from planting.verbs import PARTICIPLE, PAST

NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
_ACTORS = """
    man woman boy girl child mother father son daughter brother sister husband wife player
    manager coach driver officer officers police court jury judge company firm club team
    government council minister mayor president chairman owner bank party union lawyer doctor
    doctors teacher students pupils parents family couple crowd army soldiers rebels protesters
    teenager victim attacker gunman killer student thief dog cat bear lion shark horse captain
    crew passenger passengers pilot reporter journalist neighbour neighbours friend friends
    colleague suspect striker goalkeeper defender midfielder champion singer actor actress
    writer hosts visitors champions opposition publisher
""".split()
_ACTOR = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) "
    rf"(?:(?!man |woman |of |who |and |is |was )[a-z]+(?<!ly) )?(?:{'|'.join(_ACTORS)})"
)
_TRANSITIVE = """
    accuse admire arrest ask assault attack back beat blame capture catch challenge chase confront
    convict criticise criticize defeat defend dismiss elect employ endorse fire follow greet guide
    hail hammer help hire inform injure inspire interview invade judge kidnap kick kill lead leave
    love hate mentor murder nominate outscore overtake pass photograph praise prosecute protect
    punish push replace rescue sack see shoot sign sponsor spot stab strike succeed sue support
    suspend teach tell thank thrash threaten train trust visit warn watch welcome wound advise urge
    persuade question scare approach assist hear mock notice overrule pursue recognise recognize
    recommend surprise understand upset carry control describe destroy feed find grab hold ignore
    join need slam shock
""".split()
_VERBS = [verb for verb in _TRANSITIVE if verb in PAST]
_PASTS = "|".join(sorted({PAST[verb] for verb in _VERBS}))
_PARTICIPLES = "|".join(sorted({PARTICIPLE[verb] for verb in _VERBS}))
_DONE = (
    rf"(?:(?:has |had |have )?(?:{_PASTS}|{_PARTICIPLES})"
    r"|(?:lost|listened|spoke|turned|shouted) to|(?:pointed|looked|laughed|shouted) at)"
)
# A phrase ends where one of these stands: it is whole then.
_ADJUNCTS = "|".join(
    "in on at for after before over during from as to with and when while about that because last"
    " this of".split()
)
_AFTER_PRONOUN = rf"(?=[,.;]| \d| (?:{_ADJUNCTS})\b)"
_AFTER = (
    rf"(?=[,.;]| \d| (?:{_ADJUNCTS}|yesterday|earlier|into|under|who|by|how|he|she|they|it|there"
    r"|again|was|were|is|had)\b)"
)
# A clause begins behind these: what stands there is its subject.
_OPENERS = "and when after that while before but as where because since said until how says"
_BEFORE = (
    r"(?:(?<=^)|(?<=[\"“‘’'”] )|(?<=, )|"
    + "|".join(rf"(?<=\b{word} )" for word in _OPENERS.split())
    + ")"
)
_PHRASE = rf"(?:{NAME}|{_ACTOR})"
_PASSIVE_VERB = (
    r"(?:was|were|is|has been|had been|have been|being) (?:\w+ly )?" rf"(?:{_PARTICIPLES}) by"
)
ACTIVE = re.compile(rf"{_BEFORE}({_PHRASE}) ({_DONE}) ({_PHRASE}){_AFTER}")
PASSIVE = re.compile(rf"{_BEFORE}({_PHRASE}) ({_PASSIVE_VERB}) ({_PHRASE}){_AFTER}")
PRONOUN_FIRST = re.compile(
    rf"{_BEFORE}([Hh]e|[Ss]he|[Tt]hey|[Ww]e|I) ({_DONE}) ({_PHRASE}){_AFTER_PRONOUN}"
)
_PRONOUN_LAST = re.compile(rf"{_BEFORE}({_PHRASE}) ({_DONE}) (him|her|them|us|me){_AFTER_PRONOUN}")
TO_OBJECT = {"he": "him", "she": "her", "they": "them", "we": "us", "I": "me"}
TO_SUBJECT = {value: key for key, value in TO_OBJECT.items()}
# Pairs of names that change places: from where, for whom, over whom.
_OVER = r"[’']s (?:[\w-]+ ){0,3}(?:win|victory|triumph|defeat|success) (?:over|against|by|to)"
_GERUND = "(?:beating|replacing|succeeding|joining|beats|joins|replaces|leads)"
_PAIRS = (
    re.compile(rf"\bfrom ({NAME}) to ({NAME})\b"),
    re.compile(rf"\b(?:for|joined|joins|join|joining|to) ({NAME}) (?:against|from) ({NAME})\b"),
    re.compile(rf"{_BEFORE}({NAME}){_OVER} ({NAME})\b"),
    re.compile(rf"{_BEFORE}({NAME}) {_GERUND} ({NAME})\b"),
)
_KINDRED = (
    "son|daughter|brother|sister|mother|father|wife|husband|uncle|aunt|boss|lawyer|coach|manager"
    "|assistant|successor|predecessor|teacher|agent|deputy"
)
_KIN = re.compile(rf"(?<!the )(?<!of )\b({NAME})[’']s ((?:[a-z]+ )?(?:{_KINDRED})),? ({NAME})\b")
# Capitalised words that name nobody.
_FIXED = words.NATIONALITIES | frozenset(
    """The A An He She They It We I You But And That This These Those His Her Their Its In On At If
    When While After Before Having Yesterday Today Meanwhile However Later Now Then There Some Many
    Most Few Both One Two Three What Who Why How Not No As For From With By Or So Another""".split()
)


def roles(text: str, article: Article) -> Lies:
    """Who did it and whom it was done to, exchanged: `"Lee sued Kim." -> "Kim sued Lee."`"""
    for pattern in (ACTIVE, PASSIVE, PRONOUN_FIRST, _PRONOUN_LAST):
        for match in pattern.finditer(text):
            left, verb, right = match.groups()
            last = TO_OBJECT.get(left if left == "I" else left.lower()) or inside(left)
            first = TO_SUBJECT.get(right, right)
            if match.start() == 0:
                first = first[0].upper() + first[1:]
            if is_nobody(left) or is_nobody(right) or left.lower() == right.lower():
                continue
            yield (
                put(text, *match.span(), f"{first} {_agreeing(verb, right)} {last}"),
                f"{first} {last}",
            )
    for match in (found for pattern in _PAIRS for found in pattern.finditer(text)):
        if not is_nobody(match[1]) and not is_nobody(match[2]):
            yield put(put(text, *match.span(2), match[1]), *match.span(1), match[2]), match[1]
    for match in _KIN.finditer(text):
        if not is_nobody(match[1]) and not is_nobody(match[3]):
            yield put(text, *match.span(), f"{match[3]}'s {match[2]} {match[1]}"), match[1]


def is_nobody(phrase: str) -> bool:
    """Whether a phrase names neither a person nor a thing that acts: `"Yesterday" -> True`."""
    if phrase in {"He", "She", "They", "We", "I"}:
        return False
    every = phrase.split()
    acts = len(every) > 1 and every[-1] in _ACTORS
    return every[0] in _FIXED | {*words.WEEKDAYS, *words.MONTHS} and not acts


def inside(phrase: str) -> str:
    """As it stands inside a sentence: `"The man" -> "the man"`."""
    return phrase[0].lower() + phrase[1:] if phrase.rsplit(maxsplit=1)[-1] in _ACTORS else phrase


def _agreeing(verb: str, subject: str) -> str:
    """The verb for its new subject: `"was hit by", "officers" -> "were hit by"`."""
    last = subject.rpartition(" ")[2]
    plural = subject in {"them", "us"} or (last in _ACTORS and last.endswith("s"))
    singular = {"were": "was", "are": "is", "have": "has"}
    forms = {one: many for many, one in singular.items()} if plural else singular
    first, _, rest = verb.partition(" ")
    return f"{forms.get(first, first)} {rest}".strip()
