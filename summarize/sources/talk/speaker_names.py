"""What stands before a colon: somebody's name, or "Step 1", "MONDAY", "RESULTS", "By REUTERS"."""

from __future__ import annotations

import re

from summarize.sources.text.kinds import LOG_LEVEL

# What a line of a log has in the place of a name.
_LOG_LEVEL = re.compile(rf"\W?{LOG_LEVEL}")
# What stands before colons and names nobody.
_NO_NAMES = frozenset(
    """note notes tip tips warning example examples step summary ingredients method http https info
    debug error warn critical fatal trace source sources where when what why who time date
    location price venue update correction caution important from to cc subject sent
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    january february march april may june july august september october november december
    morning afternoon evening night
    background methods result results conclusion conclusions objective objectives aim aims purpose
    design setting participants patients intervention interventions measurements limitations
    discussion introduction abstract findings interpretation funding overview history context
    significance rationale hypothesis materials analysis recommendations keywords
    action actions decision decisions agreed resolved motion apologies present absent attendees
    agenda minutes next status owner deadline
    pros cons verdict rating food service atmosphere fixed added changed removed deprecated security
    aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces
    fact myth claim answer question true false old new before after
    spoiler breaking live latest photo photos video caption credit""".split()
)
# "Step 1", "Day 3", "SECTION 12", "Class 2b", "Chapter IV"; not "Speaker 1".
_NUMBERED = re.compile(
    r"(?:step|day|week|month|year|round|stage|phase|part|chapter|section|article|rule|class|lot|item"
    r"|case|figure|fig\.|table|version|lesson|unit|module|question|option|level|game|set|race|heat"
    r"|tip|reason|myth|fact|number|no\.|scene|act|episode|season|exhibit|appendix|annex|schedule"
    r"|title|clause|theorem|lemma|problem|exercise|task|goal|point|room|group|team|q|a)\s?"
    r"(?:\d{1,4}[a-z]?|[ivxlc]{1,6})",
    re.IGNORECASE,
)
# "Friday 8 March", "8 March", "March 8"
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*\d.*"
    r"|\d{1,2}(?:st|nd|rd|th)?\.? [a-z]{3,9}\.?,?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?,?)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|written by|posted by|reported by|photos? by|von|par|por)\s", re.I)
_NAME_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|\d+|d[aeiu]|de[lrn]|v[ao]n|zu|bin|al|of|\([^()]*\))"
_PLAIN_NAME = re.compile(rf"{_NAME_WORD}(?:,?\s{_NAME_WORD}){{0,4}}")
_MOST_WORDS = 8


def is_name(name: str) -> bool:
    """Whether a text can be somebody's name: it has a letter, or is a telephone's number.

    `"Dr. Ruth Amber" -> True`, `"Step 1" -> False`, `"By REUTERS" -> False`
    """
    if name.startswith("+") and sum(map(str.isdigit, name)) >= 7:
        return True
    if not any(map(str.isalpha, name)) or len(name.split()) > _MOST_WORDS:
        return False
    known = name.lower() in _NO_NAMES or _LOG_LEVEL.match(name) or _BYLINE.match(name)
    return not (known or _NUMBERED.fullmatch(name) or _DATE.fullmatch(name))


def is_plain_name(name: str) -> bool:
    """Whether nothing but capitalised words make a name: not `"The bridge needs paint"`."""
    return _PLAIN_NAME.fullmatch(name) is not None


def find_initials(name: str) -> frozenset[str]:
    """Return what a window may show instead of a picture: `"Dr. Ruth Amber" -> {"DA", "DRA"}`."""
    letters = [word[0] for word in re.findall(r"[^\W\d_]\w*", name)]
    if len(letters) < 2:
        return frozenset()
    return frozenset({letters[0] + letters[-1], "".join(letters)})
