"""How chats and transcripts are written down: the forms in which a message begins.

A form is a pattern for one line. Its groups are the name, the words on the same line, and the
stamp: whatever programs print as a time ("18:22", "6:22 PM", "12/05/2024, 18:22:40", "00:03",
"Today at 18:22"). A name holds no colon and does not begin with a mark: "Ana", "ana_92",
"Dr. Ruth Amber (she/her)", "+44 7700 900123".
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_CLOCK = (
    r"(?:\d{1,3}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?"
    r"(?:\s?[APap]\.?\s?[Mm]\b\.?|(?!\s?[APap]\.?\s?[Mm]\b)(?:\s?(?:Uhr|h|[A-Z]{3})\b)?)"
    r"|(?:上午|下午|午前|午後|오전|오후)\s?\d{1,2}:\d{2}(?::\d{2})?)"
)
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = (
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\.?|\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}\.?"
    rf"|\d{{1,2}}\.?\s(?:de\s)?{_MONTH},?\s(?:de\s)?\d{{4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?)"
_DATED = (
    rf"(?:(?:{_WEEKDAY},?\s)?{_DAY}[,،]?(?:T|\s+(?:at\s|um\s|klo\s|kl\.?\s|à\s|a\sles\s"
    rf"|a\slas\s)?)"
    rf"{_CLOCK}Z?)"
)
# A day without a year: "May 12 09:04:22", "5/12 9:04 AM".
_SHORT_DAY = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s{1,2}\d{1,2}"
    r"|\d{1,2}[/.-]\d{1,2}\.?)"
)
_RELATIVE = rf"(?:(?:Today|Yesterday|{_WEEKDAY}|{_SHORT_DAY})(?:,|\sat)?\s+(?:at\s)?{_CLOCK})"
STAMP = rf"(?:(?:{_DATED}|{_RELATIVE}|{_CLOCK})(?:\s?(?:[-–—]+>?|to)\s?{_CLOCK})?)"
"""A time, with its day or without, or from one time to another."""

_INSIDE_NAME = r"[^:<>\[\]|\"“”{}\t\n]{0,58}?"
_NAME = rf"(?P<name>[^\s:<>\[\]|\"“”{{}}()*#.,;!?–—•-]{_INSIDE_NAME})"
_BARE = rf"(?P<bare>{STAMP})"
_BRACKETED = rf"[\[(]\s*(?P<stamp>{STAMP})\s*[\])]"
_WORDS = r"(?:\s+(?P<words>.*))?$"
_CAPITALS = (
    r"(?P<shouted>(?:(?:THE|MR|MRS|MS|DR)\b\.?\s)?[A-Z][A-Z.’'-]*(?:\s[A-Z][A-Z.’'-]*){0,4}"
    r"(?:,\s[A-Z ]{3,20})?)(?:\s\([^()]{1,60}\))?"
)


_ANY_CLOCK, _COLON = re.compile(r"\d[:.]\d\d"), re.compile(":")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to begin a message, by a pattern for its line.

    `notice` is a pattern of what the program itself wrote: it has the stamp and no name. `certain`:
    nothing but talk looks like this, so that no name need recur. `bold`: in Markdown, where the
    line begins with bold type. `unstamped`: without a time, which asks for more names. `marked`:
    only where other lines show that a text is a transcript. `sign` is what every message has, a
    short pattern to be looked for first: the others are long, and compiled when they are needed.
    """

    pattern: str
    notice: str = ""
    certain: bool = False
    bold: bool = False
    unstamped: bool = False
    marked: bool = False
    fewest: int = 3
    sign: re.Pattern[str] = _ANY_CLOCK

    def match(self, line: str, start: int = 0) -> re.Match[str] | None:
        """Match the beginning of a message at `start`."""
        return _compile(self.pattern).match(line, start)

    def match_notice(self, line: str) -> re.Match[str] | None:
        """Match what the program itself wrote."""
        return _compile(self.notice).match(line) if self.notice else None


_compile = functools.cache(re.compile)

