"""Post-editing of failed statements from their evidence: small changes, checked again.

The statement is aligned with the sentence that it was compared with. Where they differ at a word
that a check calls wrong, the article's words replace it if the words on both sides agree, so
that the result reads like the article. If the article has no such words, the wrong word or its
clause is cut. Only an edit that the checker calls supported is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, islice, pairwise

from summarize.document import Span, count_words
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.nlp.sentences import split_sentences
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.rewriting.edits.changes import (
    Change,
    Word,
    Words,
    apply_changes,
    find_overlapping,
    split_words,
)
from summarize.rewriting.edits.cuts import find_cuts, has_comma_before_verb, has_complete_end
from summarize.rewriting.edits.differences import EvidenceDiff
from summarize.rewriting.edits.loose_clauses import find_sentence_end, has_main_verb, is_verb
from summarize.verification.checker import Checker, SentenceCheck
from summarize.verification.comparison import Reason
from summarize.verification.token_spans import find_token_spans

_MIN_WORDS = 5
_MAX_WORDS = 80
# Rounds of edits, and edits checked in each: a run has some hundred statements.
_MAX_ROUNDS = 3
_MAX_CANDIDATES = 12
# An edit must keep this share of the statement's words; else it is another statement.
_MIN_KEPT_SHARE = 0.5
_MAX_EVIDENCE_WORDS = 200
# At a joint of the two texts, so many consecutive words must occur in one of them.
_NGRAM_WORDS = 3
_START = "^"
_QUOTED = re.compile(r"“([^”]{1,120})”")


def repair_statement(text: str, checker: Checker) -> CheckedClaim | None:
    """Return the statement corrected; None if it is supported already or can't be corrected.

    `"Ito won 5 medals"` of an article that says 3 `-> "Ito won 3 medals"`.
    """
    language = checker.annotated.language
    one = count_words(text) <= _MAX_WORDS and len(split_sentences(text, language or "en")) == 1
    if not one or not has_tables(language):
        return None
    found = checker.check_sentence(text)
    if found.verdict is Verdict.SUPPORTED:
        return None
    best, tried = text, {text}
    for _ in range(_MAX_ROUNDS):
        last = found
        for candidate in islice(_propose_edits(best, found, checker.annotated), _MAX_CANDIDATES):
            if candidate in tried or not _is_sound(candidate, text):
                continue
            tried.add(candidate)
            examined = checker.check_sentence(candidate)
            if examined.verdict is Verdict.SUPPORTED:
                checked = checker.check(Claim(candidate))
                accepted = checked.verdict is Verdict.SUPPORTED
                return replace(checked, origin=Origin.EDITED) if accepted else None
            if _count_problems(examined) < _count_problems(last):
                following, last = candidate, examined
        if last is found:
            return None
        best, found = following, last
    return None


def _count_problems(found: SentenceCheck) -> tuple[int, int, int]:
    """Count contradictions, doubts and vetoes; what was left out can be restored afterwards."""
    vetoes = sum(reason.veto for reason in found.reasons)
    contradictions = sum(reason.contradiction for reason in found.reasons)
    return contradictions, len(found.reasons) - vetoes, vetoes


def _is_sound(text: str, original: str) -> bool:
    """Whether an edit is a sentence, keeps most of the statement's words and repeats none."""
    words, before = split_words(text), split_words(original)
    mine, theirs = ([w.plain for w in one if not w.is_mark] for one in (words, before))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    close = kept >= _MIN_KEPT_SHARE * max(len(mine), len(theirs))
    new, old = ({left for left, right in pairwise(x) if left == right} for x in (mine, theirs))
    parts = has_comma_before_verb(words) and not has_comma_before_verb(before)
    fit = len(mine) >= _MIN_WORDS and close and not new - old and not parts
    # the verb is kept; if the beginning was cut, a main verb is required
    same = [word.plain for word in words[:2]] == [word.plain for word in before[:2]]
    beheaded = len(words) < len(before) and not same
    verb = has_main_verb(words) or not (has_main_verb(before) or beheaded)
    return fit and has_complete_end(words) and verb


