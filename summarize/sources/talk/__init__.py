"""Chats, transcripts and captions -> blocks that stand with their speakers: `find_talk`.

A text is read as talk only where its form is certain: messages with times and names, one below
the other, from its beginning to its end. Everything else stays plain text, where
`nlp/speaker_turns.py` still knows turns like "Ruth Amber: Good morning."
"""

from __future__ import annotations

from summarize.sources.blocks import Extract
from summarize.sources.talk.exports import parse_export
from summarize.sources.talk.stamped_lines import find_captions
from summarize.sources.talk.turns import find_turns

__all__ = ["find_talk"]


def find_talk(text: str) -> Extract | None:
    """Return the talk in a text as blocks "Ana: Hi all"; None if it is no talk."""
    return parse_export(text) or find_turns(text) or find_captions(text)