_IN_BRACKETS = Form(  # WhatsApp on iOS, Signal
    rf"\[\s*(?P<stamp>{_DATED})\s*\]\s*(?:~\s?)?{_NAME}\s?:{_WORDS}",
    notice=rf"\[\s*{_DATED}\s*\]",
    certain=True,
    fewest=2,
)
_DASHED = Form(  # WhatsApp on Android
    rf"(?P<stamp>{_DATED})\s[-–]\s(?:~\s?)?{_NAME}\s?:{_WORDS}",
    notice=rf"{_DATED}\s[-–]\s",
    certain=True,
    fewest=2,
)
_FROM = Form(  # the chat of Zoom
    rf"{_BARE}\s*From\s+{_NAME}(?:\s+to\s+[^:]{{1,60}}?)?\s*:{_WORDS}",
    certain=True,
    fewest=2,
)
# "* ana waves", not "* ana (~a@host) has joined", "* Now talking in #party"
_ACTION = (
    r"\*\s(?!(?:Now talking|Topic|Set by|Disconnected|Attempting|Rejoined|Channel)\b"
    r"|\S+\s(?:\([^\s()]+\)\s)?(?:has (?:joined|quit|left)|joins|quits?|parts|joined|left|sets mode"
    r"|is now known|was kicked|gives|removes|set the topic|Quit|Joins|Parts)\b)(?P<actor>\w\S*)"
)
_NICK = Form(  # IRC
    (
        rf"(?:[\[(]?{_BARE}[\])]?\s*)?(?:<[@+%&~ ]?(?P<name>[^\s<>]{{1,30}})>"
        rf"|{_ACTION})"
        rf"{_WORDS}"
    ),
    notice=(
        rf"(?:[\[(]?{STAMP}[\])]?\s*)?(?:-!-|\*{{3,}}|-->|<--|---?|===?)\s"
        rf"|(?:[\[(]?{STAMP}[\])]?\s*)?\*\s|Session (?:Start|Ident|Close|Time): "
    ),
    sign=re.compile(r"<|\*\s"),
)
_COLUMNS = Form(  # WeeChat, LINE
    (
        rf"{_BARE}(?:\t[@+%&~ ]?(?P<name>[^\t:]{{1,40}})\t|\s+[@+%&~]?(?P<actor>\S{{1,30}})\s["
        rf"|│]\s)"
        r"\s*(?P<words>.*)$"
    ),
    notice=rf"{STAMP}\s+(?:-->|<--|--|=!=|\*)\s",
)
_STAMPED = Form(  # "[00:03] Ruth Amber: words", "00:03 - Ruth Amber: words"
    rf"(?:{_BRACKETED}|{_BARE}(?:\s?[-–—|])?)\s*{_NAME}\s?:{_WORDS}",
)
_NAME_AND_STAMP = Form(  # "Ruth Amber [00:03]: words", "Speaker 1: (00:03)"
    (
        rf"{_NAME}\s*(?:{_BRACKETED}(?:\s?:|(?=\s+\S))|:\s*[\[(]\s*{_BARE}\s*[\])]"
        rf"|\s(?P<plain>{STAMP})\s?:){_WORDS}"
    ),
)
_COMMA = Form(  # Telegram: "Ana, [12.05.2024 18:22]"
    rf"{_NAME},\s\[(?P<stamp>{STAMP})\]:?{_WORDS}", certain=True, fewest=2
)
_NAME_FIRST = Form(  # "Ruth Amber  00:03", "Ana — Today at 18:22", "Ruth Amber10:02 AM"
    rf"{_NAME}(?:\s+(?:APP|BOT))?(?:(?:\s*[,|·•–—-]\s*|\s+"
    rf"|(?<=\w)(?=\d\d?:\d\d\s[AP]M)){_BARE}"
    rf"|\s*{_BRACKETED})\s*(?:\([Ee]dited\)\s*)?$"
)
_STAMP_FIRST = Form(  # "00:03 Ruth Amber", "[10:02 AM] Ruth Amber"
    rf"(?:{_BRACKETED}|{_BARE})\s*[-–—|]?\s*{_NAME}\s*$"
)
_FROM_TO = Form(  # the chat of Webex: "from Ana to everyone:    9:04 AM"
    rf"[Ff]rom\s+{_NAME}\s+to\s+[^:]{{1,60}}:\s+{_BARE}\s*$", certain=True
)
_BRACKETS = Form(  # KakaoTalk: "[Ana] [9:04 AM] words"
    rf"\[(?P<name>[^\[\]]{{1,58}})\]\s\[(?P<stamp>{STAMP})\]{_WORDS}",
    notice=r"-{3,}\s.{4,40}\s-{3,}$",
    certain=True,
)
_LABEL_IN_BRACKETS = Form(  # WhisperX: "[SPEAKER_00]: words"
    rf"\[(?P<name>[^\[\]\d][^\[\]]{{0,40}})\]:{_WORDS}", unstamped=True, fewest=4, sign=_COLON
)
_NAME_IN_BRACKETS = Form(  # the transcripts of Zoom: "[Ruth Amber] 10:02:11"
    rf"\[(?P<name>[^\[\]\d][^\[\]]{{0,58}})\]\s+{_BARE}\s*$"
)
QUESTIONS = Form(  # depositions, press conferences
    rf"(?:(?P<name>[QA])(?:[.:]\s+|\s{{2,}})|{_CAPITALS}:\s+)(?P<words>\S.*)$",
    unstamped=True,
    fewest=6,
    sign=re.compile(r"^[QA]\b|:"),
)
_LABELLED = Form(  # "Ruth Amber: words", where the rest shows that it is a transcript
    rf"{_NAME}\s?:{_WORDS}", unstamped=True, marked=True, fewest=4, sign=_COLON
)
_BOLD = Form(rf"{_NAME}\s?:{_WORDS}", bold=True, unstamped=True, fewest=4, sign=_COLON)
_LINE = Form(rf"{_NAME}\s?:$", unstamped=True, fewest=4, sign=_COLON)

FORMS: tuple[Form, ...] = (
    *(
        _IN_BRACKETS,
        _DASHED,
        _FROM,
        _FROM_TO,
        _BRACKETS,
        _NICK,
        _COLUMNS,
        _COMMA,
        _STAMPED,
        _NAME_AND_STAMP,
    ),
    *(_NAME_FIRST, _STAMP_FIRST, _NAME_IN_BRACKETS, QUESTIONS, _LABELLED, _BOLD, _LINE),
    _LABEL_IN_BRACKETS,
)
"""The form with the most messages is a text's, among equals the first."""


def find_name(match: re.Match[str]) -> str:
    """Return the name that the match of a form has, whatever its group."""
    groups = match.groupdict()
    found = groups.get("name") or groups.get("actor") or groups.get("shouted") or ""
    return " ".join(found.split())


def find_stamp(match: re.Match[str]) -> str:
    """Return the time that the match of a form has; "" if it has none."""
    groups = match.groupdict()
    return " ".join(
        (groups.get("stamp") or groups.get("bare") or groups.get("plain") or "").split()
    )
