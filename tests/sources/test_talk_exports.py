"""JSON exports of chats and transcripts."""

from __future__ import annotations

import json

import pytest

from summarize.sources import read
from summarize.sources.talk.exports import parse_export

FIRST, SECOND = "the boiler broke", "how much is it?"
SLACK = [
    {"type": "message", "user": "U1", "text": "the boiler &amp; pump broke, ask <@U2>",
     "ts": "1715537560.0001", "user_profile": {"real_name": "Ana Kim"}},
    {"type": "message", "subtype": "channel_join", "user": "U2", "ts": "1715537570.0",
     "text": "<@U2> has joined the channel"},
    {"type": "message", "user": "U2", "text": "see <https://example.org|the offer>",
     "ts": "1715537580.0", "user_profile": {"real_name": "Ben Ross"}},
]  # fmt: skip
EXPORTS = {
    "Telegram": {"name": "Club", "type": "private_group", "messages": [
        {"id": 0, "type": "service", "date": "2024-05-12T18:22:00", "actor": "Ana", "text": ""},
        {"id": 1, "type": "message", "date": "2024-05-12T18:22:40", "from": "Ana", "text": FIRST},
        {"id": 2, "type": "message", "date": "2024-05-12T18:23:40", "from": "Ben",
         "text": ["how ", {"type": "bold", "text": "much"}, " is it?"]}]},
    "Discord": {"guild": {"name": "Club"}, "channel": {"name": "boiler"}, "messages": [
        {"type": "Default", "timestamp": "2024-05-12T18:22:40+00:00", "content": FIRST,
         "author": {"name": "ana92", "nickname": "Ana"}},
        {"type": "GuildMemberJoin", "timestamp": "2024-05-12T18:22:50+00:00",
         "content": "Joined the server.", "author": {"name": "dora"}},
        {"type": "Reply", "timestamp": "2024-05-12T18:23:40+00:00", "content": SECOND,
         "author": {"name": "ben", "nickname": "Ben"}}]},
    "Messenger, newest first": {"participants": [{"name": "Ana"}, {"name": "Ben"}], "messages": [
        {"sender_name": "Ben", "timestamp_ms": 1715537590000, "content": SECOND},
        {"sender_name": "Ana", "timestamp_ms": 1715537560000, "content": FIRST}]},
    "Teams": {"value": [
        {"messageType": "message", "createdDateTime": "2024-05-12T18:22:40Z",
         "from": {"user": {"displayName": "Ana"}},
         "body": {"contentType": "html", "content": f"<p>{FIRST}</p>"}},
        {"messageType": "systemEventMessage", "createdDateTime": "2024-05-12T18:22:41Z",
         "from": None, "body": {"content": "<systemEventMessage/>"}},
        {"messageType": "message", "createdDateTime": "2024-05-12T18:23:40Z",
         "from": {"user": {"displayName": "Ben"}}, "body": {"content": SECOND}}]},
    "Google Chat": {"messages": [
        {"creator": {"name": "Ana", "email": "a@example.org"}, "text": FIRST,
         "created_date": "Sunday, May 12, 2024 at 6:22:40 PM UTC"},
        {"creator": {"name": "Ben"}, "text": SECOND,
         "created_date": "Sunday, May 12, 2024 at 6:23:40 PM UTC"}]},
    "Whisper": {"text": "", "segments": [
        {"start": 0.0, "end": 2.0, "text": f" {FIRST}", "speaker": "Ana"},
        {"start": 62.0, "end": 64.0, "text": f" {SECOND}", "speaker": "Ben"}]},
    "Rev": {"monologues": [
        {"speaker": "Ana", "elements": [
            {"type": "text", "value": "the boiler", "ts": 0.1}, {"type": "punct", "value": " "},
            {"type": "text", "value": "broke"}]},
        {"speaker": "Ben", "elements": [{"type": "text", "value": SECOND}]}]},
    "Deepgram": {"results": {"utterances": [
        {"start": 0.1, "speaker": "Ana", "transcript": FIRST},
        {"start": 1.1, "speaker": "Ben", "transcript": SECOND}]}},
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
def test_exports(program: str) -> None:
    document = read(text=json.dumps(EXPORTS[program]))
    assert document.text == f"Ana: {FIRST}\n\nBen: {SECOND}\n"
    assert document.speakers == ("Ana", "Ben")


def test_slack() -> None:
    for text in (json.dumps(SLACK), "\n".join(map(json.dumps, SLACK))):
        document = read(text=text)
        assert document.text == (
            "Ana Kim: the boiler & pump broke, ask @Ben Ross\n\nBen Ross: see the offer\n"
        )
        assert document.place_at(0) == "2024-05-12 18:12"


def test_names_and_words_that_messenger_wrote_as_latin_1() -> None:
    messages = [
        {"sender_name": "J\u00c3\u00b6rg", "timestamp_ms": n, "content": "f\u00c3\u00bcr \u00e4"}
        for n in range(2)
    ]
    messages[0]["content"] = "f\u00c3\u00bcr uns"
    assert read(text=json.dumps({"messages": messages})).text.startswith("Jörg: für uns\n")


def test_places_of_a_recording() -> None:
    document = read(text=json.dumps(EXPORTS["Whisper"]))
    assert [place.label for place in document.places] == ["00:00:00", "00:01:02"]


@pytest.mark.parametrize(
    "text",
    [
        "{}", "[]", "[1, 2]", '{"a": {"b": 1}}', '["one", "two"]', "[" * 100_000, "{broken",
        '[{"name": "Rope", "text": "Long"}, {"name": "Boat", "text": "Old"}]', "[12:03] Ana: x",
    ],
)  # fmt: skip
def test_other_json_is_no_talk(text: str) -> None:
    assert parse_export(text) is None
