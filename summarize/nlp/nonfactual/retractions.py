"""Sentences that take back, in concrete words, what the ones before them tell. Pure.

English only. "The vote was declared void" says nothing of truth or falsehood: what it undoes is
known by its words for an event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from summarize.nlp.english import function_words as fw
from summarize.nlp.english import nonfactual_words as nw
from summarize.nlp.english import stance_words as sw

_LONGEST_DENIAL, _SHORT = 8, 6  # words
_FURTHEST = 12  # words before what undoes
_REACH = 4  # words beside what undoes
_PREFIX = 4  # letters that a verb and its noun share
_IT = frozenset("it him her them he she they".split())
_DEFINITE = (fw.DETERMINERS - {"a", "an"}) | {"s"}
_BE = fw.BE_FORMS
_FILLERS = frozenset("or but well at least anyway so then yes and".split())
_OFTEN_BETWEEN = frozenset(
    "a an the only just all really in fact to be been have being merely nothing but".split()
)
_PROVING = frozenset("turned turns proved proves proven found shown exposed".split())
_UNSURE = (
    (fw.MODAL_VERBS - {"will", "shall"})
    | (fw.NEGATORS - {"without"})
    | sw.FORECAST_VERBS
    | {"to", "if", "unless", "whether", "when"}
)
_AUXILIARIES = fw.AUXILIARY_VERBS | fw.DO_FORMS
_SEEMING = frozenset("looks looked seems seemed sounds sounded appears appeared".split())
_QUANTITIES = frozenset(
    "number figure total toll cost price count amount sum pay salary value size age date".split()
)
_RETURNS = frozenset("back again home".split())
_OTHERWISE = frozenset("otherwise differently".split())
_TOLD = sw.SPEECH_VERBS | sw.BELIEF_VERBS | sw.CLAIM_VERBS
_TELLS_OTHERWISE = _TOLD | frozenset(
    "see sees saw remember remembers remembered tell show shows suggest suggests know knows".split()
)
_FAILING = frozenset("collapsed bounced".split())
_OBJECTS = (["it"], ["him"], ["her"], ["them"])
_CONFIRMING = frozenset("confirmed confirms upheld same again will would may".split())
_CONTESTING = frozenset("disagree disagrees disagreed object objected differ differs".split())

_phrases_by_first: defaultdict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
for _phrase, _cancels in chain.from_iterable(
    ((phrase, bool(group)) for phrase in phrases)
    for group, phrases in enumerate(nw.UNDOING_PHRASES)
):
    _phrases_by_first[_phrase[0]].append((_phrase, _cancels))
_events: defaultdict[str, set[int]] = defaultdict(set)
for _number, _group in enumerate(nw.EVENTS):
    for (_word,) in _group:
        _events[_word].add(_number)


def contests(words: Sequence[str], text: str) -> bool:
    """Whether a short sentence doubts or limits the one before.

    `"Or is it?"`, `"Last year, that is."`, `"That was the plan."`, `"The clerk says otherwise."`
    """
    if not 0 < len(words) <= _LONGEST_DENIAL:
        return 0 < len(words) <= _FURTHEST and _corrects_figure(words)
    if text.endswith("?"):
        return _is_echo(words)
    short = len(words) <= _SHORT
    return (
        (short and text.endswith((", that is.", ", that was.", ", that is!")))
        or _is_mere_plan(words)
        or _tells_otherwise(words)
        or (short and (_refuses(words) or _never_came(words)))
        or _corrects_figure(words)
        or any(word == "only" and after in _SEEMING for word, after in pairwise(words))
        or (len(words) <= _SHORT + 1 and _knows_nothing(words))
    )


def _is_echo(words: Sequence[str]) -> bool:
    """Whether a question doubts what was just said: "Or is it?", "But did they?"."""
    asked = words[1:] if words[0] in {"or", "but"} else ()
    return len(asked) in (2, 3) and asked[0] in _AUXILIARIES and asked[-1] in fw.SUBJECT_PRONOUNS


def _is_mere_plan(words: Sequence[str]) -> bool:
    start = next((at for at, word in enumerate(words) if word not in _FILLERS), len(words))
    rest = words[start:]
    points = rest[:1] in (["that"], ["such"]) or (rest[:1] == ["this"] and "least" in words[:start])
    plan = not (nw.PLAN_NOUNS | {"version", "story"}).isdisjoint(rest[2:5])
    return points and len(rest) > 2 and rest[1] in _BE and plan and fw.NEGATORS.isdisjoint(rest)


def _tells_otherwise(words: Sequence[str]) -> bool:
    place = next((at for at, word in enumerate(words) if word in _OTHERWISE), 0)
    told = place and not _TELLS_OTHERWISE.isdisjoint(words[max(0, place - 2) : place])
    short = len(words) <= _SHORT and not _CONTESTING.isdisjoint(words[1:])
    agree = words[:3] == ["not", "everyone", "agrees"]
    story = words[-1] == "story" and not {"different", "another"}.isdisjoint(words)
    opposite = words[-1] in {"opposite", "contrary"} and not _TOLD.isdisjoint(words)
    contested = told or short or agree or story or opposite
    return bool(contested) and _UNSURE.isdisjoint(words[:-1])


def _refuses(words: Sequence[str]) -> bool:
    """Whether somebody says that it is not so of them: "No, I will not."."""
    rest = words[1:] if words[0] in {"no", "well"} else words
    said = len(rest) == 3 and rest[0] in fw.SUBJECT_PRONOUNS
    return said and rest[1] in _AUXILIARIES and rest[2] == "not"


def _never_came(words: Sequence[str]) -> bool:
    """Whether something never came about: "It never arrived there." but not "never came back"."""
    place = words.index("never") if "never" in words[1:4] else 0
    after = words[place + 1 : place + 2]
    came = bool(place) and bool(after) and after[0] in nw.ARRIVALS
    return came and _RETURNS.isdisjoint(words[place:])


def _corrects_figure(words: Sequence[str]) -> bool:
    real = words[0] in _DEFINITE and {"real", "actual", "true", "correct"}.intersection(words[1:2])
    put = not {"put", "puts"}.isdisjoint(words) and words[-2:-1] == ["at"]
    return bool((real or put) and not _QUANTITIES.isdisjoint(words))


def _knows_nothing(words: Sequence[str]) -> bool:
    """Whether somebody doubts it: "The guard knows nothing of this", "Two experts doubt it"."""
    if words[-1] not in {"it", "this", "that"}:
        return False
    doubt = words[-2:-1] in (["doubt"], ["doubts"], ["doubted"]) and words[0] not in {"no", "i"}
    return doubt or (
        len(words) > 3 and list(words[-3:-1]) in (["nothing", "of"], ["nothing", "about"])
    )


def proves_fake(words: Sequence[str]) -> bool:
    """Whether a thing was never what it seemed: "The picture turned out to be a copy"."""
    start = words[:1]
    if not start or (start[0] not in _DEFINITE and start[0] not in {"it", "they"}):
        return False
    news = not (nw.CLAIM_NOUNS | {"news"}).isdisjoint(words[1:2])
    if news and words[2:3] in (["was"], ["were"]) and not nw.FAKES.isdisjoint(words[3:5]):
        return True
    return any(
        _is_plainly_fake(words, at) if word in _BE else word in _PROVING and _proves(words, at)
        for at, word in enumerate(words[: _FURTHEST + 1])
    )


def _is_plainly_fake(words: Sequence[str], at: int) -> bool:
    near = at <= _REACH and words[at + 1 : at + 2] == ["a"]
    return near and not nw.PLAIN_FAKES.isdisjoint(words[at + 2 : at + 4])


def _proves(words: Sequence[str], at: int) -> bool:
    after = [one for one in words[at + 1 : at + 7] if one not in _OFTEN_BETWEEN]
    after = after[1:] if after[:1] == ["out"] else after
    return not nw.FAKES.isdisjoint(after[:2]) and _UNSURE.isdisjoint(words[:at])


def takes_back_all(words: Sequence[str]) -> bool:
    """Whether a sentence takes back all of the paragraph before it.

    `"We regret the error."`, `"Nothing has come of it."`, `"Reality looks different."`
    """
    known, start = frozenset(words), frozenset(words[:3])
    regret = known & {"regret", "apologise", "apologize", "sorry"} and known & nw.BLUNDERS
    real = start & {"reality", "truth", "facts"} and known & {"different", "otherwise", "differs"}
    came = any(one in {"come", "came"} and after == "of" for one, after in pairwise(words))
    came = came and not start.isdisjoint({"nothing", "little", "none"})
    disagree = known & {"disagree", "disagrees", "disagreed", "contradicts", "contradict"}
    disagree = disagree and known & {"all", "both", "every"}
    woke = len(words) <= _SHORT and words[-2:] in (["wakes", "up"], ["woke", "up"])
    mere = words[:2] in (["it", "was"], ["it", "is"], ["this", "was"], ["that", "was"])
    mere = mere and words[2:3] in (["all"], ["only"], ["just"], ["merely"])
    untrue = nw.UNTRUE_WORDS | nw.STORY_NOUNS | {"dream", "model", "test", "exercise", "drill"}
    return bool(
        regret or real or came or disagree or woke or (mere and untrue.intersection(words[3:6]))
    )


def find_undone(words: Sequence[str]) -> frozenset[str]:
    """Return the words for what a sentence says is undone: "vote", of "The vote was void".

    "It" stands for whatever the sentence before tells: "The council reinstated him".
    """
    for at, word in enumerate(words[: _FURTHEST + 1]):
        length, cancels = _measure_undoing(words, at, word)
        if length and _UNSURE.isdisjoint(words[max(0, at - _REACH) : at]):
            undone = _find_undone_at(words, at, length, cancels=cancels)
            if undone:
                return frozenset(undone)
    counted = nw.RECHECKS.intersection(words[:3])
    return counted if _CONFIRMING.isdisjoint(words) else frozenset()


def _find_undone_at(words: Sequence[str], at: int, length: int, *, cancels: bool) -> set[str]:
    subject, after = words[:at], words[at + length : at + length + _REACH]
    joint = max((n for n, one in enumerate(subject) if one in {"and", "but"}), default=-1)
    subject = subject[joint + 1 :]
    passive = not _BE.isdisjoint(subject[-3:]) or not after or length > 1 or words[at] in _FAILING
    undone = _nouns_in(subject) if passive else set()
    if after[:1] and after[0] in _DEFINITE:
        undone |= _nouns_in(after)
    pronouns = {"it"} if cancels else _IT
    pronoun = (passive and subject[:1] and subject[0] in pronouns) or after[:1] in _OBJECTS
    if not undone.isdisjoint(nw.DECISIONS) or (pronoun and (length > 1 or not cancels)):
        undone.add("it")
    # what is cancelled was to come, and is known to be an event
    return {noun for noun in undone if noun in _events or noun == "it"} if cancels else undone


def _measure_undoing(words: Sequence[str], at: int, word: str) -> tuple[int, bool]:
    """Return how many words undo from here, and whether they only cancel what was to come."""
    for phrase, cancels in _phrases_by_first.get(word, ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase), cancels
        split = (phrase[0], "it", *phrase[1:])
        if tuple(words[at : at + len(split)]) == split:
            return 1, cancels
    if word in nw.UNDOING_WORDS:
        return 1, False
    return int(word in nw.CANCELLING_WORDS), True


def _nouns_in(words: Sequence[str]) -> set[str]:
    """Return what may be nouns with a "the" or "his" before them, an adjective between at most.

    The owner is none of them: "the school's results" are results.
    """
    ends = fw.PREPOSITIONS | _AUXILIARIES
    found: set[str] = set()
    for at, word in enumerate(words):
        behind = words[at + 1 : at + 3]
        if word in _DEFINITE and "s" not in words[at + 1 : at + 4]:
            found.update(behind[:1] if behind[1:] and behind[1] in ends else behind)
    return {word for word in found if word not in ends and word.isalpha()}


def tells_of(words: Collection[str], undone: frozenset[str]) -> bool:
    """Whether a sentence tells of what is undone: "They voted" of "the vote"."""
    stems = tuple(
        noun[: max(_PREFIX, len(noun) - (_PREFIX if len(noun) > 2 * _PREFIX - 1 else 1))]
        for noun in undone
        if len(noun) >= _PREFIX
    )
    groups = {group for noun in undone for group in _events.get(noun, ())}
    return any(
        (stems and word.startswith(stems)) or not groups.isdisjoint(_events.get(word, ()))
        for word in words
    )
