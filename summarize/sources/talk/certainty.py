"""Whether a text is talk of one form: `count_messages`. Prose, tables and tickers are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from summarize.sources.talk.copied_lines import Line, is_stamp
from summarize.sources.talk.forms import Form, find_name, find_stamp
from summarize.sources.talk.notices import BOXES, TRANSCRIPT, TURN_STAMP, find_reason
from summarize.sources.talk.speaker_names import is_name, is_plain_name

HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
"""The sign of a heading in Markdown."""

_MAX_LINE = 2_000  # characters in which the beginning of a message is looked for
_LEAST_SHARE = 0.12  # of the lines begin a message, or are the program's
_LEAST_RECURRING = 0.5  # of the messages are by somebody who speaks more than once
_LONGEST_TURN = 0.5  # of the words, where nothing but names tells talk from prose
_MOST_BEFORE, _WORDS_BEFORE = 0.3, 120  # share, and number, of words above the first message
# What only a window shows: one such line in twenty makes a name certain that is there once.
_WINDOW = re.compile(
    r":[a-z][\w+-]{1,40}:|\d+ repl(?:y|ies)|Last reply .{1,40}|View thread|\(?[Ee]dited\)?|APP|BOT"
)
_WINDOW_SHARE, _FEWEST_WINDOW = 0.05, 3
_CLOCK = re.compile(r"\d{1,3}[:.]\d{2}(?:[:.]\d{2})?(?!\s?[APap]\.?[Mm])(?![.\d])")
_FEWEST_TIMES = 4
_PERSONAL = re.compile(r"\b(?:I|you|we|You|We|my|our|your)\b")
_FEWEST_QUESTIONS, _QUESTION_SHARE, _PERSONAL_SHARE = 2, 0.15, 0.3
_PROCEEDING = re.compile(
    r"[QA](?:\.\s|\s{2,})|(?:\w+[- ])*EXAMINATION\b|BY (?:MR|MS|MRS|DR)\b|(?:MR|MS|MRS|THE) [A-Z]+:"
)
# "Q:" and "A:", in other languages too.
_QUESTION_LABELS = frozenset(map(frozenset, ("QA", "FA", "PR", "QR", "DR", "VA", "FS")))
_CAPITAL_WORD = re.compile(r"[A-Z]{4,}")


def match_message(line: Line, form: Form) -> re.Match[str] | None:
    """Return the match of the message that begins on a line; None if none does."""
    text = line.text[:_MAX_LINE]
    heading = None if form.unstamped else HEADING.match(text)
    found = form.match(text, heading.end() if heading else 0)
    unusable = found is None or (form.bold and not line.bold) or is_stamp(line)
    if found is None or unusable or not is_name(find_name(found)):
        return None
    return None if find_reason(line.text) == "notice" else found  # "Last reply today at 6:40 PM"


def count_messages(lines: Sequence[Line], form: Form) -> int:
    """Return how many messages of a form a text has; 0 if it is no talk of this form."""
    if sum(form.sign.search(line.text) is not None for line in lines) < form.fewest:
        return 0
    names: dict[int, str] = {}
    full = own = listed = 0
    for at, line in enumerate(lines):
        found = match_message(line, form)
        full += bool(line.text)
        own += bool(found or (form.match_notice(line.text)))
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
    shown = sum(_WINDOW.fullmatch(line.text) is not None for line in lines)
    window = shown >= max(_FEWEST_WINDOW, _WINDOW_SHARE * full)
    least = _LEAST_RECURRING / 2 if window else _LEAST_RECURRING
    if not form.certain and recurring < least * len(names):
        return 0
    words = [len(line.text.split()) for line in lines]
    first = next(iter(names))
    if not form.certain and not form.unstamped and not _is_told_in_order(lines, form, names):
        return 0
    above = sum(words[:first])
    boxed = any(BOXES.fullmatch(line.text) for line in lines[:first])
    if above > max(_WORDS_BEFORE, _MOST_BEFORE * sum(words)) and not boxed:
        return 0
    if form.marked and not any(map(_is_mark, lines)):
        return 0
    if form.unstamped and not _is_dialogue(names, counted, lines):
        return 0
    return len(names)


def _is_told_in_order(lines: Sequence[Line], form: Form, names: dict[int, str]) -> bool:
    """Whether most messages have words, and not all are older than the one above: no timetable.

    In a live report, the newest entry is above: "18:42 Holm: a long ball".
    """
    found = [(at, match_message(lines[at], form)) for at in names]
    borders = [*(at for at in names), len(lines)]
    said = sum(
        bool(match and match.groupdict().get("words"))
        or any(line.text for line in lines[at + 1 : borders[place + 1]])
        for place, (at, match) in enumerate(found)
    )
    clocks = [_CLOCK.findall(find_stamp(match)) for _, match in found if match]
    times = [tuple(map(int, one[-1].replace(".", ":").split(":"))) for one in clocks if one]
    falling = sum(a > b for a, b in pairwise(times))
    newest_first = len(times) >= _FEWEST_TIMES and falling == len(times) - 1
    return 2 * said > len(found) and not newest_first


def _is_mark(line: Line) -> bool:
    """Whether a line is one that transcription programs write: a heading, a time, a credit."""
    whole = BOXES.fullmatch(line.text) or TRANSCRIPT.fullmatch(line.text)
    stamped = TURN_STAMP.search(line.text[-40:])
    return bool(whole or stamped) or find_reason(line.text) in ("credit", "time stamp")


def _is_proceeding(line: Line) -> bool:
    """Whether a line is one of a deposition: "Q.  Where were you?", "EXAMINATION"."""
    return _PROCEEDING.match(line.text) is not None


def _is_dialogue(names: dict[int, str], counted: Counter[str], lines: Sequence[Line]) -> bool:
    """Whether names alone show that a text is talk: several speak in turn, all the way through.

    Words in capitals may be "PROMISE" and "VERDICT": of these three recur, or there is a "Q", or
    people ask and speak of themselves.
    """
    words = [len(line.text.split()) for line in lines]
    repeated = [name for name, times in counted.items() if times > 1]
    longest = max(sum(words[a:b]) for a, b in pairwise([*names, len(words)]))
    plain = sum(map(is_plain_name, names.values()))
    everywhere = longest <= _LONGEST_TURN * sum(words)
    labels = any(_CAPITAL_WORD.fullmatch(name) for name in repeated)
    asked = sum("?" in lines[at].text for at in names)
    personal = sum(_PERSONAL.search(lines[at].text) is not None for at in names)
    lively = asked >= max(
        _FEWEST_QUESTIONS, _QUESTION_SHARE * len(names)
    ) and personal >= _PERSONAL_SHARE * len(names)
    if frozenset(counted) in _QUESTION_LABELS and not any(map(_is_proceeding, lines)):
        return False  # answers to frequent questions
    fewest = 3 if labels and "Q" not in repeated and not lively else 2
    return len(repeated) >= fewest and everywhere and plain >= 0.9 * len(names)
