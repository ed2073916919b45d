"""Does the article say so? A statement and the article in, a checked claim out. Pure.

What is called supported has nothing against it: every content word is in the evidence,
tied together in the same way, with the same numbers, names, negations and hedges. Honest
paraphrase that no check can follow comes out as "unsure": not printed, and not called false.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize.document import Span
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind, Token, count_quotation_marks
from summarize.results import CheckedClaim, Claim, ClaimKind, Origin, Verdict
from summarize.verification.alignment import ClaimPart, align
from summarize.verification.attribution import find_consensus, find_speaker
from summarize.verification.claim_kinds import classify_claim
from summarize.verification.comparison import Reason
from summarize.verification.part_check import (
    PartVerifier,
    count_contradictions,
    is_question,
    lost_attribution,
)
from summarize.verification.score import UNSUPPORTED_BELOW, build_features, compute_score
from summarize.verification.token_spans import find_token_spans

# Comparing costs the product of both lengths in time and memory. A statement beyond this
# is no sentence, and is not called supported unless it is verbatim.
_LONGEST_STATEMENT = 400
_MOST_DOUBTS = 3  # that are told


@dataclass(frozen=True)
class SentenceCheck:
    """How a statement stands: its tokens, the parts they were held against, what is against it."""

    tokens: tuple[Token, ...]
    parts: tuple[ClaimPart, ...] = ()
    reasons: tuple[Reason, ...] = ()
    verdict: Verdict = Verdict.SUPPORTED
    score: float = 1.0
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def evidence_numbers(self) -> tuple[int, ...]:
        """The numbers of the sentences that were held against it, in the statement's order.

        Before a sentence with a pronoun stand those that say who is meant.
        """
        held = ((*part.antecedents, part.sentence_number) for part in self.parts)
        return tuple(dict.fromkeys(number for numbers in held for number in numbers))


class Checker:
    """Checks statements against one document.

    `failures` are the checks that failed because of a bug, as remarks for the reader;
    a statement that met one is never called supported.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.failures: list[str] = []
        self._quoted_sentences: dict[int, CheckedClaim] = {}

    def check(self, claim: Claim) -> CheckedClaim:
        """The claim with its verdict and evidence.

        Supported means that no check has anything against it. Unsupported means that
        a check has found a contradiction or an invention, or that hardly anything in the
        article is about it (see `checking.score`). Of several sentences, each is
        checked, and the worst verdict is that of the whole.
        """
        spans = self._split(claim.text)
        if len(spans) < 2:
            return self._check_one(claim.text)
        found = [self._check_one(claim.text[one.start : one.end]) for one in spans]
        return _merge_claims(claim.text, spans, found)

    def check_sentence(self, text: str) -> SentenceCheck:
        """How one sentence stands. Never fails: what can't be checked is "unsure"."""
        try:
            return self._compare(text)
        except Exception as error:  # noqa: BLE001 - a bug here must not let a statement pass
            return SentenceCheck(
                (), (), (self._report_failure("the comparison", error),), Verdict.UNSURE, 0.5
            )

    def quote_sentence(self, number: int) -> CheckedClaim:
        """The article's own sentence, as a statement that stands on itself."""
        if number not in self._quoted_sentences:
            text = self.annotated.sentence_text(number)
            stands = Origin.SOURCE, Verdict.SUPPORTED, (self.annotated.evidence(number),), ()
            self._quoted_sentences[number] = CheckedClaim(
                text, *stands, *self._find_speaker_and_kind(text, (number,))
            )
        return self._quoted_sentences[number]

    def _split(self, text: str) -> tuple[Span, ...]:
        """The sentences of a statement; one if all of it is one sentence of the article."""
        try:
            spans = split_sentences(text, self.annotated.language or "en")
            if len(spans) > 1 and self.annotated.find_verbatim(
                tokenize(text, self.annotated.language)
            ):
                spans = spans[:1]
        except Exception as error:  # noqa: BLE001 - it is then checked as one, which is stricter
            self._report_failure("the splitting", error)
            return ()
        return spans

    def _check_one(self, text: str) -> CheckedClaim:
        found = self.check_sentence(text)
        evidence = tuple(self.annotated.evidence(number) for number in found.evidence_numbers)
        stands = found.verdict is Verdict.SUPPORTED
        who, kind = (
            self._find_speaker_and_kind(text, found.evidence_numbers) if stands else (None, None)
        )
        return CheckedClaim(
            text.strip(),
            Origin.MODEL,
            found.verdict,
            evidence,
            tuple(dict.fromkeys(reason.text for reason in _select_reasons(found.reasons))),
            who,
            kind,
            wrong_spans=_find_marks(text.strip(), found),
            score=found.score,
        )

    def _find_speaker_and_kind(
        self, text: str, numbers: Sequence[int]
    ) -> tuple[str | None, ClaimKind | None]:
        """Who says so and what sort of statement it is, where that is certain."""
        if not has_tables(self.annotated.language):
            return None, None
        try:
            told = [
                find_speaker(
                    text, self.annotated.document, number, quoted=number in self.annotated.quoted
                )
                for number in numbers
            ]
            tokens = [token for number in numbers for token in self.annotated.tokens(number)]
            return find_consensus(told), classify_claim(text, tokens)
        except Exception as error:  # noqa: BLE001 - the verdict stands without it
            self._report_failure("finding the speaker", error)
            return None, None

    def _compare(self, text: str) -> SentenceCheck:
        tokens = tokenize(text, self.annotated.language)
        number = self.annotated.find_verbatim(tokens)
        if number is not None and self._has_same_manner(tokens, number):
            return SentenceCheck(tokens, (ClaimPart(tokens, number),))
        problem = _find_defect(text, tokens)
        if problem:
            return SentenceCheck(tokens, (), (Reason(problem, False),), Verdict.UNSURE, 0.5)
        aliases = (
            self.annotated.aliases_for(tokens) if has_tables(self.annotated.language) else None
        )
        tokens = aliases.canonicalize(tokens) if aliases else tokens
        hearing = PartVerifier(self.annotated, aliases, self._report_failure)
        found: list[tuple[list[Reason], tuple[ClaimPart, ...]]] = []
        for parts in align(tokens, self.annotated):
            found.append((hearing.check(parts), parts))
            if not found[-1][0]:
                return SentenceCheck(tokens, parts)
        if not found:
            nothing = Reason("nothing in the article speaks of this", True)
            return SentenceCheck(tokens, (), (nothing,), Verdict.UNSUPPORTED, 0.0)
        reasons, parts = min(found, key=lambda pair: (count_contradictions(pair[0]), len(pair[0])))
        features = build_features(tokens, parts, reasons, self.annotated)
        likely = compute_score(features)
        verdict = _decide_verdict(reasons, likely)
        return SentenceCheck(tokens, parts, tuple(reasons), verdict, likely, features)

    def _has_same_manner(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the same words also are as much of a question, and in the same mouth."""
        theirs = self.annotated.tokens(number)
        quoted = not count_quotation_marks(tokens) or _words_and_quotes(
            tokens
        ) == _words_and_quotes(theirs)
        same = quoted and is_question(tokens) == is_question(theirs)
        return same and not lost_attribution(tokens, number, self.annotated)

    def _report_failure(self, what: str, error: Exception) -> Reason:
        remark = f"{what} failed ({type(error).__name__}: {error})"
        if remark not in self.failures:
            self.failures.append(remark)
        return Reason(f"can't be told: {remark}", contradiction=False)


def _decide_verdict(reasons: Sequence[Reason], likely: float) -> Verdict:
    if count_contradictions(reasons) or likely < UNSUPPORTED_BELOW:
        return Verdict.UNSUPPORTED
    return Verdict.UNSURE


# From the one that lets a statement stand to the one that decides over all others.
_BEST_TO_WORST = (Verdict.SUPPORTED, Verdict.UNSURE, Verdict.UNSUPPORTED)


def _merge_claims(text: str, spans: Sequence[Span], found: Sequence[CheckedClaim]) -> CheckedClaim:
    """The result for a statement of several sentences: as good as the worst of them."""
    worst = max(found, key=lambda one: _BEST_TO_WORST.index(one.verdict))
    starts = [text.index(one.text, span.start) for one, span in zip(found, spans, strict=True)]
    return replace(
        worst,
        text=text.strip(),
        evidence=tuple(dict.fromkeys(item for one in found for item in one.evidence)),
        reasons=tuple(dict.fromkeys(reason for one in found for reason in one.reasons)),
        wrong_spans=tuple(
            Span(mark.start + start - starts[0], mark.end + start - starts[0])
            for one, start in zip(found, starts, strict=True)
            for mark in one.wrong_spans
        ),
        attributed_to=find_consensus([one.attributed_to for one in found]),
        kind=find_consensus([one.kind for one in found]),
        score=min(one.score for one in found),
    )


def _find_marks(text: str, found: SentenceCheck) -> tuple[Span, ...]:
    """Where the wrong words stand, in order, each once."""
    wrong = [token for reason in _select_reasons(found.reasons) for token in reason.wrong_tokens]
    return find_token_spans(text, found.tokens, wrong)


def _words_and_quotes(tokens: Sequence[Token]) -> list[str]:
    """The words and the quotation marks, without other marks."""
    return [t.plain for t in tokens if t.kind is not Kind.MARK or t.plain == '"']


def _find_defect(text: str, tokens: Sequence[Token]) -> str:
    """Why a text is no statement that could be checked; "" if it is one."""
    empty = not any(char.isalnum() for char in text) or not any(t.is_content for t in tokens)
    if empty or text.rstrip().endswith(":"):
        return "says nothing that can be checked"
    return "is too long to be one statement" if len(tokens) > _LONGEST_STATEMENT else ""


def _select_reasons(reasons: Sequence[Reason]) -> list[Reason]:
    """The contradictions, where there are some: doubts beside them tell the reader nothing.

    Nor do more than a few doubts: a statement with ten is about something else.
    """
    return [reason for reason in reasons if reason.contradiction] or list(reasons[:_MOST_DOUBTS])
