"""What nobody sees in a text, or a terminal obeys: found, and taken out.

Articles, file names and models may hold escape sequences that write to the clipboard, and
characters without a shape that hide a message in a word. Some of these characters belong to
the spelling: joiners in Persian and Hindi, and in emoji of several people, the selector of a
coloured emoji, marks of direction in Hebrew and Arabic. They stay, one at a place.
"""

from __future__ import annotations

import re

from summarize.characters import (
    CONTROLS,
    DIRECTION_MARKS,
    FILLERS,
    INVISIBLE,
    JOINERS,
    SURROGATES,
    VARIATION_SELECTORS,
)

# The body of a control string stops at any control character. A stray introducer
# therefore can't swallow the lines that follow it, and the scan stays linear.
_SEQUENCE = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # OSC, DCS, SOS, PM, APC: titles, links, clipboard
    r"[^\x00-\x08\x0a-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"  # the short ones: reset, character sets
)
_BY_SPELLING = rf"{JOINERS}{VARIATION_SELECTORS}{DIRECTION_MARKS}"
_UNSEEN = re.compile(rf"[{CONTROLS}{SURROGATES}{INVISIBLE}{JOINERS}{FILLERS}]")
# The flags of England, Scotland and Wales are spelled with tags.
_FLAG = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in name) + "\U000e007f"
    for name in ("gbeng", "gbsct", "gbwls")
)
_GONE = re.compile(
    rf"(?P<flag>{_FLAG})|{_SEQUENCE}|(?![{_BY_SPELLING}])[{CONTROLS}{SURROGATES}{INVISIBLE}{FILLERS}]"
)
_RUN = re.compile(rf"[{_BY_SPELLING}]+")
_RIGHT_TO_LEFT = re.compile(
    r"[\u05be-\u05f4\u0608-\u06ef\u06fa-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Arabic, Syriac, Mongolian and the scripts of India and its neighbours join their letters.
_JOINED = re.compile(
    r"[\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u171f\u1780-\u1aff\u1b00-\u1cff\ua800-\ua8ff"
    r"\ua980-\ua9df\uaa60-\uaadf\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00011000-\U000114ff]"
)
_EMOJI = re.compile(
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MONGOLIAN = re.compile(r"[\u1820-\u18aa]")
_KEYCAP = "\u20e3"


def remove_unseen(text: str) -> str:
    r"""Return the text without what nobody sees: `"so\u00adft \x1b[31mred" -> "soft red"`.

    White space of any kind stays. Doing it again changes nothing.
    """
    parts, start = [], 0
    for unseen_start, unseen_end in find_unseen(text):
        parts.append(text[start:unseen_start])
        start = unseen_end
    return "".join([*parts, text[start:]]) if parts else text


def find_unseen(text: str) -> list[tuple[int, int]]:
    r"""Return where `remove_unseen` takes something out: `"so\u00adft" -> [(2, 3)]`."""
    if not _UNSEEN.search(text):
        return []
    gone = bytearray(len(text))
    for match in _GONE.finditer(text):
        if not match["flag"]:
            gone[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    if _RUN.search(text):
        _mark_misspelled(text, gone)
    spans: list[tuple[int, int]] = []
    for place in (place for place, is_gone in enumerate(gone) if is_gone):
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans


def _mark_misspelled(text: str, gone: bytearray) -> None:
    """Mark the joiners, selectors and marks of direction that belong to no spelling."""
    places = [place for place, is_gone in enumerate(gone) if not is_gone]
    rest = "".join(text[place] for place in places)
    goes_left = _RIGHT_TO_LEFT.search(rest) is not None
    for run in _RUN.finditer(rest):
        before, after = rest[max(0, run.start() - 1) : run.start()], rest[run.end() : run.end() + 1]
        kept = _choose_kept(run[0], before, after, goes_left=goes_left)
        for place in range(run.start(), run.end()):
            gone[places[place]] = place - run.start() not in kept


def _choose_kept(run: str, before: str, after: str, *, goes_left: bool) -> set[int]:
    """Return which characters of a run stay: at most one selector, one joiner, one mark."""
    emoji = _EMOJI.match(before)
    kinds = {
        "selector": _takes_selector(run[0], before, after),
        "joiner": bool(
            _JOINED.match(before) or _JOINED.match(after) or (emoji and _EMOJI.match(after))
        ),
        "mark": goes_left,
    }
    kept = {0} if kinds.pop("selector") else set[int]()
    for place, char in enumerate(run):
        kind = "joiner" if re.match(f"[{JOINERS}]", char) else "mark"
        is_selector = re.match(f"[{VARIATION_SELECTORS}]", char)
        if not is_selector and kinds.get(kind):
            kept.add(place)
            kinds.pop(kind)
    return kept


def _takes_selector(char: str, before: str, after: str) -> bool:
    """Whether a character is a selector that has a meaning between these two."""
    if char in "\ufe0e\ufe0f":
        return bool(_EMOJI.match(before)) or (
            before != "" and before in "0123456789#*" and after == _KEYCAP
        )
    if "\U000e0100" <= char <= "\U000e01ef":
        return bool(_HAN.match(before))
    return "\u180b" <= char <= "\u180f" and char != "\u180e" and bool(_MONGOLIAN.match(before))
