"""Classes of characters that nobody sees, as they stand between the brackets of a pattern.

What Python counts as white space (`\\s`), such as U+2028 and U+001C, is in none of them.
"""

CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters (C0 and C1) that are no white space."""
SURROGATES = r"\ud800-\udfff"
"""Halves of characters, which UTF-8 can't hold."""
BIDI_CONTROLS = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they change the order in which other characters are shown."""
INVISIBLE = (
    rf"{BIDI_CONTROLS}\u00ad\u034f\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    r"\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
"""Soft hyphens, marks of direction, variation selectors, tags: a word is the same without them."""
JOINERS = r"\u180e\u200c\u200d"
"""These have no width, either, but belong to the spelling of some languages, and to emoji."""
