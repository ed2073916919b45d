"""A statement that fails is put right from the evidence, as little as possible, and checked again.

The statement is laid beside the sentence that it was held against. Where the two differ
at a word that a check has called wrong, the article's words are put in, if the words on
both sides agree, so that what comes out reads as the article does. Where the article has
nothing of the kind, the word or the clause that holds it is cut off. Nothing is accepted
but what the checker then calls supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, islice, pairwise

from summarize.document import Span, count_words
from summarize.nlp.normalize import has_tables
from summarize.nlp.sentences import split
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.rewriting.edits.changes import Change, Word, changed, overlapping, words_in
from summarize.rewriting.edits.cuts import cuts, ends_well, parted
from summarize.rewriting.edits.differences import Side
from summarize.rewriting.edits.loose_clauses import has_main_verb, sentence_end, verb
from summarize.verification.checker import Checker, SentenceCheck
from summarize.verification.comparison import Reason
from summarize.verification.token_spans import spans_of

_FEWEST_WORDS = 5
_MOST_WORDS = 80
# Rounds of edits, and edits checked in each: a run has some hundred statements.
_ROUNDS = 3
_MOST_CANDIDATES = 12
# So much of a statement's words must still be its own; beyond, it would be another statement.
_KEPT = 0.5
_LONGEST_SOURCE = 200
# Where two texts meet, so many words in a row must be found in one of them.
_WINDOW = 3
_START = "^"
_QUOTED = re.compile(r"“([^”]{1,40})”")


def edit(text: str, checker: Checker) -> CheckedClaim | None:
    """The statement put right; None if it stands as it is, or can't be saved.

    `"Ito won 5 medals"` of an article that says 3 `-> "Ito won 3 medals"`.
    """
    language = checker.annotated.language
    one = count_words(text) <= _MOST_WORDS and len(split(text, language or "en")) == 1
    if not one or not has_tables(language):
        return None
    found = checker.check_sentence(text)
    if found.verdict is Verdict.SUPPORTED:
        return None
    best, tried = text, {text}
    for _ in range(_ROUNDS):
        last = found
        for candidate in islice(_candidates(best, found, checker), _MOST_CANDIDATES):
            if candidate in tried or not _sound(candidate, text):
                continue
            tried.add(candidate)
            examined = checker.check_sentence(candidate)
            if examined.verdict is Verdict.SUPPORTED:
                return _accepted(candidate, checker)
            if _rank(examined) < _rank(last):
                following, last = candidate, examined
        if last is found:
            return None
        best, found = following, last
    return None


def _accepted(text: str, checker: Checker) -> CheckedClaim | None:
    checked = checker.check(Claim(text))
    if checked.verdict is not Verdict.SUPPORTED:
        return None
    return replace(checked, origin=Origin.EDITED)


def _rank(found: SentenceCheck) -> tuple[int, int]:
    return sum(reason.contradiction for reason in found.reasons), len(found.reasons)


def _sound(text: str, original: str) -> bool:
    """Whether an edit is a sentence, and still the statement: mostly in its words, none twice."""
    words, before = words_in(text), words_in(original)
    mine, theirs = ([w.plain for w in one if not w.mark] for one in (words, before))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    close = kept >= _KEPT * max(len(mine), len(theirs))
    stutters = _doubled(mine) - _doubled(theirs)
    parts = parted(words) and not parted(before)
    fit = len(mine) >= _FEWEST_WORDS and close and not stutters and not parts
    return fit and ends_well(words) and _keeps_verb(words, before)


def _keeps_verb(words: Sequence[Word], before: Sequence[Word]) -> bool:
    """Whether the verb is still there; where the beginning was cut off, it must be seen."""
    same = [word.plain for word in words[:2]] == [word.plain for word in before[:2]]
    beheaded = len(words) < len(before) and not same
    needed = has_main_verb(before) or beheaded
    return has_main_verb(words) or not needed


def _doubled(words: Sequence[str]) -> set[str]:
    return {left for left, right in pairwise(words) if left == right}


def _candidates(text: str, found: SentenceCheck, checker: Checker) -> Iterator[str]:
    """Edits of a text, the likeliest first: all that is wrong at once, then one by one."""
    sides = list(_sides(text, found, checker))
    reasons = sorted(found.reasons, key=lambda reason: not reason.contradiction)
    single = [list(_changes(reason, text, found, sides)) for reason in reasons]
    likeliest = list(dict.fromkeys(changes[0] for changes in single if changes))
    every = dict.fromkeys(change for changes in single for change in changes)
    for changes in ([likeliest] if len(likeliest) > 1 else []) + [[one] for one in every]:
        candidate = changed(text, changes)
        if _joined_well(candidate, text, sides):
            yield candidate
    evidence = [side.theirs for side in sides]
    wrong = [_wrong(reason, text, found) for reason in reasons]
    for spans in (list(chain(*wrong)), *wrong):
        for cut in cuts(text, spans, evidence):
            yield changed(text, [Change(cut)])


def _joined_well(text: str, before: str, sides: Sequence[Side]) -> bool:
    """Whether any few neighbours in an edit were so before, or are so in the evidence.

    Then every place where the two texts meet reads as one of them does on both sides.
    Any number may stand where another did, and any name at the beginning.
    """
    words = words_in(text)
    known = [_row(words_in(before)), *(_row(side.theirs) for side in sides)]
    first = f" {_START} {_shown(words[0])} "
    named = {word.plain for side in sides for word in side.theirs if word.text[0].isupper()}
    begins = words[0].plain in named or any(first in row for row in known)
    return begins and all(
        any(f" {' '.join(run)} " in row for row in known)
        for run in _runs(words[: sentence_end(words)])
    )


def _row(words: Sequence[Word]) -> str:
    return f" {_START} {' '.join(map(_shown, words))} "


def _shown(word: Word) -> str:
    """A word as it is looked up; all numbers are one."""
    return "#" if word.numeric else word.plain


def _runs(words: Sequence[Word]) -> Iterator[list[str]]:
    """From every word on, three words, names not counted, or fewer up to a mark."""
    for start in range(len(words) - 1):
        run: list[str] = []
        counted = 0
        for word in words[start:]:
            run.append(_shown(word))
            counted += not word.text[0].isupper()
            if counted == _WINDOW or (word.mark and len(run) > 1):
                break
        if len(run) > 1:
            yield run


def _sides(text: str, found: SentenceCheck, checker: Checker) -> Iterator[Side]:
    """The statement, or each of its parts, beside the sentence that it was held against."""
    words = words_in(text)
    for part in found.parts:
        source = checker.quote_sentence(part.sentence_number).text
        mine = words
        if len(found.parts) > 1:
            spans = spans_of(text, found.tokens, part.tokens)
            mine = [words[at] for at in overlapping(words, spans)]
        if mine and count_words(source) <= _LONGEST_SOURCE:
            yield Side(text, mine, source, words_in(source))


def _wrong(reason: Reason, text: str, found: SentenceCheck) -> tuple[Span, ...]:
    """Where the words stand that a reason is about."""
    return spans_of(text, found.tokens, reason.wrong_tokens)


def _changes(
    reason: Reason, text: str, found: SentenceCheck, sides: Sequence[Side]
) -> Iterator[Change]:
    """What may put right what one reason is about, the likeliest first."""
    wrong = _wrong(reason, text, found)
    if wrong and reason.correction and _adjoin(text, wrong):
        span = Span(wrong[0].start, wrong[-1].end)
        if _fits(text[span.start : span.end], reason.correction, sides):
            yield Change(span, reason.correction)
    for side in sides:
        if reason.wrong_tokens:
            yield from side.replaced(wrong)
        yield from side.restored(_named(reason), every=not reason.wrong_tokens)


def _adjoin(text: str, spans: Sequence[Span]) -> bool:
    between = (text[left.end : right.start] for left, right in pairwise(spans))
    return not any(stretch.strip(" -") for stretch in between)


def _fits(old: str, instead: str, sides: Sequence[Side]) -> bool:
    """Whether it may stand there: a whole name, no noun for a name, and no other verb.

    Another verb may need another object; that is for `Side` to see.
    """
    if any(verb(word) for word in (*words_in(old), *words_in(instead))):
        return False
    goes_on = re.compile(rf"(?<!\w){re.escape(instead)}\s[A-Z]")
    cut = instead[0].isupper() and any(goes_on.search(side.source) for side in sides)
    return not cut and not (old[:1].isupper() and instead[0].islower())


def _named(reason: Reason) -> frozenset[str]:
    """The words that a reason names; they may be what was left out."""
    return frozenset(word.lower() for word in _QUOTED.findall(reason.text))
