"""Tokens -> their character spans in the text, so that wrong words can be marked.

Tokenization normalizes a text first, so a token's place is not that of its characters. Its
surface is still what the text shows, and the surfaces are in the order of the text but for a
few that were moved ("October 7" -> "7 October").
"""

from __future__ import annotations

from collections.abc import Collection

from summarize.document import Span
from summarize.nlp.normalize import normalize_same_length
from summarize.nlp.tokens import Token, Tokens

# In characters: how far behind the end of the token before a surface may be. Further on it is
# another occurrence of the word.
_AHEAD = 40


def find_token_spans(text: str, tokens: Tokens, wanted: Collection[Token]) -> tuple[Span, ...]:
    """Return the spans in `text` of the `wanted` tokens, which are members of `tokens`.

    They are in order, none twice. A wanted token that is no member, because a name was
    rewritten, stands for all with the same surface. A token that the text does not show as it is
    ("can not" for "can't") has no span.
    """
    members = {id(token) for token in tokens}
    strangers = {token.surface for token in wanted if id(token) not in members}
    ids = {id(token) for token in wanted}
    ids |= {id(token) for token in tokens if token.surface in strangers}
    lowered, found, place = _lower(normalize_same_length(text)), set(), 0
    for token in tokens:
        surface = _lower(token.surface.strip())
        start = _find_nearest(lowered, surface, place)
        if start is None:
            continue
        end = start + len(surface)
        place = max(place, end)
        if id(token) in ids:
            found.add((start, end))
    return tuple(Span(start, end) for start, end in sorted(found))


def _lower(text: str) -> str:
    """Lowercase a text without a change of its length: "İ", two in lower case, is kept."""
    if text.isascii():
        return text.lower()
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _find_nearest(text: str, surface: str, place: int) -> int | None:
    """Return the nearest occurrence at or after `place`, else one shortly before it."""
    for start, stop in ((place, place + _AHEAD + len(surface)), (max(0, place - _AHEAD), place)):
        at = text.find(surface, start, stop)
        while surface and at >= 0:
            # both ends must be word boundaries: not "is" in "this"
            end = at + len(surface)
            joined = text[at - 1 : at].isalnum() and text[at].isalnum()
            if not joined and not (text[end : end + 1].isalnum() and text[end - 1].isalnum()):
                return at
            at = text.find(surface, at + 1, stop)
    return None
