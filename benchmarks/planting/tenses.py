"""Lies about time: what was is said to be, what is planned is said to have been done."""

from __future__ import annotations

import re

from planting.article import Article
from planting.facts import Lies, put
from planting.phrases import NEGATIVE, SUBJECT, is_plural
from planting.verbs import BASE, BASE_FORMS, PARTICIPLE, PAST, third

# What lasts: told in the present, it is no headline of what happened.
_LASTING = "|".join(
    PAST[base]
    for base in (
        "live work need want own believe serve belong love hate know hold employ hope expect teach "
        "contain like remain study run carry play take wear keep use operate lead stand cover have"
    ).split()
)
_LASTED = re.compile(
    rf"^(?P<subject>{SUBJECT}) (?P<verb>{_LASTING}) (?!to|been|by|in|on|for|at|[a-z]+ed\b)"
)
_WAS = re.compile(
    rf"^(?P<subject>(?!There){SUBJECT}) (?P<verb>was|were) (?!born|to|not|it|due"
    rf"|[a-z]+ing\b|like\b)(?!(?:[a-z]+ )?(?:{'|'.join(sorted(PARTICIPLE.values()))}|[a-z]+ed)\b)"
)
_PLANNED = re.compile(
    rf"^(?P<subject>(?!There){SUBJECT}) (?P<verb>(?:(?:plans?|planned|wants?|wanted|hopes?"
    rf"|hoped|intends?|intended"
    r"|promised|pledged|threatened|vowed|offered|tried|refused|expects|expected|aims?|asked"
    r"|(?:is|are|was|were) (?:set|due|expected|likely|hoping|planning|ready|prepared"
    r"|scheduled)) to|will)"
    rf" (?P<base>{BASE_FORMS}))\b"
)


def tenses(text: str, article: Article) -> Lies:
    """ "It took a day." -> "It takes a day."; "He plans to go." -> "He went."."""
    if text.endswith("?") or NEGATIVE.search(text):
        return
    match = _LASTED.match(text)
    if match and match["verb"] in {**BASE, "had": "have"}:
        base = {**BASE, "had": "have"}[match["verb"]]
        new = base if is_plural(match["subject"]) else third(base)
        yield put(text, *match.span("verb"), new), new
        yield put(text, *match.span("verb"), f"will {base}"), "will"
    match = _WAS.match(text)
    if match:
        new = {"was": "is", "were": "are"}[match["verb"]]
        yield put(text, *match.span("verb"), new), new
    match = _PLANNED.match(text)
    if match:
        base, plural = match["base"], is_plural(match["subject"])
        past = ("were" if plural else "was") if base == "be" else PAST[base]
        yield put(text, *match.span("verb"), past), past
        if PARTICIPLE[base] != "been":
            perfect = f"{'have' if plural else 'has'} {PARTICIPLE[base]}"
            yield put(text, *match.span("verb"), perfect), PARTICIPLE[base]
