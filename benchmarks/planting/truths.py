"""True sentences told in other forms, so mechanically that they surely stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting import words
from planting.article import Article
from planting.facts import put
from planting.roles import ACTIVE, NAME, PRONOUN_FIRST, TO_OBJECT, TO_SUBJECT, inside, is_nobody
from planting.verbs import BASE, BASE_OF_PARTICIPLE, PARTICIPLE, PAST

Truths = Iterator[tuple[str, str]]
"""Other forms of a sentence, each with the words that are new in it: none."""

_MONTH = "|".join(words.MONTHS)
_TIME = (
    rf"(?:On \w+day|On \d\d? (?:{_MONTH})|In \d{{4}}|In (?:{_MONTH})(?: \d{{4}})?"
    r"|(?:Last|Earlier this) (?:week|month|year)|Yesterday)"
)
_SUBJECT = r"(?=(?:the|a|he|she|they|it)\b)"
_AMOUNT = r"(\d[\d.,]*\d|\d)"
_SWAPS = (
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"(?<=\d) (?:per cent|percent)\b", "%"),
    (r"(?<=\d)%", " per cent"),
    (rf"\${_AMOUNT} (million|billion)\b", r"\1 \2 dollars"),
    (rf"£{_AMOUNT} (million|billion)\b", r"\1 \2 pounds"),
    (rf"£{_AMOUNT}m\b", r"£\1 million"),
    (rf"£{_AMOUNT} million\b", r"£\1m"),
    (rf"£{_AMOUNT}bn\b", r"£\1 billion"),
    (r"(?<= )10,000\b", "ten thousand"),
    (r"(?<= )1,000(?= [a-z])", "one thousand"),
    (r"(?<!half )\ba dozen (?=[a-z]+s\b)", "12 "),
)
_WORD_OF = {str(value): word for word, value in words.NUMBER_VALUES.items()}
_DAY_FIRST = re.compile(rf"(?<![-–])\b(\d\d?)(?:st|nd|rd|th)? ({_MONTH})\b( \d{{4}}\b)?")
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d\d?)(?:st|nd|rd|th)?\b(?!,? \d|[:,.]\d|[-–])")
_FULL = r"\b(did|does|do|was|were|is|are|has|have|had|would|could|should) not\b"
_SHORT = r"(?<=\w )(did|does|do|was|were|is|are|has|have|had|would|could|should)n[’']t\b"
_GOES_ON = r"(?= (?:was|were|is|are|has|had|will|would|said|told)\b)"
_RELATIVE = re.compile(rf"(?<!, \d\d), (?:who|which) [^,;:\"“”]{{8,90}},{_GOES_ON}")
_APPOSITION = re.compile(rf"(?<=[a-z]), (?:\d\d|(?:a|an|the) [^,;:\"“”]{{5,60}}),{_GOES_ON}")
_LEADING = re.compile(
    r"(?:However|Meanwhile|Also|Overall|Earlier|Later|Now|Indeed|Of course), (?=[a-z])"
    rf"|{_TIME}, {_SUBJECT}"
)
_THING = r"(?:The|An?|His|Her|Their) (?:(?!of|in|who|that|which|and)[a-z-]+ ){0,3}?[a-z]+"
_WIDE_PASSIVE = re.compile(
    rf"^({_THING}|{NAME}|He|She|They|It) (?:was|were) (\w+) by ({NAME}|{_THING.lower()})"
    r"(?=[.]|,? (?:in|on|at|for|after|before|during|last|when|while|from)\b)"
)
_SAID_FIRST = re.compile(
    r"((?:[A-Z][\w'’-]+ ){1,3}|(?:He|She|They) )said (?:that )?"
    r"(?=(?:the|it|he|she|they|there|a) )([^\"“”,;:]+)(?<! )\.$"
)
_SAID_LAST = re.compile(
    r"((?:The|It|He|She|They|There|A) [^\"“”,;:]+), ((?:[A-Z][\w'’-]+ ?){1,3}|he|she|they) said\.$"
)


def untouched(text: str, article: Article) -> Truths:
    """As it stands."""
    yield text, ""


def typography(text: str, article: Article) -> Truths:
    """Quotation marks, apostrophes and dashes of another keyboard."""
    if re.search("[“”’‘]", text):
        yield re.sub("[’‘]", "'", re.sub("[“”]", '"', text)), ""
    if "'" in text and not re.search(r"(?:^|\W)'|'(?:\W|$)", text):
        yield text.replace("'", "’"), ""
    if text.count('"') == 2:
        yield re.sub('"([^"]*)"', "“\\1”", text), ""
    for dash in (" — ", "—"):
        if re.search(r"(?<=\w) [-–] (?=\w)", text):
            yield re.sub(r"(?<=\w) [-–] (?=\w)", dash, text), ""


def names(text: str, article: Article) -> Truths:
    """The surname alone for the full name."""
    for person in article.people:
        once = len(re.findall(rf"\b{person.surname}\b", text)) == 1
        if once and person.full in text and article.unambiguous(person):
            yield text.replace(person.full, person.surname), ""


def number_forms(text: str, article: Article) -> Truths:
    """ "10,000" -> "10000", "5 per cent" -> "5%", "$5 million" -> "5 million dollars"."""
    for old, new in _SWAPS:
        if re.search(old, text):
            yield re.sub(old, new, text), ""
    for match in re.finditer(
        rf"(?<=[a-z] )(?<!ty )({'|'.join(words.NUMBERS)})(?= [a-z]+s\b)", text
    ):
        yield put(text, *match.span(), str(words.NUMBER_VALUES[match[1]])), ""
    for match in re.finditer(r"(?<=[a-z] )(\d|1\d)(?= [a-z]+s\b)", text):
        if match[1] in _WORD_OF:
            yield put(text, *match.span(), _WORD_OF[match[1]]), ""


def date_forms(text: str, article: Article) -> Truths:
    """ "3 May" -> "May 3" and back, with the year behind a comma; no ending on the day."""
    for match in _DAY_FIRST.finditer(text):
        if text[match.end() :].lstrip()[:1].isdigit():
            continue  # "On December 9 253 members met" may be one number
        year = f",{match[3]}" if match[3] else ""
        yield put(text, *match.span(), f"{match[2]} {match[1]}{year}"), ""
    for match in _MONTH_FIRST.finditer(text):
        yield put(text, *match.span(), f"{match[2]} {match[1]}"), ""


def contractions(text: str, article: Article) -> Truths:
    """ "did not" <-> "didn't"."""
    for match in re.finditer(_FULL, text):
        yield put(text, *match.span(), f"{match[1]}n't"), ""
    for match in re.finditer(_SHORT, text):
        if "?" not in text:
            yield put(text, *match.span(), f"{match[1]} not"), ""
    for match in re.finditer(r"\bcannot\b|\bcan not\b", text):
        yield put(text, *match.span(), "can't"), ""
    for match in re.finditer(r"\b([Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t) will\b(?= [a-z])", text):
        yield put(text, *match.span(), f"{match[1]}'ll"), ""


def voices(text: str, article: Article) -> Truths:
    """Active for passive and back: `"Lee sued Kim." <-> "Kim was sued by Lee."`"""
    match = _WIDE_PASSIVE.match(text)
    if match and match[2] in BASE_OF_PARTICIPLE and _plain(text, match):
        yield _turned(text, match, PAST[BASE_OF_PARTICIPLE[match[2]]]), ""
    match = ACTIVE.match(text) or PRONOUN_FIRST.match(text)
    if match and BASE.get(match[2], "leave") not in {"leave", "join"} and _plain(text, match):
        be = "were" if match[3].endswith("s") and not match[3][0].isupper() else "was"
        yield _turned(text, match, f"{be} {PARTICIPLE[BASE[match[2]]]} by"), ""


def _plain(text: str, match: re.Match[str]) -> bool:
    """Whether both are whole names or persons, and nothing is joined to the second."""
    joined = re.match(r",? (?:who|to|that|about)\b|.* and\b", text[match.end() :])
    phrase = re.match(r"(?:The|An?|His|Her|Their) [a-z]", match[1])
    nobody = is_nobody(match[1]) and not phrase
    return not joined and not nobody and (match[3][0].islower() or not is_nobody(match[3]))


def _turned(text: str, match: re.Match[str], verb: str) -> str:
    left = TO_OBJECT.get(match[1] if match[1] == "I" else match[1].lower()) or inside(match[1])
    left = left[0].lower() + left[1:] if re.match(r"(?:The|An?|His|Her|Their) ", left) else left
    right = TO_SUBJECT.get(match[3], match[3])
    return put(text, *match.span(), f"{right[0].upper()}{right[1:]} {verb} {left}")


def clauses(text: str, article: Article) -> Truths:
    """Without a relative clause or an apposition between commas, or a leading adverbial."""
    for match in _RELATIVE.finditer(text):
        yield put(text, *match.span(), ""), ""
    for match in _APPOSITION.finditer(text):
        listed = re.search(r",|\b(?:and|or)\b", text[: match.start()])
        if not listed and "," not in text[match.end() :]:
            yield put(text, *match.span(), ""), ""
    leading = _LEADING.match(text)
    if leading:
        yield text[leading.end()].upper() + text[leading.end() + 1 :], ""


def adverbials(text: str, article: Article) -> Truths:
    """ "On Tuesday, she left." -> "She left on Tuesday." """
    match = re.match(rf"({_TIME}),? (?=(?:the|a|he|she|they|it)\b|[A-Z])", text)
    rest = text[match.end() :] if match else ""
    if match and re.search(r"\w\.$", rest) and not re.search(_COMPLEX, rest):
        yield f"{rest[0].upper()}{rest[1:-1]} {match[1][0].lower()}{match[1][1:]}.", ""


# With these, a time at the end could belong to a part of the sentence only.
_COMPLEX = (
    r"[,;:.!?\"“”] | (?:and|that|who|which|said|says|to|when|if|after|before|until|how|as) "
    r"|earlier|later|ago"
)


def speakers(text: str, article: Article) -> Truths:
    """ "Lee said it would close." <-> "It would close, Lee said." """
    match = _SAID_FIRST.match(text)
    if match and not re.search(r" (?:said|and|believes) ", match[2]):
        who = match[1].strip()
        name = who.split()[0] not in {"He", "She", "They", "The", "Police", "Officials"}
        who = who if name else who[0].lower() + who[1:]
        yield f"{match[2][0].upper()}{match[2][1:]}, {who} said.", ""
    match = _SAID_LAST.match(text)
    if match and " said " not in match[1]:
        who = match[2][0].upper() + match[2][1:]
        yield f"{who} said {match[1][0].lower()}{match[1][1:]}.", ""
