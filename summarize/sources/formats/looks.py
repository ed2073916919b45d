"""How characters look in DOCX, ODT and RTF, as far as it decides whether they are read."""

from __future__ import annotations

from dataclasses import dataclass, fields

MIN_SHIFT = 4
"""Half-points; letters that are moved by less are only set straight."""

_LEAST_SIZE = 1  # points; smaller letters are dots
_LEAST_DIFFERENCE = 8  # of 255 in a colour's channel; less can't be seen
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff",
    "red": "ff0000", "yellow": "ffff00", "white": "ffffff", "darkblue": "000080",
    "darkcyan": "008080", "darkgreen": "008000", "darkmagenta": "800080", "darkred": "800000",
    "darkyellow": "808000", "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip

PAGE = "ffffff"
"""The background where a document gives none."""

UNKNOWN = ""
"""An unknown background, as that of a table with a style: nothing is hidden by it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of characters; None where nothing is said.

    `shift` is above 0 for raised characters, below for lowered ones. `color` and
    `background` are six hexadecimal digits or UNKNOWN, `size` is in points.
    """

    struck: bool | None = None
    hidden: bool | None = None
    shift: int | None = None
    color: str | None = None
    background: str | None = None
    size: float | None = None

    def over(self, base: Look) -> Look:
        """Return this look where it says something, and `base` where it does not."""
        if self is NO_LOOK or base is NO_LOOK or self == base:
            return base if self is NO_LOOK else self
        pairs = ((getattr(self, name), getattr(base, name)) for name in _FIELDS)
        return Look(*(mine if mine is not None else other for mine, other in pairs))

    @property
    def unseen(self) -> bool:
        """Whether nobody sees them: hidden, tiny, or of the colour that is behind them.

        `Look(color="ffffff", background="fffffe") -> True`
        """
        if self.hidden or (self.size is not None and self.size <= _LEAST_SIZE):
            return True
        if not self.color or not self.background:
            return False
        pairs = zip(_parse_channels(self.color), _parse_channels(self.background), strict=True)
        return all(abs(one - other) < _LEAST_DIFFERENCE for one, other in pairs)


NO_LOOK = Look()
_FIELDS = tuple(one.name for one in fields(Look))


def parse_color(text: str) -> str | None:
    """Return six hexadecimal digits: `"#FFF" -> "ffffff"`, `"white"`; None for "auto" and rubbish.

    Names are those of Word's highlighter.
    """
    text = text.strip().lower()
    text = _HIGHLIGHTS.get(text, text).removeprefix("#")
    if len(text) == 3:
        text = "".join(digit * 2 for digit in text)
    return text if len(text) == 6 and set(text) <= set("0123456789abcdef") else None


def _parse_channels(color: str) -> tuple[int, int, int]:
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:6], 16)
