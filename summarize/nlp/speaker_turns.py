"""Speaker turns of a transcript: who says each sentence, by the labels that begin the turns.

A label is "Project Manager:" before a sentence, as in minutes, or a line of its own, "Rosa Kim --
Chief Executive Officer", as in an earnings call. A turn extends to the next label. Where a
source names its speakers (`Document.speakers`), nothing is guessed: a turn is a paragraph behind
one of the names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from summarize.document import Document, Role
from summarize.nlp.patterns import CAPITAL

# "The Chair (Hon. Rosa Kim): I call", "Grad D: Yes"; not "He said: It", which has a small word
# before the colon, nor a time ("At 12:30").
# "de la Cruz", "d'Entremont", "al-Sayed"
_NAME = (
    r"(?:(?:of|the|and|de|del|della|da|di|dos|du|van|von|der|den|ten|ter|la|le|bin|ibn|el|al)\s){0,2}"
    rf"(?:[dlo][’']|al-|el-)?{CAPITAL}[\w.’'-]*"
)
_LABEL = re.compile(
    rf"(?P<name>(?:The\s)?(?:[dlo][’'])?{CAPITAL}[\w.’'-]*(?:\s{_NAME}){{0,4}})"
    r"(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*:\s+(?=\S)"
)
_LINE = re.compile(
    r"(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3})\s*(?:--|[-–—])\s*[A-Z][^.?!:]{2,80}\Z"
    r"|(?P<operator>Operator)\Z"
)
# A transcript has at least so many labels, as a share of its sentences too.
_FEWEST_TURNS = 8
_LEAST_SHARE = 0.05
# A short one has so many, and a label at most of its paragraphs.
_FEWEST_OF_SHORT, _LEAST_COVERED = 4, 0.6


@dataclass(frozen=True, slots=True)
class Turn:
    """The speaker of a sentence as the label names them, and the sentence that has the label.

    `label_length` is the length of the label at the beginning of this sentence, in
    characters; 0 where the label is in an earlier one.
    """

    speaker: str
    label_sentence: int
    label_length: int


def find_turns(document: Document) -> dict[int, Turn]:
    """Return the turns of a transcript by sentence number; empty if the document is no transcript.

    Sentences before the first label have no turn.
    """
    if document.speakers:
        return _find_declared_turns(document)
    labels = [(one.number, _parse_label(document.sentence_text(one))) for one in document.sentences]
    counted = Counter(label[0] for _, label in labels if label)
    repeated = [name for name, times in counted.items() if times >= 2]
    total, paragraphs = counted.total(), len({one.paragraph for one in document.sentences})
    enough = total >= max(_FEWEST_TURNS, _LEAST_SHARE * len(labels)) or (
        total >= max(_FEWEST_OF_SHORT, _LEAST_COVERED * paragraphs)
    )
    shouted = any(len(name) > 1 and name.isupper() for name in repeated)
    # a transcript has two speakers, or three where labels are in capitals, as "VERDICT" is
    if not enough or len(repeated) < 2 + shouted:
        return {}
    turns: dict[int, Turn] = {}
    last: Turn | None = None
    for number, label in labels:
        if label:
            last = Turn(label[0], number, label[1])
        elif last:
            last = Turn(last.speaker, last.label_sentence, 0)
        if last and document.sentence(number).role is Role.PROSE:
            turns[number] = last
    return turns


def strip_label(text: str, turn: Turn | None) -> str:
    """Return what is said in a printed turn: `"Ana Ruiz: “It leaks.”" -> "It leaks."`."""
    label = f"{turn.speaker}:" if turn else ""
    if not turn or not text.startswith(label):
        return text
    said = text[len(label) :].strip()
    return said[1:-1] if said[:1] + said[-1:] == "“”" else said


def _find_declared_turns(document: Document) -> dict[int, Turn]:
    """Return the turns of a source that names its speakers: each paragraph behind its label."""
    longest_first = "|".join(sorted(map(re.escape, document.speakers), key=len, reverse=True))
    label = re.compile(rf"({longest_first}):\s+")
    turns: dict[int, Turn] = {}
    paragraph, last = -1, None
    for sentence in document.sentences:
        first = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        if first:
            found = label.match(document.sentence_text(sentence))
            last = Turn(found[1], sentence.number, found.end()) if found else None
        if last and sentence.role is Role.PROSE:
            turns[sentence.number] = last if first else Turn(last.speaker, last.label_sentence, 0)
    return turns


def _parse_label(text: str) -> tuple[str, int] | None:
    """Return the speaker whom the label of a text names, and the label's length; None if none.

    `"Grad D: Yes" -> ("Grad D", 8)`
    """
    match = _LABEL.match(text) or _LINE.match(text)
    if match is None:
        return None
    name = match["name"] if match.re is _LABEL else match["name"] or match["operator"]
    return name, match.end()
