"""Chats, transcripts and captions -> blocks that stand with their speakers: `find_talk`.

A text is read as talk only where its form is certain: messages with times and names, one below
the other, from its beginning to its end. Everything else stays plain text, where
`nlp/speaker_turns.py` still knows turns like "Ruth Amber: Good morning."
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.talk.exports import parse_export
from summarize.sources.talk.forms import STAMP
from summarize.sources.talk.stamped_lines import find_captions
from summarize.sources.talk.turns import find_turns

__all__ = ["find_talk", "retell"]

_SEPARATE = re.compile(rf"(?P<head>[^\s.!?][^.!?\n]{{0,60}}?\s+{STAMP})\s+(?=\S)")

_TALKED = frozenset({BlockKind.PROSE, BlockKind.ITEM, BlockKind.HEADING, BlockKind.METADATA})


def find_talk(text: str) -> Extract | None:
    """Return the talk in a text as blocks "Ana: Hi all"; None if it is no talk."""
    return parse_export(text) or find_turns(text) or find_captions(text)


def retell(extract: Extract) -> Extract:
    """Return a transcript in an office document as talk, anything else as it is.

    Its blocks are its lines; a name, a time and the words may be one: "Ruth Amber 0:03 Good ...".
    """
    blocks = [block for block in extract.blocks if block.text.strip()]
    if not all(block.kind in _TALKED for block in blocks):
        return extract
    found = find_turns("\n\n".join(map(_separate_head, blocks)))
    if found is None:
        return extract
    metadata = extract.metadata if extract.metadata.title else found.metadata
    # a document has paragraphs, no lines
    shown = tuple(
        replace(one, place="" if one.place.startswith("line ") else one.place)
        for one in found.blocks
    )
    return replace(extract, blocks=shown, metadata=metadata, speakers=found.speakers)


def _separate_head(block: Block) -> str:
    head = _SEPARATE.match(block.text)
    return f"{head['head']}\n{block.text[head.end() :]}" if head else block.text
