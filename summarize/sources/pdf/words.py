"""Words of a PDF page with their positions: the types.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: `size` in points as printed, `angle` in degrees / 90.

    `pictures` names the font if its letters are seen as pictures, as those of Wingdings.
    """

    size: float
    is_bold: bool = False
    is_mono: bool = False
    angle: int = 0
    pictures: str = ""


class Word(NamedTuple):
    """Characters without white space between them, all of one style.

    `baseline` is the y of the line they are on. `glued`: no white space before it.
    `key` is the address of the file's object that it is part of, `strike` the number
    of the line that strikes it out; 0 if there is none.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style
    glued: bool = False
    key: int = 0
    strike: int = 0
