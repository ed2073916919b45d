"""Chats and transcripts in plain text -> messages: which form a text has, and its lines by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarize.nlp.patterns import SENTENCE_END
from summarize.sources.blocks import Block, Extract
from summarize.sources.talk.forms import FORMS, QUESTIONS, STAMP, Form, find_name, find_stamp
from summarize.sources.talk.messages import NOTICE, Message, build_extract, strip_markdown
from summarize.sources.talk.notices import BOXES, TRANSCRIPT, find_reason

_MAX_LINE = 2_000  # characters in which the beginning of a message is looked for
_SAMPLE = 500  # lines that show which form a text has
_LEAST_SHARE = 0.12  # of the lines begin a message, or are the program's
_LEAST_RECURRING = 0.5  # of the messages are by somebody who speaks more than once
_LONGEST_TURN = 0.5  # of the words, where nothing but names tells talk from prose
_MOST_BEFORE, _WORDS_BEFORE = 0.3, 120  # share, and number, of words above the first message
_LONG_TITLE = 100  # characters
_WHOLE_STAMP = re.compile(rf"[-—–\s]*[\[(]?({STAMP})[\])]?(?:\s*\([^()]*\))?")
_LEADING_STAMP = re.compile(rf"[\[(]{STAMP}[\])]\s*(?=\S)")
# Of somebody in Slack: "Ana Kim:palm_tree:  6:22 PM".
_STATUS = re.compile(rf"(?<=\w):[a-z][\w+-]{{1,40}}:(?=\s+{STAMP}$|$)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,80}?)\1")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n){1,60}?(?:---|\.\.\.)[ \t]*\r?\n")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_LINE_NUMBER = re.compile(r"\d{1,2}(?:\s+|$)")
_DIRECTIONS = "\u200e\u200f\ufeff"
# What a line of a log has in the place of a name.
_LOG_LEVEL = re.compile(r"\W?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b")
# What stands before colons and names nobody.
_NO_NAMES = frozenset(
    "note notes tip tips warning example examples step summary ingredients method http https info"
    " debug error warn critical fatal trace source sources where when what why who time date"
    " location price venue update correction caution important from to cc subject sent".split()
)
_NAME_WORD = r"(?:[A-Z][\w.’'-]*|\d+|de|van|von|of|\([^()]*\))"
_PERSONAL = re.compile(r"\b(?:I|you|we|You|We|my|our|your)\b")
_FEWEST_QUESTIONS, _QUESTION_SHARE, _PERSONAL_SHARE = 2, 0.15, 0.3
_CAPITAL_WORD = re.compile(r"[A-Z]{4,}")
_PLAIN_NAME = re.compile(rf"{_NAME_WORD}(?:,?\s{_NAME_WORD}){{0,4}}")
_FULL_LINE = 45  # characters: a text with shorter lines is not hard-wrapped
_FEWEST_WRAPPED, _WRAPPED_SHARE = 3, 0.35


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without white space at its ends, its number, and whether it begins in bold type."""

    text: str
    number: int
    bold: bool = False


def find_turns(text: str) -> Extract | None:
    """Return the turns of a chat or transcript; None if a text is none.

    `"[12/05/2024, 18:22:40] Ana: Hi all\\n..." -> Block("Ana: Hi all", ...)`
    """
    lines = list(_read_lines(text))
    variants = (lines, _join_stamps(lines, name_first=True), _join_stamps(lines, name_first=False))
    best = 0
    chosen: tuple[Sequence[_Line], Form] | None = None
    for variant in variants:
        for form in FORMS:
            count = _count_messages(variant[:_SAMPLE], form)
            if count > best:
                best, chosen = count, (variant, form)
    return _build(*chosen) if chosen and _count_messages(*chosen) else None