def _propose_edits(text: str, found: SentenceCheck, annotated: AnnotatedDocument) -> Iterator[str]:
    """Yield edits of a text, the likeliest first: all wrong words at once, then one by one."""
    sides = list(_pair_with_evidence(text, found, annotated))
    reasons = sorted(found.reasons, key=lambda reason: not reason.contradiction)
    single = [list(_propose_changes(reason, text, found, sides)) for reason in reasons]
    likeliest = list(dict.fromkeys(changes[0] for changes in single if changes))
    every = dict.fromkeys(change for changes in single for change in changes)
    for changes in ([likeliest] if len(likeliest) > 1 else []) + [[one] for one in every]:
        candidate = apply_changes(text, changes)
        if _has_known_joints(candidate, text, sides):
            yield candidate
    if any(reason.veto for reason in reasons):
        for side in sides:
            yield apply_changes(text, list(side.restore_gaps()))
    evidence = [side.evidence for side in sides]
    wrong = [find_token_spans(text, found.tokens, reason.wrong_tokens) for reason in reasons]
    for spans in (list(chain(*wrong)), *wrong):
        for cut in find_cuts(text, spans, evidence):
            yield apply_changes(text, [Change(cut)])


def _has_known_joints(text: str, before: str, sides: Sequence[EvidenceDiff]) -> bool:
    """Whether every n-gram of an edit occurs in the text before or in the evidence.

    Then the edit reads like one of the two texts at each joint. Any number may replace another,
    and any name may begin the sentence.
    """
    words = split_words(text)
    known = [_join_forms(split_words(before)), *(_join_forms(side.evidence) for side in sides)]
    first = f" {_START} {_form(words[0])} "
    named = {word.plain for side in sides for word in side.evidence if word.text[0].isupper()}
    begins = words[0].plain in named or any(first in row for row in known)
    return begins and all(
        any(f" {' '.join(run)} " in row for row in known)
        for run in _ngrams(words[: find_sentence_end(words)])
    )


def _join_forms(words: Words) -> str:
    return f" {_START} {' '.join(map(_form, words))} "


def _form(word: Word) -> str:
    """Return a word's form in an n-gram; all numbers are the same."""
    return "#" if word.is_number else word.plain


def _ngrams(words: Words) -> Iterator[list[str]]:
    """Yield from every word on three words, names not counted, or fewer up to a mark."""
    for start in range(len(words) - 1):
        run: list[str] = []
        counted = 0
        for word in words[start:]:
            run.append(_form(word))
            counted += not word.text[0].isupper()
            if counted == _NGRAM_WORDS or (word.is_mark and len(run) > 1):
                break
        if len(run) > 1:
            yield run


def _pair_with_evidence(
    text: str, found: SentenceCheck, annotated: AnnotatedDocument
) -> Iterator[EvidenceDiff]:
    """Yield the statement, or each of its parts, with the sentence that it was compared with."""
    words = split_words(text)
    for part in found.parts:
        source = annotated.sentence_text(part.sentence_number)
        mine = words
        if len(found.parts) > 1:
            spans = find_token_spans(text, found.tokens, part.tokens)
            mine = [words[at] for at in find_overlapping(words, spans)]
        if mine and count_words(source) <= _MAX_EVIDENCE_WORDS:
            yield EvidenceDiff(mine, source, split_words(source))


def _propose_changes(
    reason: Reason, text: str, found: SentenceCheck, sides: Sequence[EvidenceDiff]
) -> Iterator[Change]:
    """Yield changes that may remove one reason, the likeliest first."""
    wrong = find_token_spans(text, found.tokens, reason.wrong_tokens)
    gaps = (text[left.end : right.start] for left, right in pairwise(wrong))
    if wrong and reason.correction and not any(gap.strip(" -") for gap in gaps):
        span = Span(wrong[0].start, wrong[-1].end)
        if _can_replace(text[span.start : span.end], reason.correction, sides):
            yield Change(span, reason.correction)
    # the statement may lack the words quoted in a reason
    quoted = frozenset(word.lower() for word in _QUOTED.findall(reason.text))
    for side in sides:
        if reason.wrong_tokens:
            yield from side.replace_wrong(wrong)
        yield from side.restore_omitted(quoted, every=not reason.wrong_tokens)
        if reason.veto:
            yield from side.restore_gaps(frozenset(" ".join(quoted).split()))


def _can_replace(old: str, instead: str, sides: Sequence[EvidenceDiff]) -> bool:
    """Whether words may replace others: a whole name, no noun for a name, and no other verb.

    Another verb may need another object; `EvidenceDiff` decides that.
    """
    if any(is_verb(word) for word in (*split_words(old), *split_words(instead))):
        return False
    goes_on = re.compile(rf"(?<!\w){re.escape(instead)}\s[A-Z]")
    cut = instead[0].isupper() and any(goes_on.search(side.evidence_text) for side in sides)
    return not cut and not (old[:1].isupper() and instead[0].islower())
