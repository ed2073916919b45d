"""Chats and transcripts in plain text -> messages: which form a text has, and its lines by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.nlp.patterns import SENTENCE_END
from summarize.sources.blocks import Block, Extract
from summarize.sources.talk.certainty import HEADING, count_messages, match_message
from summarize.sources.talk.copied_lines import LEADING_STAMP, Line, join_stamps, read_lines
from summarize.sources.talk.forms import FORMS, QUESTIONS, Form, find_name, find_stamp
from summarize.sources.talk.messages import NOTICE, Message, build_extract, strip_markdown
from summarize.sources.talk.notices import BOXES, TRANSCRIPT, find_reason
from summarize.sources.talk.speaker_names import find_initials, is_plain_name

_SAMPLE = 500  # lines that show which form a text has
_LONG_TITLE = 100  # characters
_FULL_LINE = 45  # characters: a text with shorter lines is not hard-wrapped
_FEWEST_WRAPPED, _WRAPPED_SHARE = 3, 0.35


def find_turns(text: str) -> Extract | None:
    """Return the turns of a chat or transcript; None if a text is none.

    `"[12/05/2024, 18:22:40] Ana: Hi all\\n..." -> Block("Ana: Hi all", ...)`
    """
    lines = list(read_lines(text))
    joined = (join_stamps(lines, name_first=first) for first in (True, False))
    variants = (lines, *(one for one in joined if len(one) < len(lines)))
    best = 0
    chosen: tuple[Sequence[Line], Form] | None = None
    for variant in variants:
        for form in FORMS:
            count = count_messages(variant[:_SAMPLE], form)
            if count > best:
                best, chosen = count, (variant, form)
    return _build(*chosen) if chosen and count_messages(*chosen) else None


def _build(lines: Sequence[Line], form: Form) -> Extract | None:
    """Read the lines as messages of a form."""
    first = next(at for at, line in enumerate(lines) if match_message(line, form))
    title, preamble = _read_preamble(lines[:first], form)
    messages: list[Message] = []
    speakers = Counter(find_name(found) for line in lines if (found := match_message(line, form)))
    if title and title in speakers:  # the time stands below each message: the first has none above
        messages.append(Message(title, f"line {lines[0].number}", [one.text for one in preamble]))
        title, preamble = None, ()
    title = None if title in find_initials(_find_speaker(lines[first], form)) else title
    markdown = any(line.bold for line in lines)
    for line in lines[first:]:
        found = match_message(line, form)
        heading = HEADING.match(line.text) if markdown and not found else None
        if found and form.unstamped and not _is_speaker(find_name(found), speakers):
            found = None
        if found:
            _drop_initials(messages, find_name(found))
            place = find_stamp(found) or f"line {line.number}"
            messages.append(Message(find_name(found), place))
            rest = found.groupdict().get("words") or ""
        elif heading:
            messages.append(Message("", f"line {line.number}", level=len(heading[1])))
            rest = line.text[heading.end() :]
        elif form.match_notice(line.text):
            rest = NOTICE
        elif form is QUESTIONS and line.text.isupper() and not SENTENCE_END.search(line.text):
            rest = NOTICE  # "DIRECT EXAMINATION"
        else:
            rest = LEADING_STAMP.sub("", line.text, count=1)
        messages[-1].lines.append(strip_markdown(rest) if markdown else rest)
    wrapped = form is QUESTIONS or _is_wrapped(messages)
    copied = not form.notice
    extract = build_extract(messages, title, wrapped=wrapped, copied=copied)
    return extract and replace(extract, blocks=(*preamble, *extract.blocks))


def _find_speaker(line: Line, form: Form) -> str:
    found = match_message(line, form)
    return find_name(found) if found else ""


def _is_speaker(name: str, speakers: Counter[str]) -> bool:
    """Whether a name without a time is one: not "The bridge needs paint", which is there once."""
    return speakers[name] > 1 or is_plain_name(name)


def _drop_initials(messages: Sequence[Message], name: str) -> None:
    """Drop the last line above a message where it is the initials of its speaker."""
    lines = messages[-1].lines if messages else []
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[-1].strip() in find_initials(name):
        lines.pop()


def _read_preamble(lines: Sequence[Line], form: Form) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title and the sentences above the first message, without boxes of keywords."""
    title: str | None = None
    blocks: list[Block] = []
    for line in lines:
        heading = HEADING.match(line.text)
        text = strip_markdown(line.text[heading.end() if heading else 0 :])
        if BOXES.fullmatch(text) or TRANSCRIPT.fullmatch(text):
            break
        notice = form.match_notice(line.text)
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
