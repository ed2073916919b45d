"""Sentences that open a frame: what follows them is told, imagined, wished or believed. Pure.

English only. A frame is one sentence; what stands in it lasts to the end of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarize.nlp.english import function_words as fw
from summarize.nlp.english import nonfactual_words as nw
from summarize.nlp.english import stance_words as sw
from summarize.nlp.nonfactual.paragraph_frames import opens_account

_LONGEST, _LONGEST_FRAME, _LONGEST_ORDER, _LONGEST_DREAM = 14, 12, 6, 8  # in words
_LONGEST_ACCOUNT = 24  # in words
_REFERRING_WORDS, _SHORTEST_QUESTION = 5, 3
_DENYING = frozenset("not never none nobody no neither nothing few hardly".split())
_TO_STORY = frozenset("follows following simple this so same thus familiar".split())
_CASES = frozenset("case argument reasoning logic account version".split())
_TELLABLE = nw.CLAIM_NOUNS | nw.STORY_NOUNS | {"answers", "answer", "facts", "ideas", "example"}
_COUNTS = frozenset("two three four five six several some many a few these another".split())
# What "I" or "we" say is known to be said by somebody.
_FIRST_PERSONS = frozenset("i we".split())
_SEEING = frozenset("see sees saw view views viewed".split())
_OTHERWISE = frozenset("otherwise differently".split())
_COLOURS = frozenset(
    "different another rosy bleak bright grim gloomy glowing dark sad flattering".split()
)
# A question of "what if" with one of these is somebody's, or comes too late.
_TALKING = frozenset("i me my we us our you your had".split())
_MUCH = frozenset("much deal lot everything".split())
_BOLD = frozenset("big bold grand great wild sweeping ambitious lofty".split())
_RUMOURS = frozenset("legend rumour rumor word gossip tradition".split())
_SUPPOSED = frozenset("best worst ideal perfect parallel alternate alternative other".split())
_CASE_NOUNS = frozenset("case world universe future outcome".split())
_OF_THEM = {("of", "them"), ("of", "these"), ("of", "those")}
_THINGS = frozenset("things points".split()) | nw.TOLD_NOUNS
_SPEAKING = nw.WANTING_VERBS | nw.TELLING_VERBS | sw.SPEECH_VERBS | sw.BELIEF_VERBS
_SITUATIONS = frozenset("situation picture position scene state plan idea".split())
_OTHER = frozenset("other another second".split())
_ALTERNATIVE = re.compile(
    r"(?:if not\b|otherwise\b|failing that"
    r"|if (?:it|he|she|they) (?:do|does|is|are)(?:n['’]t| not))",
    re.IGNORECASE,
)
_FURTHEST = 5  # sentences from "in the one" to "in the other"


def opens_frame(words: Sequence[str], *, refers: bool = False) -> bool:
    """Whether a sentence says that what follows is imagined, a story, untrue or only said.

    What refers to the sentence before may be about that one: "That was the story".
    """
    if not 0 < len(words) <= _LONGEST:
        return 0 < len(words) <= _LONGEST_ACCOUNT and opens_account(words)
    return (
        (not refers and len(words) <= _LONGEST_FRAME and _tells_story(words))
        or _tells_list(words)
        or _is_hearsay(words)
        or _gives_view(words)
        or _dreams(words)
        or _tells_of_another_time(words)
        or _mocks(words)
        or opens_account(words)
    )


def _tells_story(words: Sequence[str]) -> bool:
    known, start = frozenset(words), frozenset(words[:_REFERRING_WORDS])
    told = any(
        word in nw.UNTRUE_WORDS and not _TELLABLE.isdisjoint(words[at + 1 : at + 3])
        for at, word in enumerate(words)
    )
    to_come = known & {"following", "follows"}
    real = not {"come", "comes", "came"}.isdisjoint(known) and "true" in known
    slept = known & {"dreamed", "dreamt", "lied", "dream"} and not real
    return bool(
        (words[0] in {"here", "below"} and known & (nw.UNTRUE_WORDS | nw.STORY_NOUNS))
        or (words[0] == "in" and start & fw.DETERMINERS and start & nw.STORY_NOUNS)
        or (start & nw.STORY_NOUNS and not _TO_STORY.isdisjoint(words[-2:]))
        or (start & _CASES and words[-1] in _TO_STORY - {"this", "following"})
        or known & nw.LISTED_UNTRUTHS
        or told
        or (to_come and known & (_DENYING | nw.STORY_NOUNS | nw.UNTRUE_WORDS))
        or words[:3] == ["once", "upon", "a"]
        or (len(words) <= _LONGEST_ORDER and slept)
    )


def _tells_list(words: Sequence[str]) -> bool:
    """Whether somebody says or wants what follows: "Some believe the following."."""
    place = next((at for at, word in enumerate(words) if word in _SPEAKING), None)
    if place is None or not _FIRST_PERSONS.isdisjoint(words[:place]):
        return False
    behind = words[place + 1 :]
    counted = words[-1] in _THINGS and not _COUNTS.isdisjoint(words[-3:-1])
    counted |= any(one in _COUNTS and two in _THINGS for one, two in pairwise(behind))
    story = not (nw.VERSION_NOUNS | {"picture"}).isdisjoint(behind)
    thus = words[-1] in {"this", "thus"} or list(words[-2:]) == ["this", "way"]
    return (
        words[-1] in {"following", "opposite", "contrary"}
        or (thus and place > 0 and len(words) <= _LONGEST_ORDER)
        or (words[0] == "here" and not {"what", "how"}.isdisjoint(words[1:4]))
        or (words[-1] in _MUCH and words[place].startswith("promis"))
        or (counted and len(behind) <= _LONGEST_ORDER)
        or (story and not _COLOURS.isdisjoint(behind))
        or (words[place] in nw.TELLING_VERBS and _tells_joke(behind))
    )


def _is_hearsay(words: Sequence[str]) -> bool:
    """Whether what follows is rumoured, promised or contested: "Rumour has it that he left."."""
    bold = words[-2:-1] and words[-2] in _BOLD and words[-1] in nw.TOLD_NOUNS | {"plans"}
    rumoured = words[0] in _RUMOURS and list(words[1:3]) == ["has", "it"]
    told = words[0] == "according" and list(words[-2:]) == ["what", "happened"]
    seen = not _SEEING.isdisjoint(words[1:-1]) and not _OTHERWISE.isdisjoint(words[2:])
    return bool(bold or rumoured or told or seen)


def _tells_joke(words: Sequence[str]) -> bool:
    return "a" in words[:2] and not nw.JOKES.isdisjoint(words)


def _gives_view(words: Sequence[str]) -> bool:
    """Whether a sentence is somebody's view, as those behind it may be: "In its view, ..."."""
    own = (fw.POSSESSIVE_DETERMINERS - {"my", "our", "your"}) | {"s"}
    if words[0] == "in":
        place = next(
            (at for at, word in enumerate(words[:_LONGEST_ORDER]) if word in nw.VIEW_NOUNS), 0
        )
        return place > 1 and words[place - 1] in own | {"own"}
    if words[0] in {"for", "to"}:
        return (
            words[1:2] != []
            and words[1] in nw.VIEW_HOLDERS
            and len(words) > 3
            and (not fw.BE_FORMS.isdisjoint(words[2:6]))
        )
    return False