def _read_lines(text: str) -> Iterator[_Line]:
    front = _FRONT_MATTER.match(text)
    bare = text[front.end() :] if front else text
    raw = [""] * (text.count("\n") - bare.count("\n"))
    raw += [_STATUS.sub("", line.strip().lstrip(_DIRECTIONS)) for line in bare.splitlines()]
    full = [line for line in raw if line]
    numbered = sum(_LINE_NUMBER.match(line) is not None for line in full) >= 0.9 * len(full)
    for number, line in enumerate(raw, 1):
        words = _LINE_NUMBER.sub("", line, count=1) if numbered else line
        stamp = _LEADING_STAMP.match(words)
        bold = _BOLD.match(words, stamp.end() if stamp else 0)
        if bold:
            words = f"{words[: bold.start()]}{bold[2]}{words[bold.end() :]}"
        yield _Line(words, number, bold is not None)


def _join_stamps(lines: Sequence[_Line], *, name_first: bool) -> list[_Line]:
    """Join a name with the time on the next line, or a time with the name on the next line."""
    found: list[_Line] = []
    open_name: _Line | None = None
    for line in lines:
        first = _may_be_name(line) if name_first else _is_stamp(line)
        second = _is_stamp(line) if name_first else _may_be_name(line)
        if open_name and not line.text.strip("—–- "):
            continue
        if open_name and second:
            parts = (_bare_stamp(open_name), _bare_stamp(line))
            found[-1] = replace(open_name, text="  ".join(parts))
            open_name = None
            continue
        found.append(line)
        open_name = line if first else None
    return found


def _is_stamp(line: _Line) -> bool:
    return len(line.text) <= 80 and _WHOLE_STAMP.fullmatch(line.text) is not None


def _bare_stamp(line: _Line) -> str:
    """Return the time of a line that is one, without what stands around it, or the line."""
    found = _WHOLE_STAMP.fullmatch(line.text)
    return found[1] if found else line.text


def _may_be_name(line: _Line) -> bool:
    return 0 < len(line.text) <= 40 and len(line.text.split()) <= 5 and not _is_stamp(line)


def _match(line: _Line, form: Form) -> re.Match[str] | None:
    """Return the match of the message that begins on a line; None if none does."""
    text = line.text[:_MAX_LINE]
    heading = None if form.unstamped else _HEADING.match(text)
    found = form.pattern.match(text, heading.end() if heading else 0)
    unusable = found is None or (form.bold and not line.bold) or _is_stamp(line)
    if found is None or unusable or not _is_name(find_name(found)):
        return None
    return None if find_reason(line.text) == "notice" else found  # "Last reply today at 6:40 PM"


def _is_name(name: str) -> bool:
    """Whether a text can be somebody's name: it has a letter, or is a telephone's number."""
    telephone = name.startswith("+") and sum(map(str.isdigit, name)) >= 7
    letters = any(map(str.isalpha, name)) and len(name.split()) <= 8
    known = name.lower() in _NO_NAMES or _LOG_LEVEL.match(name)
    return telephone or (letters and not known)


def _count_messages(lines: Sequence[_Line], form: Form) -> int:
    """Return how many messages of a form a text has; 0 if it is no talk of this form."""
    names: dict[int, str] = {}
    full = own = listed = 0
    for at, line in enumerate(lines):
        found = _match(line, form)
        full += bool(line.text)
        own += bool(found or (form.notice and form.notice.match(line.text)))
        if found:
            names[at] = find_name(found)
            listed += line.text.startswith("* ")
    # "* The eel" is an item of a list, but where people speak beside those who act.
    if 2 * listed > len(names):
        return 0
    if len(names) < form.fewest or own < _LEAST_SHARE * full:
        return 0
    counted = Counter(names.values())
    recurring = sum(times for times in counted.values() if times > 1)
    if not form.certain and recurring < _LEAST_RECURRING * len(names):
        return 0
    words = [len(line.text.split()) for line in lines]
    first = next(iter(names))
    above = sum(words[:first])
    boxed = any(BOXES.fullmatch(line.text) for line in lines[:first])
    if above > max(_WORDS_BEFORE, _MOST_BEFORE * sum(words)) and not boxed:
        return 0
    if form.marked and not any(map(_is_mark, lines)):
        return 0
    if form.unstamped and not _is_dialogue(names, counted, lines):
        return 0
    return len(names)


def _is_mark(line: _Line) -> bool:
    """Whether a line is one that transcription programs write: a heading, a time, a credit."""
    whole = BOXES.fullmatch(line.text) or TRANSCRIPT.fullmatch(line.text)
    return bool(whole) or find_reason(line.text) in ("credit", "time stamp")


