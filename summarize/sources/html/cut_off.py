"""Whether the text of a page ends in the middle, as after a broken download."""

from __future__ import annotations

import re

from summarize.nlp.patterns import LINE_END

_TAIL = 4000  # characters at the end that are looked at
_END_TAG = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPEN_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--(?:(?!-->).)*|/?)$", re.DOTALL)
_CONTAINER = re.compile(r"<(/?)(?:article|main|section|div|table|ul|ol|blockquote)\b", re.I)
_PARAGRAPH = re.compile(r"<(/?)(?:p|li|td|dd)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_COLOPHON = re.compile(r"©|copyright|all rights|powered by", re.IGNORECASE)
_OPEN_WORDS = 3  # where box and paragraph are open
_SENTENCE_WORDS = 5  # a shorter line without an end mark may be a whole one


def is_cut_off(text: str) -> bool:
    """Whether a page ends inside a tag, a script or a sentence, and nothing of it is closed.

    `"<body><div><p>The council said that the" -> True`; many whole pages leave out
    `</html>`: `"<p>The council met." -> False`
    """
    text = text.rstrip()
    if _END_TAG.search(text[-_TAIL:]) or "<" not in text:
        return False
    if _OPEN_TAG.search(text[-_TAIL:]):
        return True
    lowered = text.lower()
    for tag in ("script", "style"):
        if lowered.rfind(f"<{tag}") > lowered.rfind(f"</{tag}"):
            return True
    return _ends_in_sentence(text)


def _ends_in_sentence(text: str) -> bool:
    """Whether the last words stand in an element that is never closed, and end without a mark."""
    paragraphs = list(_PARAGRAPH.finditer(text, max(0, len(text) - _TAIL)))
    in_paragraph = bool(paragraphs) and not paragraphs[-1][1]
    boxes = [mark[1] for mark in _CONTAINER.finditer(text)]
    in_box = boxes.count("") > boxes.count("/")
    if not in_paragraph and not in_box:
        return False
    closes = "</p" in text.lower()  # many pages never do
    if not closes and not in_box and text.endswith(">"):
        return False
    start = paragraphs[-1].start() if in_paragraph else text.rfind(">") + 1
    line = " ".join(_TAG.sub(" ", text[start:]).split())
    if LINE_END.search(line) or _COLOPHON.search(line):
        return False
    return len(line.split()) >= (_OPEN_WORDS if in_paragraph and in_box else _SENTENCE_WORDS)
