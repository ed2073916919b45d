"""Quantities of siunitx -> text: `\\kilo\\metre\\per\\hour` -> "km/h", ranges, lists, angles."""

from __future__ import annotations

import re

_UNITS = {
    "metre": "m", "meter": "m", "kilogram": "kg", "gram": "g", "second": "s", "kelvin": "K",
    "percent": "%", "celsius": "°C", "kilo": "k", "milli": "m", "centi": "c", "micro": "µ",
    "nano": "n", "mega": "M", "giga": "G", "per": "/", "squared": "²", "cubed": "³", "hour": "h",
    "minute": "min", "litre": "l", "liter": "l", "joule": "J", "watt": "W", "volt": "V",
    "hertz": "Hz", "pascal": "Pa", "newton": "N", "ampere": "A", "mole": "mol", "day": "d",
    "km": "km", "mm": "mm", "cm": "cm", "kg": "kg", "degreeCelsius": "°C", "square": "",
    "tera": "T", "pico": "p", "hecto": "h", "deci": "d", "tonne": "t", "hectare": "ha", "ohm": "Ω",
    "bit": "bit", "byte": "B", "electronvolt": "eV", "degree": "°", "arcminute": "′", "tesla": "T",
    "coulomb": "C", "farad": "F", "candela": "cd", "lumen": "lm", "lux": "lx", "becquerel": "Bq",
    "decibel": "dB", "bar": "bar", "angstrom": "Å", "astronomicalunit": "au", "dalton": "Da",
}  # fmt: skip
RANGES = frozenset({"SIrange", "qtyrange", "numrange", "SIlist", "qtylist", "numlist"})
"""Commands with two numbers, or a list of them, before their unit."""

QUANTITIES = RANGES | {"SI", "qty", "si", "unit", "num", "ang"}
"""All commands of siunitx that are known."""


def convert_units(source: str) -> str:
    """Return units: `r"\\kilo\\metre\\per\\hour" -> "km/h"`."""
    return (
        re.sub(r"\\([A-Za-z]+)", lambda one: _UNITS.get(one[1], one[1]), source)
        .replace("{", "")
        .replace("}", "")
        .replace("~", " ")
    )


def join_numbers(name: str, first: str, second: str) -> str:
    """Return a range or a list: `("SIrange", "2", "5") -> "2 to 5"`, `"1;2;3" -> "1, 2 and 3"`."""
    if "range" in name:
        return f"{first} to {second}"
    *rest, last = (one.strip() for one in first.split(";"))
    return f"{', '.join(rest)} and {last}" if rest else last