def _is_dialogue(names: dict[int, str], counted: Counter[str], lines: Sequence[_Line]) -> bool:
    """Whether names alone show that a text is talk: several speak in turn, all the way through.

    Words in capitals may be "PROMISE" and "VERDICT": of these three recur, or there is a "Q", or
    people ask and speak of themselves.
    """
    words = [len(line.text.split()) for line in lines]
    repeated = [name for name, times in counted.items() if times > 1]
    longest = max(sum(words[a:b]) for a, b in pairwise([*names, len(words)]))
    plain = sum(_PLAIN_NAME.fullmatch(name) is not None for name in names.values())
    everywhere = longest <= _LONGEST_TURN * sum(words)
    labels = any(_CAPITAL_WORD.fullmatch(name) for name in repeated)
    asked = sum("?" in lines[at].text for at in names)
    personal = sum(_PERSONAL.search(lines[at].text) is not None for at in names)
    lively = asked >= max(
        _FEWEST_QUESTIONS, _QUESTION_SHARE * len(names)
    ) and personal >= _PERSONAL_SHARE * len(names)
    fewest = 3 if labels and "Q" not in repeated and not lively else 2
    return len(repeated) >= fewest and everywhere and plain >= 0.9 * len(names)


def _build(lines: Sequence[_Line], form: Form) -> Extract | None:
    """Read the lines as messages of a form."""
    first = next(at for at, line in enumerate(lines) if _match(line, form))
    title, preamble = _read_preamble(lines[:first], form)
    markdown = any(line.bold for line in lines)
    messages: list[Message] = []
    for line in lines[first:]:
        found = _match(line, form)
        heading = _HEADING.match(line.text) if markdown and not found else None
        if found:
            place = find_stamp(found) or f"line {line.number}"
            messages.append(Message(find_name(found), place))
            rest = found.groupdict().get("words") or ""
        elif heading:
            messages.append(Message("", f"line {line.number}", level=len(heading[1])))
            rest = line.text[heading.end() :]
        elif form.notice and form.notice.match(line.text):
            rest = NOTICE
        elif form is QUESTIONS and line.text.isupper() and not SENTENCE_END.search(line.text):
            rest = NOTICE  # "DIRECT EXAMINATION"
        else:
            rest = _LEADING_STAMP.sub("", line.text, count=1)
        messages[-1].lines.append(strip_markdown(rest) if markdown else rest)
    wrapped = form is QUESTIONS or _is_wrapped(messages)
    copied = form.notice is None
    extract = build_extract(messages, title, wrapped=wrapped, copied=copied)
    return extract and replace(extract, blocks=(*preamble, *extract.blocks))


def _read_preamble(lines: Sequence[_Line], form: Form) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title and the sentences above the first message, without boxes of keywords."""
    title: str | None = None
    blocks: list[Block] = []
    for line in lines:
        heading = _HEADING.match(line.text)
        text = strip_markdown(line.text[heading.end() if heading else 0 :])
        if BOXES.fullmatch(text) or TRANSCRIPT.fullmatch(text):
            break
        notice = form.notice is not None and form.notice.match(line.text)
        if notice or find_reason(text) or not any(map(str.isalpha, text)):
            continue
        if SENTENCE_END.search(text):
            blocks.append(Block(text, place=f"line {line.number}"))
        elif title is None and len(text) <= _LONG_TITLE and (heading or ": " not in text):
            title = text
    return title, tuple(blocks)


def _is_wrapped(messages: Sequence[Message]) -> bool:
    """Whether line ends mean nothing: most lines are long, and many end inside a sentence."""
    pairs = [pair for one in messages for pair in pairwise(one.lines) if all(pair)]
    long = sum(len(above) >= _FULL_LINE for above, _ in pairs)
    inside = sum(below[0].islower() and not SENTENCE_END.search(above) for above, below in pairs)
    enough = len(pairs) >= _FEWEST_WRAPPED and inside >= _WRAPPED_SHARE * len(pairs)
    return enough and long >= 0.7 * len(pairs)
