"""JSON exports of chats and transcripts -> messages.

Programs agree on little: somewhere in the file there is a list of records, and a record has who,
what and when under one of a few names (Slack, Telegram, Discord, Messenger, Teams, Google Chat,
Whisper, AssemblyAI, Deepgram, Rev).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from summarize.sources.blocks import Extract
from summarize.sources.talk.captions import format_time
from summarize.sources.talk.messages import Message, build_extract

_LISTS = ("messages", "value", "utterances", "segments", "monologues", "paragraphs", "conversation")
_WRAPPERS = (
    "results",
    "transcript",
    "data",
    "chat",
    "chats",
    "conversations",
    "channels",
    "result",
)
_TEXTS = ("text", "content", "body", "message", "transcript", "words", "elements")
_SPEAKERS = (
    "user_profile", "from", "sender_name", "sender", "author", "speaker_name", "speaker", "creator",
    "user", "username", "name", "role", "from_name",
)  # fmt: skip
_NAMES = (
    "nickname", "displayName", "display_name", "real_name", "global_name", "name", "title", "user",
    "username",
)  # fmt: skip
_TIMES = (
    "date", "timestamp", "ts", "createdDateTime", "created_date", "created_at", "timestamp_ms",
    "sent_at", "start", "start_time", "time",
)  # fmt: skip
_TYPES_OF_NOTICES = re.compile(
    r"service|system|event|join|leave|call|pin|add|remove|rename|deleted|unknownfuture", re.I
)
_KEPT_SUBTYPES = frozenset({"thread_broadcast", "me_message", "bot_message", "file_share", None})
_TAG = re.compile(r"<[!@#]?[^<>\s|]{1,300}\|([^<>]{1,200})>|<@([\w.-]+)>")
_HTML_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.I)
_MENTION = re.compile(r"@(\w+)")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_LEAST_SHARE = 0.5  # of the records are messages
_DEEPEST = 4
_MILLISECONDS = 1e11  # a time since 1970 that is larger is in milliseconds
_SINCE_1970 = 1e8  # a number that is smaller is a time in a recording


def parse_export(text: str) -> Extract | None:
    """Return the messages of a JSON export; None if a text is none.

    `'[{"user": "Ana", "text": "Hi all", "ts": "1715537560"}, ...]' -> Block("Ana: Hi all", ...)`
    """
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return None
    root = _parse_json(text)
    records = _find_records(root, _DEEPEST)
    if len(records) < 2:
        return None
    names = {
        record["user"]: _find_speaker(record)
        for record in records
        if isinstance(record.get("user"), str) and record.get("user_profile")
    }
    found = [(record, one) for record in records if (one := _build_message(record, names))]
    spoken = [message for _, message in found]
    if len(spoken) < max(1, _LEAST_SHARE * len(records)) or not any(one.lines for one in spoken):
        return None
    times = [_find_time(record) for record, _ in found]
    if times and None not in times and times[0] > times[-1]:  # type: ignore[operator]
        spoken.reverse()  # Messenger has the newest first
    title = root.get("title") or root.get("name") if isinstance(root, dict) else None
    return build_extract(spoken, title if isinstance(title, str) and title.strip() else None)


def _parse_json(text: str) -> Any:
    """Return what a text in JSON, or in JSON Lines, holds; None if it is neither."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _find_records(value: Any, depth: int) -> list[dict[str, Any]]:
    """Return the records of the first list that may hold messages; empty if there is none."""
    if isinstance(value, list):
        records = [one for one in value if isinstance(one, dict)]
        return records if len(records) == len(value) else []
    if not isinstance(value, dict) or not depth:
        return []
    for key in (*_LISTS, *_WRAPPERS):
        found = _find_records(value.get(key), depth - 1)
        if found:
            return found
    return []


def _build_message(record: Mapping[str, Any], names: Mapping[str, str]) -> Message | None:
    """Return the message in a record, without lines where the program wrote it; None if none.

    `names` are those of the users of Slack by their numbers.
    """
    text = next((found for key in _TEXTS if (found := _join_text(record.get(key)))), "")
    kind = record.get("type") or record.get("messageType") or ""
    notice = (
        (isinstance(kind, str) and bool(_TYPES_OF_NOTICES.search(kind)))
        or record.get("subtype") not in _KEPT_SUBTYPES
        or bool(record.get("is_unsent"))
    )
    speaker = _find_speaker(record)
    if not notice and not (text and speaker and _is_marked(record)):
        return None
    text = _MENTION.sub(lambda found: f"@{names.get(found[1], found[1])}", text)
    speaker = names.get(speaker, speaker)
    when = _find_time(record)
    message = Message(speaker, _format_moment(when, record) if when is not None else "")
    message.lines = [] if notice else text.splitlines()
    return message


def _is_marked(record: Mapping[str, Any]) -> bool:
    """Whether a record says when something was said, or by whom in a talk."""
    return any(record.get(key) is not None for key in (*_TIMES, "role", "speaker", "sender"))


def _join_text(value: Any) -> str:
    """Return the text of a field: a string, pieces of one, or a record that has it."""
    return _read_text(value).strip()


def _read_text(value: Any) -> str:
    if isinstance(value, str):
        text = _repair_encoding(value)
        text = _TAG.sub(lambda tag: f"@{tag[2]}" if tag[2] else tag[1], text)
        return unescape(_HTML_TAG.sub("", _HTML_BREAK.sub("\n", text)))
    if isinstance(value, dict):
        fields = (value.get(key) for key in ("content", "text", "value", "punctuated_word", "word"))
        return next((_read_text(one) for one in fields if isinstance(one, (str, list))), "")
    if isinstance(value, list) and len(value) < 100_000:
        parts = [_read_text(one) for one in value]
        spaced = all(not part[:1].isspace() and not part[-1:].isspace() for part in parts)
        loose = spaced and any(isinstance(one, dict) and "word" in one for one in value)
        return (" " if loose else "").join(parts)
    return ""


def _repair_encoding(text: str) -> str:
    """Return a text that Messenger wrote as Latin-1 of its UTF-8: `"Ã¼" -> "ü"`."""
    if text.isascii() or any(char > "\xff" for char in text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _find_speaker(record: Mapping[str, Any]) -> str:
    for key in _SPEAKERS:
        value = record.get(key)
        while isinstance(value, dict):
            value = next((value[name] for name in _NAMES if value.get(name)), None)
        if isinstance(value, int) and key == "speaker":
            value = f"Speaker {value}"
        if isinstance(value, str) and value.strip():
            name = " ".join(_repair_encoding(value).replace(":", " ").split())
            return name if len(name) > 1 or key != "speaker" else f"Speaker {name}"
    return ""


def _find_time(record: Mapping[str, Any]) -> float | str | None:
    value = next((record[key] for key in _TIMES if record.get(key) is not None), None)
    try:
        return float(value) if isinstance(value, (int, float, str)) else None
    except ValueError:
        return value if isinstance(value, str) else None


def _format_moment(when: float | str, record: Mapping[str, Any]) -> str:
    """Return a time in words: `1715537560 -> "2024-05-12 18:12"`, `75 -> "00:01:15"`."""
    if isinstance(when, str):
        return when.replace("T", " ")[:16] if re.match(r"\d{4}-\d\d-\d\dT", when) else when[:40]
    seconds = when / 1000 if when > _MILLISECONDS else when
    if seconds < _SINCE_1970:
        whole = isinstance(record.get("start"), int) and "words" in record
        return format_time(seconds / 1000 if whole else seconds)
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError):
        return ""
