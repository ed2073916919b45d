"""What is set at a place of an RTF document: by the group around it, and by its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

BODY_LEVEL = 9
"""The outline level of what is no heading."""


@dataclass(slots=True)
class Group:
    """What is set inside a group, and ends with it.

    `destination` names what text is written to instead of the document ("" for none);
    `skip` counts the characters that say the same as a Unicode one for old programs.
    """

    destination: str = ""
    font: str = ""
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    struck: bool = False
    doubly_struck: bool = False
    shift: int = 0  # as in Look
    bold: bool = False
    color: int = 0
    background: int = 0
    size: int = 24  # half-points
    frame: str = ""  # the note or text box that this group is


@dataclass
class Flow:
    """The open paragraph and table of the document, of a note, or of a text box."""

    style: str = ""
    outline: int = BODY_LEVEL
    item: bool = False
    shading: int = 0
    drop_cap: bool = False
    in_table: bool = False  # what the paragraph says
    table: bool = False  # whether one is open
    cell: bool = False
    bold: bool = True
