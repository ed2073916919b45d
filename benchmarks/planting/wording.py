"""Lies by a word: negation added or removed, a direction reversed."""

from __future__ import annotations

import re

from planting.antonyms import NEVER_WHERE, ONLY_WHERE, OPPOSITES
from planting.article import Article
from planting.facts import Lies, put
from planting.verbs import BASE, BASE_FORMS, PARTICIPLE, PAST, third

# Behind the auxiliary: words with which "not" makes no sense, or leaves the sense as it was.
_NO_NOT = (
    r"(?:not|n[o’']t|never|no|nothing|nobody|none|neither|hardly|only|also|still|already|just|even"
    r"|some|somebody|something|ever|any|either|both|perhaps|probably|certainly|clearly|always"
    r"|often|now|then|too|so|being|to|that|what|why|how|when|where|as|at least|more|less|almost"
    r"|nearly|actually|definitely|simply|once|best|most|one of|among|indeed|due|about|all|each"
    r"|every|have)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|must|has been|have been|had been)"
    rf"(?= (?!{_NO_NOT})[a-z])"
)
_PARTICIPLES = "|".join({*PARTICIPLE.values()} - {"let", "set", "cut", "put"})
_NO_MODAL = "".join(rf"(?<!\b{word} )" for word in "to may will could would might must".split())
_PERFECT = re.compile(rf"{_NO_MODAL}\b(?:has|have|had)(?= (?:{_PARTICIPLES})\b(?! to\b))")
_FINITE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|who|[A-Z][a-z]+) ([a-z]+)\b(?! by\b)")
# Before a subject with which "did not" would be no English, or which is no subject.
_NO_SUBJECT = re.compile(r"[,;] $|\b(?:of|the|by|with|in|to|for|before|after|since|until|as) $")
# "… he did not say" behind a quotation is no English.
_SPEECH = frozenset("say tell add ask reply claim argue explain admit".split())
# Words that go with a negation, and so can't stay when it goes.
_POLAR = re.compile(
    r"\b(?:any|anyone|anything|anybody|yet|either|ever|at all|until|much|nor|because|single"
    r"|necessarily|anymore|none|nothing|nobody|so|not only|neither)\b",
    re.IGNORECASE,
)
_DID_NOT = re.compile(rf"\b(did|does|do)(?: not|n[’']t) ({BASE_FORMS})\b(?! (?:but|just|only)\b)")
_IS_NOT = re.compile(
    r"\b(is|are|was|were|will|would|can|could|should|must|has|have|had|wo|ca)(?: not|n[’']t|not\b)"
    r" (?!to |only |just |be able to afford)(?=\w)"
)
_UNCUT = {"wo": "will", "ca": "can"}
_NO = re.compile(
    r"\b(is|was|are|were|has|had|have|with) no "
    r"(?!one|longer|more|way|such|doubt|less|better|different)(?=[a-z]+\b)"
)


def negations(text: str, article: Article) -> Lies:
    """ "not" added behind an auxiliary, "did not" before a verb; or either taken out."""
    if text.endswith("?") or re.search(r"\b(?:whether|if|than|unless)\b", text, re.I):
        return
    removed = [] if _POLAR.search(text) else list(_removed(text))
    yield from removed or _added(text)


def _added(text: str) -> Lies:
    for match in _AUXILIARY.finditer(text):
        at = match.start() + len(match.group().partition(" ")[0])
        yield put(text, at, at, " not"), "not"
    for match in _PERFECT.finditer(text):
        yield put(text, match.end(), match.end(), " not"), "not"
    for match in _FINITE.finditer(text):
        base = BASE.get(match[1])
        if base and base not in _SPEECH and not _NO_SUBJECT.search(text[: match.start()]):
            yield put(text, *match.span(1), f"did not {base}"), "not"
    for match in re.finditer(r"\bmanaged to\b", text):
        yield put(text, *match.span(), "failed to"), "failed"


def _removed(text: str) -> Lies:
    for match in _DID_NOT.finditer(text):
        base = match[2]
        new = {"did": PAST[base], "does": third(base), "do": base}[match[1]]
        if base != "be":
            yield put(text, *match.span(), new), base
    for match in _IS_NOT.finditer(text):
        yield put(text, *match.span(), _UNCUT.get(match[1], match[1]) + " "), match[1]
    for match in re.finditer(r"(?<=\w )never (?=[a-z]+)", text):
        yield put(text, *match.span(), ""), ""
    for match in _NO.finditer(text):
        yield put(text, *match.span(), match[1] + " some "), "some"
    for match in re.finditer(r"\b(is|are|was|were|has|have|had) no longer\b", text):
        yield put(text, *match.span(), match[1] + " still"), "still"
    for match in re.finditer(r"\b(failed) to [a-z]+\b", text):
        yield put(text, *match.span(1), "managed"), "managed"


def directions(text: str, article: Article) -> Lies:
    """A word's opposite in its place."""
    for match in re.finditer(r"(?<![\w’'-])[a-z]+(?:-[a-z]+)?(?![\w’'-])", text):
        word, start = match.group(), match.start()
        marked = text[:start] + "@" + text[start:]
        only, never = ONLY_WHERE.get(word), NEVER_WHERE.get(word)
        if (only and not only.search(marked)) or (never and never.search(marked)):
            continue
        for new in OPPOSITES.get(word, ()):
            if not re.search(rf"\b{new}\b", text):
                yield put(text, *match.span(), new), new
