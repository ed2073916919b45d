"""Which word was meant by one that is mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def suggest_word(typed: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """Return which of some words was probably meant: `("lenght", ["length"]) -> "length"`, or "".

    `cutoff` is how alike they have to be, from 0 to 1.
    """
    from difflib import get_close_matches

    by_lower = {word.lower(): word for word in words}
    near = get_close_matches(typed.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[near[0]] if near else ""