def _dreams(words: Sequence[str]) -> bool:
    dreams = len(words) <= _LONGEST_DREAM and not nw.DREAMING_VERBS.isdisjoint(words[1:4])
    hopes = len(words) <= _LONGEST_ORDER and not nw.HOPE_NOUNS.isdisjoint(words[:2])
    asked = len(words) > _SHORTEST_QUESTION and (
        (list(words[:2]) == ["what", "if"] and _TALKING.isdisjoint(words))
        or (words[-1] != "happened" and _asks_what_would_be(words))
    )
    return (
        (dreams and "of" not in words[-2:] and (fw.SUBJECT_PRONOUNS - {"it"}).isdisjoint(words[3:]))
        or (hopes and not {"were", "was"}.isdisjoint(words[1:4]))
        or asked
        or orders_to_imagine(words)
    )


def _asks_what_would_be(words: Sequence[str]) -> bool:
    return any(
        words[at] == "what"
        and words[at + 1 : at + 2] != []
        and words[at + 1] in fw.MODAL_VERBS
        and list(words[at + 2 : at + 4]) == ["have", "happened"]
        for at in range(len(words))
    )


def orders_to_imagine(words: Sequence[str]) -> bool:
    """Whether a sentence asks to imagine: "Imagine this.", "Let us suppose that it rains."."""
    verb = next((at for at, word in enumerate(words[:3]) if word in nw.IMAGINING_VERBS), None)
    if verb is None or not fw.SUBJECT_PRONOUNS.isdisjoint(words[:verb]):
        return False
    return len(words) <= _LONGEST_ORDER or words[0] == "let"


def _tells_of_another_time(words: Sequence[str]) -> bool:
    """Whether what follows was so: "Ten years ago, the situation was as follows."."""
    told = list(words[-2:]) in (["as", "follows"], ["like", "this"])
    then = not {"was", "were", "looked"}.isdisjoint(words)
    situation = told and then and not _SITUATIONS.isdisjoint(words)
    if list(words[:2]) in (["in", "the"], ["in", "a"], ["in", "an"]):
        return words[2:3] != [] and words[2] in _SUPPOSED and not _CASE_NOUNS.isdisjoint(words[3:4])
    year = list(words[:3]) in (["the", "year", "is"], ["fast", "forward", "to"])
    return situation or (year and len(words) <= _LONGEST_ORDER)


def _mocks(words: Sequence[str]) -> bool:
    """Whether what follows is laughed at: "How wrong one can be", "April Fools' Day"."""
    wrong = words[0] == "how" and words[1:2] != [] and words[1] in nw.UNTRUE_WORDS | {"naive"}
    april = any(
        word == "april" and not {"fool", "fools"}.isdisjoint(words[at + 1 : at + 3])
        for at, word in enumerate(words)
    )
    far = "truth" in words and "than" in words and not {"further", "farther"}.isdisjoint(words)
    return wrong or april or far


def find_alternatives(texts: Sequence[str], words: Sequence[Sequence[str]]) -> list[int]:
    """Return the places of what holds in one case or version only, among those of a paragraph.

    `"If it rains, the fair ends. The tents are sold. If not, it goes on." -> [1]`
    """
    found: list[int] = []
    for at, first in enumerate(words):
        if first[:1] == ["if"]:
            others = (n for n in range(at + 1, len(texts)) if _ALTERNATIVE.match(texts[n]))
        elif list(first[:2]) == ["in", "one"] and (
            tuple(first[2:4]) in _OF_THEM or not nw.VERSION_NOUNS.isdisjoint(first[2:4])
        ):
            others = (
                n
                for n in range(at + 1, len(texts))
                if words[n][:1] == ["in"] and not _OTHER.isdisjoint(words[n][1:3])
            )
        else:
            continue
        end = next(others, at)
        found.extend(range(at + 1, end if end - at <= _FURTHEST else at))
    return found
