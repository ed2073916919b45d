"""Sentences that the words around them take back: lists of denials, stories, retractions. Pure.

English only. A sentence is doubted where what surrounds it may say that it is no fact; all rules
err on this side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from summarize.document import Document, Role, Sentence
from summarize.nlp.clauses import leaves_clause_open
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import nonfactual_words as nw
from summarize.nlp.english import stance_words as sw
from summarize.nlp.nonfactual.denials import (
    REFERRING_WORDS,
    SAYING,
    WORD,
    denies,
    is_hedged,
    is_untrue,
    split_words,
    takes_back,
)
from summarize.nlp.nonfactual.narrative_frames import find_alternatives, opens_frame
from summarize.nlp.nonfactual.paragraph_frames import (
    denies_all,
    find_denied,
    find_in_frames,
    heads_untrue,
    points_at_untrue,
    tells_in_present,
)
from summarize.nlp.nonfactual.retractions import (
    contests,
    find_undone,
    proves_fake,
    takes_back_all,
    tells_of,
)
from summarize.nlp.patterns import LINE_END

RETRACTED = "the source takes this back in the next sentence"
IMAGINED = "the source says this of a story or a falsehood, not as a fact"
DENIED = "the source says later that somebody denies this or that it came to nothing"
UNFINISHED = "in the source this may be the end of a longer sentence"

# In words. What is longer says something of its own.
_LONGEST_FRAME, _LONGEST_ITEM, _LONGEST_LABEL = 12, 25, 4
_FEWEST_FOR_CASES, _LONGEST_PARAGRAPH = 3, 15  # sentences
_MOST_ITEMS = 6  # of a list without marks: behind that it has probably ended
_MOST_CHARACTERS = 160  # of a sentence of so few words
_SHOWN = 60  # characters of an introduction
_COUNTS = frozenset("following these two three four five six several some many".split())
_LISTING = frozenset("list lists listing listed below following these".split())
_NONFACTUAL_IN_LISTS = nw.UNTRUE_WORDS | nw.LISTED_UNTRUTHS | nw.DENIALS | {"wrongly", "might"}
_TURN = re.compile(
    r"(?:but )?(?:in (?:fact|reality|truth|practice)|(?:the )?(?:truth|reality|facts?)\b|actually"
    r"|really|today|then \w+ (?:wakes|woke) up)",
    re.I,
)
_TELLABLE = nw.CLAIM_NOUNS | nw.STORY_NOUNS | nw.VIEW_NOUNS
_TELLING = frozenset("this thus so follows".split())
_ALL = frozenset("none all both neither these everything".split())
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|hey|good|thanks|yours|sincerely|looking forward"
    r"|(?:\w+ ){0,2}(?:regards|wishes))\b",
    re.IGNORECASE,
)
# Behind these a capital may be that of a name.
_ABBREVIATION = re.compile(
    r"\b(?:Ltd|Inc|Co|Corp|plc|PLC|Bros|LLC|GmbH|Jr|Sr|etc|vs|approx|[apAP]\.[mM]|U\.S|Dept|Mt|St"
    r"|e\.g|i\.e|cf|al|No|Gen|Gov|Sen|Rep|Capt|Col|Lt|Sgt|Prof|[DM]r|Mr?s)\.\Z"
)
_CONJUNCTIONS = (" that", " if", " whether")
_QUOTATION_MARKS = ("“", "„", "«", "»", '"', "‘")

_LABEL = re.compile(r"(?:The )?[A-Z][^.?!:,]{0,60}: +(?=\S)")
_FURTHEST_BACK = 4  # sentences from what is undone to what undoes it


class _Part(NamedTuple):
    """A sentence, what it says, and its words if they are few."""

    sentence: Sentence
    text: str
    words: Sequence[str]


def find_nonfactual(
    document: Document, texts: Sequence[str], *, transcript: bool = False
) -> dict[int, str]:
    """Return why sentences are no plain facts, by number.

    In a transcript, line ends and colons say nothing: people break off.

    `"Lee ran. Wrong!" -> {1: RETRACTED}`, `"Imagine this. Lee ran." -> {2: IMAGINED}`
    """
    parts = [
        _Part(sentence, said, split_words(said) if len(said) <= _MOST_CHARACTERS else ())
        for sentence, text in zip(document.sentences, texts, strict=True)
        for said in [_LABEL.sub("", text, count=1) if transcript else text]
    ]
    paragraphs = [list(group) for _, group in groupby(parts, lambda part: part.sentence.paragraph)]
    found: dict[int, str] = {}
    framed = chain(_find_set_apart(paragraphs, transcript), _find_below_headings(paragraphs))
    doubts = [_find_imagined(paragraphs), _find_retracted(parts), framed]
    if not transcript:
        listed = _find_listed(document.text, paragraphs)
        doubts = [listed, *doubts, _find_unfinished(paragraphs)]
    for number, reason in chain.from_iterable(doubts):
        found.setdefault(number, reason)
    return found


def _find_listed(text: str, paragraphs: Sequence[Sequence[_Part]]) -> Iterator[tuple[int, str]]:
    """Find the items of lists that a sentence introduces as said, denied, asked or supposed."""
    introduction, items, end, counted, dotted = "", 0, 0, False, False
    for group in paragraphs:
        start = group[0].sentence.span.start
        marked = bool(text[text.rfind("\n", 0, start) + 1 : start].strip())
        near = counted or text.count("\n", end, start) < 2
        short = len(group) == 1 and len(group[0].text.split()) <= _LONGEST_ITEM
        # what is in quotation marks is known to be somebody's words
        if group[0].text.startswith(_QUOTATION_MARKS) or (dotted and not marked):
            introduction = ""
        elif not items or marked or (near and short and items < _MOST_ITEMS):
            items += 1
        else:
            introduction = ""
        if introduction and group[0].sentence.role is Role.PROSE:
            reason = _describe(introduction)
            yield from ((part.sentence.number, reason) for part in group)
        yield from _find_listed_inline(group)
        last, end = group[-1].text, group[-1].sentence.span.end
        opens = last.endswith((":", *_CONJUNCTIONS))
        words = split_words(last) if opens else group[-1].words
        if (opens and _introduces(words)) or (not opens and _precedes_list(last, words)):
            introduction, items, dotted = last, 0, not opens
            counted = not _COUNTS.isdisjoint(words)


def _introduces(words: Sequence[str]) -> bool:
    """Whether a sentence that ends with a colon says that its list is no list of facts."""
    # "The claim runs to forty pages. Its main points are these:"
    points = bool(words) and words[0] in fw.POSSESSIVE_DETERMINERS and "points" in words
    return not nw.INTRODUCERS.isdisjoint(words) or denies_all(words) or points


def _precedes_list(text: str, words: Sequence[str]) -> bool:
    """Whether a full sentence may have a list of no facts below: "Which is the oldest?"."""
    if text.endswith("?"):
        return "which" in words[:2]
    if not 2 < len(words) <= _LONGEST_ITEM:
        return False
    listed = not _LISTING.isdisjoint(words) and not _NONFACTUAL_IN_LISTS.isdisjoint(words)
    return listed or opens_frame(words)


def _find_listed_inline(group: Sequence[_Part]) -> Iterator[tuple[int, str]]:
    """Find the sentences behind a colon of their paragraph: "Two claims are false: A. B."."""
    for place, (_, text, _) in enumerate(group):
        before, colon, behind = text.partition(": ")
        words = split_words(before) if colon and len(before) <= _MOST_CHARACTERS else []
        told = 2 < len(words) <= _LONGEST_FRAME and (
            is_untrue(words)
            or not nw.DENIALS.isdisjoint(words)
            or opens_frame(words)
            or (words[-1] in _TELLING and "goes" in words and not _TELLABLE.isdisjoint(words))
        )
        if told and behind[0].isalnum():
            most = _MOST_ITEMS // 2 if len(group) > _LONGEST_PARAGRAPH else _MOST_ITEMS
            behind_it = group[place + 1 : place + 1 + most]
            yield from ((part.sentence.number, _describe(before)) for part in behind_it)


def _describe(introduction: str) -> str:
    shown = introduction.rstrip(" :")
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rsplit(maxsplit=1)[0]} …"
    return f"the source only lists this under “{shown}”"


def _find_imagined(paragraphs: Sequence[Sequence[_Part]]) -> Iterator[tuple[int, str]]:
    """Find what is told behind a sentence that says that it is a story, a lie or imagined."""
    framed, last = False, 0
    for group in paragraphs:
        # so long a paragraph is a text without paragraphs: no frame lasts to its end
        furthest = _MOST_ITEMS if len(group) > _LONGEST_PARAGRAPH else len(group)
        for place, (sentence, text, words) in enumerate(group):
            heading = sentence.role is Role.HEADING
            title = sentence.number == 1 and nw.LISTED_UNTRUTHS.isdisjoint(words[:1])
            if heading:
                framed = not title and _labels(f"{text}.", words)
            elif _opens(group, place):
                framed, last = True, place + furthest
            elif _TURN.match(text) or (place > last > 0):
                framed = False
            elif framed:
                yield sentence.number, IMAGINED
        yield from ((group[at].sentence.number, IMAGINED) for at in _find_alternatives(group))
        alone = len(group) == 1 and (heading or opens_frame(words) or _labels(text, words))
        framed, last = framed and alone, 0


def _opens(group: Sequence[_Part], place: int) -> bool:
    """Whether what follows in a paragraph is told, imagined or untrue, as a sentence says."""
    _, text, words = group[place]
    if place == 0:
        return opens_frame(words) or _labels(text, words)
    if words[:2] == ["it", "is"] and words[2:3] in (["called"], ["entitled"], ["titled"]):
        # a play that is named, and then told
        return not nw.STORY_NOUNS.isdisjoint(split_words(group[place - 1].text))
    refers = not nw.BACK_REFERENCES.isdisjoint(words[:REFERRING_WORDS])
    return opens_frame(words, refers=refers)


def _find_alternatives(group: Sequence[_Part]) -> Sequence[int]:
    if len(group) < _FEWEST_FOR_CASES:
        return ()
    return find_alternatives([part.text for part in group], [part.words for part in group])


def _labels(text: str, words: Sequence[str]) -> bool:
    """Whether a text is no sentence, but calls what follows untrue or a story: "Lies of Lee."."""
    known = frozenset(words)
    verbless = sw.FINITE_VERBS.isdisjoint(words) and text[-1:] in ".:!"
    story = bool(known & nw.STORY_NOUNS) and known <= nw.STORY_NOUNS | fw.DETERMINERS
    untrue = len(words) <= _LONGEST_LABEL and not nw.UNTRUE_WORDS.isdisjoint(words)
    return verbless and (story or untrue)


def _find_set_apart(
    paragraphs: Sequence[Sequence[_Part]], transcript: bool
) -> Iterator[tuple[int, str]]:
    """Find what a paragraph tells of a plan or a play, or denies as a whole further on."""
    above: list[Sequence[str]] = []
    numbers: list[int] = []
    pointed = False
    in_present: bool | None = None
    for group in paragraphs:
        if len(group) > _LONGEST_PARAGRAPH or group[0].sentence.role is Role.HEADING:
            above, pointed = [], False
            continue
        before, numbers = numbers, [part.sentence.number for part in group]
        words = [part.words or WORD.findall(part.text.lower()) for part in group]
        if pointed:
            yield from ((number, IMAGINED) for number in numbers)
        # people talk of plans, and of what is so, in one breath
        framed = set() if transcript else find_in_frames(words)
        if framed and in_present is None:
            in_present = tells_in_present(
                [part.words or split_words(part.text) for part in chain.from_iterable(paragraphs)]
            )
        if not in_present:
            yield from ((numbers[at], IMAGINED) for at in framed)
        for at in find_denied(above, words):
            yield (before[at] if at < 0 else numbers[at]), DENIED
        above, pointed = words, not pointed and points_at_untrue(words)


def _find_below_headings(paragraphs: Sequence[Sequence[_Part]]) -> Iterator[tuple[int, str]]:
    """Find what stands under a heading like "Motions rejected" or "What the minister believes".

    That is one paragraph, or the short ones of a list.
    """
    heading, left = "", 0
    for group in paragraphs:
        first = group[0]
        if first.sentence.role is Role.HEADING:
            # a title tells the news: "Plan rejected"
            untrue = first.sentence.number > 1 and heads_untrue(split_words(first.text))
            heading, left = first.text, _MOST_ITEMS if untrue else 0
        elif left > 0:
            yield from ((part.sentence.number, _describe(heading)) for part in group)
            left = left - 1 if len(group) == 1 else 0


def _find_retracted(parts: Sequence[_Part]) -> Iterator[tuple[int, str]]:
    """Find what the next sentence takes back, in the same paragraph or as the next one.

    "None of this happened" takes back all of a paragraph.
    """
    for place, (above, below) in enumerate(pairwise(parts)):
        if not below.words or Role.HEADING in (above.sentence.role, below.sentence.role):
            continue
        for at in range(_find_first_retracted(parts, place), place + 1):
            if parts[at].sentence.paragraph == above.sentence.paragraph:
                yield parts[at].sentence.number, RETRACTED


def _find_first_retracted(parts: Sequence[_Part], place: int) -> int:
    """Return the place of the first sentence that the one behind `place` takes back.

    That is the place behind them all where it takes back none.
    """
    (_, text, words), following = parts[place], parts[place + 1]
    undone = find_undone(following.words)
    if undone:
        for at in range(place, max(-1, place - _FURTHEST_BACK), -1):
            near = parts[at].sentence.paragraph == following.sentence.paragraph or at == place
            if near and tells_of(parts[at].words or split_words(parts[at].text), undone):
                return at
        if "it" in undone:
            return place
    if contests(following.words, following.text) and sw.ATTRIBUTION.isdisjoint(words):
        return place
    if following.text.endswith("?"):
        return place + 1
    taken = takes_back(following.words)
    if takes_back_all(following.words) or (taken and not _ALL.isdisjoint(following.words[:2])):
        return max(0, place - _MOST_ITEMS)
    denied = denies(following.words) or proves_fake(following.words)
    return place if taken or (denied and not is_hedged(words or split_words(text))) else place + 1


def _find_unfinished(paragraphs: Sequence[Sequence[_Part]]) -> Iterator[tuple[int, str]]:
    """Find what may go on with a sentence that a line end or an abbreviation seems to end."""
    for above, below in pairwise(paragraphs):
        if below[0].sentence.role is Role.PROSE and _is_open(above[-1], below[0].text):
            yield below[0].sentence.number, UNFINISHED
    for group in paragraphs:
        for (_, text, _), part in pairwise(group):
            if _ABBREVIATION.search(text) and leaves_clause_open(split_words(text)):
                yield part.sentence.number, UNFINISHED


def _is_open(part: _Part, below: str) -> bool:
    """Whether the last line of a paragraph, with no end mark, goes on in the paragraph below."""
    sentence, text, _ = part
    if LINE_END.search(text) or text.endswith(";") or below.startswith(_QUOTATION_MARKS):
        return False
    words = split_words(text) or [""]
    prose = sentence.role is Role.PROSE
    comma = prose and text.endswith(",") and not _SALUTATION.match(text)
    small = prose and text[:1].isupper() and below[:1].islower() and len(words) > 2
    return words[-1] in (nw.OPEN_ENDS | SAYING) or comma or small
