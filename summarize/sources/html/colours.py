"""CSS colours -> red, green and blue: names, hexadecimal, rgb() and hsl()."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

_NAMES = {
    "white": 0xFFFFFF, "black": 0x000000, "red": 0xFF0000, "lime": 0x00FF00, "blue": 0x0000FF,
    "yellow": 0xFFFF00, "cyan": 0x00FFFF, "aqua": 0x00FFFF, "magenta": 0xFF00FF,
    "fuchsia": 0xFF00FF, "silver": 0xC0C0C0, "gray": 0x808080, "grey": 0x808080,
    "maroon": 0x800000, "olive": 0x808000, "green": 0x008000, "purple": 0x800080,
    "teal": 0x008080, "navy": 0x000080, "orange": 0xFFA500, "pink": 0xFFC0CB, "gold": 0xFFD700,
    "brown": 0xA52A2A, "beige": 0xF5F5DC, "ivory": 0xFFFFF0, "snow": 0xFFFAFA,
    "whitesmoke": 0xF5F5F5, "ghostwhite": 0xF8F8FF, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3,
    "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9, "lightyellow": 0xFFFFE0, "lightblue": 0xADD8E6,
    "darkblue": 0x00008B, "darkgreen": 0x006400, "darkred": 0x8B0000, "linen": 0xFAF0E6,
    "azure": 0xF0FFFF, "khaki": 0xF0E68C, "tan": 0xD2B48C, "crimson": 0xDC143C,
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^)]*)\)")
_NUMBER = re.compile(r"(-?\d*\.?\d+)(%?)")
_WORD = re.compile(r"(?<![\w#-])[a-z]+(?![\w(-])")
_NEAR = 8  # of 255: nobody tells them apart
_CLOSE = 24
_LEAST_CONTRAST = 1.12  # as WCAG measures it; of text, 4.5 is the least that it allows


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 255; `transparent` if nothing of it is seen."""

    parts: tuple[int, int, int]
    transparent: bool = False

    def is_like(self, other: Colour) -> bool:
        """Whether the eye can't tell two colours apart, or hardly."""
        apart = max(abs(a - b) for a, b in zip(self.parts, other.parts, strict=True))
        if apart <= _NEAR:
            return True
        darker, lighter = sorted((self.luminance, other.luminance))
        return apart <= _CLOSE and (lighter + 0.05) / (darker + 0.05) < _LEAST_CONTRAST

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 to 1, by WCAG's formula."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (one / 255 for one in self.parts)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parse_colour(value: str | None) -> Colour | None:
    """Return a colour: `"#FFF" -> Colour((255, 255, 255))`; None if it is not known.

    So is one through which something else is seen.
    """
    text = (value or "").strip().lower()
    if text == "transparent":
        return Colour((0, 0, 0), transparent=True)
    found = _HEX.match(text)
    if found:
        return _parse_hex(found[1])
    if re.fullmatch(r"[0-9a-f]{6}", text):  # as in old attributes
        return _parse_hex(text)
    function = _FUNCTION.match(text)
    if function:
        return _parse_function(function[1], function[2])
    code = _NAMES.get(text)
    return None if code is None else _split(code)


def find_colour(value: str) -> Colour | None:
    """Return the colour in a background's short form: `"#fff no-repeat" -> Colour(...)`."""
    function, written = _FUNCTION.search(value), _HEX.search(value)
    if function or written:
        found = parse_colour((function or written)[0])  # type: ignore[index]
    else:
        names = (word for word in _WORD.findall(value) if word in _NAMES)
        found = parse_colour(next(names, value))
    return None if found is None or found.transparent else found


def _split(code: int) -> Colour:
    return Colour((code >> 16, code >> 8 & 255, code & 255))


def _parse_hex(digits: str) -> Colour | None:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    return _with_alpha(_split(int(digits[:6], 16)), int(digits[6:] or "ff", 16) / 255)


def _parse_function(name: str, arguments: str) -> Colour | None:
    numbers = _NUMBER.findall(arguments)
    if len(numbers) < 3:
        return None
    alpha = _share(*numbers[3], whole=1.0) if len(numbers) > 3 else 1.0
    if name == "rgb":
        red, green, blue = (round(255 * _share(*one, whole=255.0)) for one in numbers[:3])
    else:
        turn, strength, light = (float(number) for number, _ in numbers[:3])
        shares = colorsys.hls_to_rgb(turn / 360 % 1, light / 100, strength / 100)
        red, green, blue = (round(255 * share) for share in shares)
    return _with_alpha(Colour((red, green, blue)), alpha)


def _share(number: str, percent: str, *, whole: float) -> float:
    return min(1.0, max(0.0, float(number) / (100.0 if percent else whole)))


def _with_alpha(colour: Colour, alpha: float) -> Colour | None:
    if alpha <= 0.02:
        return Colour(colour.parts, transparent=True)
    return colour if alpha >= 0.98 else None
