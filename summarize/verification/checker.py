"""Claim + document -> verdict: is the claim supported by the document? Pure.

A claim is supported if no check finds a reason against it: every content word is in the
evidence, in the same relations, with the same numbers, names, negations and hedges. A faithful
paraphrase that no check can follow gets Verdict.UNSURE, "not enough information": it is not
printed, and not called false.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from summarize.document import Span
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables, normalize_same_length, tokenize
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind, Token, Tokens, count_quotation_marks
from summarize.results import Basis, CheckedClaim, Claim, ClaimKind, Origin, Verdict
from summarize.verification.alignment import ClaimPart, align
from summarize.verification.attribution import find_consensus, find_speaker
from summarize.verification.bearers import find_changed_bearers
from summarize.verification.claim_kinds import classify_claim
from summarize.verification.comparison import BARRING, Reason
from summarize.verification.joins import UNSAFE_JOIN, refers_alike
from summarize.verification.part_check import (
    PartVerifier,
    count_contradictions,
    is_question,
    lost_attribution,
)
from summarize.verification.score import (
    PROVEN,
    UNDECIDED,
    UNSUPPORTED_BELOW,
    build_features,
    estimate_probability,
)
from summarize.verification.standing import Standing, find_standing
from summarize.verification.token_spans import find_token_spans

# In tokens. Comparing takes the product of both lengths in time and memory. A longer text is no
# sentence, and is supported only if it is verbatim.
_LONGEST_STATEMENT = 400
_MOST_DOUBTS = 3  # that are reported
_LATEST_KEPT = 256  # checks; a draft has some twenty statements
_QUOTED = re.compile(r"""^\s*[“„«"'‘`]|[.,!?…]\s?["'’”»]""")


@dataclass(frozen=True)
class SentenceCheck:
    """The verdict on one sentence of a claim, with everything that led to it.

    `tokens` are those of the sentence, `parts` its parts with the evidence sentence of each,
    `reasons` what the checks found against it. `standing` is what the rules make of it, and
    `probability` that it is supported, 0 to 1. `features` are what that was computed from; empty
    where the rules alone decide.
    """

    tokens: tuple[Token, ...]
    parts: tuple[ClaimPart, ...] = ()
    reasons: tuple[Reason, ...] = ()
    standing: Standing = Standing.WORDS
    verdict: Verdict = Verdict.SUPPORTED
    probability: float = PROVEN[Standing.WORDS]
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def basis(self) -> Basis | None:
        """On what it is supported; None if it is not."""
        if self.verdict is not Verdict.SUPPORTED:
            return None
        known = {Standing.VERBATIM: Basis.VERBATIM, Standing.WORDS: Basis.WORDS}
        return known.get(self.standing, Basis.MEANING)

    @property
    def evidence_numbers(self) -> tuple[int, ...]:
        """The numbers of the evidence sentences, in the order of the parts.

        The antecedents of a pronoun come before its sentence.
        """
        numbers = ((*part.antecedents, part.sentence_number) for part in self.parts)
        return tuple(dict.fromkeys(number for group in numbers for number in group))


class Checker:
    """Checks claims against one document.

    `failures` are the checks that failed because of a bug, as remarks for the user; a claim
    on which one failed is never supported.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.failures: list[str] = []
        self._quoted_sentences: dict[int, CheckedClaim] = {}
        # Where a statement that failed is edited, its comparison is asked for again.
        self._latest: dict[str, SentenceCheck] = {}

    def check(self, claim: Claim) -> CheckedClaim:
        """Return the claim with its verdict and evidence.

        Supported means that no check found a reason against it. Unsupported means that a
        check found a contradiction or an invention, or that hardly anything in the document
        is about it (see `score`). Of a claim with several sentences each is checked, and the
        worst verdict is the verdict on the claim; what a sentence refers to must be the same
        behind the one before it as in the document.
        """
        return self.build_claim(claim.text, self.check_sentences(claim.text))

    def check_sentences(self, text: str) -> list[SentenceCheck]:
        """Check each sentence of a claim, in the order of `split_sentences`."""
        return list(map(self.check_sentence, self.split_sentences(text)))

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of a claim; one if all of it is one sentence of the document."""
        spans = self._split(text)
        return [text[one.start : one.end] for one in spans] if len(spans) > 1 else [text]

    def build_claim(self, text: str, checks: Sequence[SentenceCheck]) -> CheckedClaim:
        """Return the claim with the verdict that the checks of its sentences amount to."""
        if len(checks) < 2:
            return self._build_part(text, checks[0])
        spans = self._split(text)
        texts = [text[one.start : one.end] for one in spans]
        merged = _merge_claims(text, spans, list(map(self._build_part, texts, checks)))
        doubts = self._check_links(checks) if merged.verdict is Verdict.SUPPORTED else []
        if not doubts:
            return merged
        reasons = tuple(dict.fromkeys(doubt.text for doubt in doubts))
        likely = min(merged.probability, UNDECIDED)
        return replace(
            merged, verdict=Verdict.UNSURE, basis=None, reasons=reasons, probability=likely
        )

    def _check_links(self, sentences: Sequence[SentenceCheck]) -> list[Reason]:
        """Return doubts whether a sentence means the same behind the ones before it.

        What it refers to must be what it refers to in the document, a surname the same person's.
        """
        try:
            linked = all(
                refers_alike(there.tokens, here.parts[-1], there.parts[0], self.annotated)
                for here, there in pairwise(sentences)
            )
            doubts = [] if linked else [UNSAFE_JOIN]
            if has_tables(self.annotated.language):
                every = [token for sentence in sentences for token in sentence.tokens]
                aliases = self.annotated.aliases_for(every)
                parts = [
                    replace(part, tokens=aliases.canonicalize(part.tokens))
                    for sentence in sentences
                    for part in sentence.parts
                ]
                doubts += find_changed_bearers(parts, self.annotated, aliases)
        except Exception as error:  # noqa: BLE001 - a bug here must not let a statement pass
            return [self._report_failure("the comparison of two sentences", error)]
        return doubts

    def check_sentence(self, text: str) -> SentenceCheck:
        """Check one sentence. Never raises: on a bug there is not enough information."""
        if found := self._latest.get(text):
            return found
        if len(self._latest) >= _LATEST_KEPT:
            self._latest.clear()
        found = self._latest[text] = self._compare_safely(text)
        return found

    def _compare_safely(self, text: str) -> SentenceCheck:
        try:
            return self._compare(text)
        except Exception as error:  # noqa: BLE001 - a bug here must not let a statement pass
            doubt = self._report_failure("the comparison", error)
            return _leave_unchecked((), doubt)

    def quote_sentence(self, number: int) -> CheckedClaim:
        """Return a sentence of the document as a claim, which is its own evidence.

        What is said in a transcript has no disfluencies. In a chat it stands behind its speaker,
        with the sentence that names them as further evidence.
        """
        if number not in self._quoted_sentences:
            text = self.annotated.printed_text(number)
            changed = text != self.annotated.sentence_text(number)
            named = text != self.annotated.fluent_text(number)
            places = (number, self.annotated.turns[number].label_sentence) if named else (number,)
            self._quoted_sentences[number] = CheckedClaim(
                text,
                Origin.EDITED if changed else Origin.SOURCE,
                Verdict.SUPPORTED,
                tuple(map(self.annotated.evidence, places)),
                (),
                *self._find_speaker_and_kind(self.annotated.tokens(number), (number,)),
                basis=Basis.VERBATIM,
                probability=PROVEN[Standing.VERBATIM],
            )
        return self._quoted_sentences[number]

    def _split(self, text: str) -> tuple[Span, ...]:
        """Return where the sentences of a claim are."""
        try:
            spans = split_sentences(text, self.annotated.language or "en")
            tokens = tokenize(text, self.annotated.language) if len(spans) > 1 else ()
            if self.annotated.find_verbatim(tokens):
                spans = spans[:1]
        except Exception as error:  # noqa: BLE001 - it is then checked as one, which is stricter
            self._report_failure("the splitting", error)
            return ()
        return spans

    def _build_part(self, text: str, found: SentenceCheck) -> CheckedClaim:
        """Return the claim of one sentence from its check."""
        numbers = found.evidence_numbers
        who, kind = None, None
        if found.verdict is Verdict.SUPPORTED:
            tokens = tokenize(text, self.annotated.language)
            who, kind = self._find_speaker_and_kind(tokens, numbers)
        # doubts beside a contradiction tell the user nothing more, nor does the tenth doubt
        contradictions = [reason for reason in found.reasons if reason.contradiction]
        reasons = contradictions or found.reasons[:_MOST_DOUBTS]
        if found.basis is Basis.MEANING:
            reasons = ()  # doubts about its words, which are others
        wrong = [token for reason in reasons for token in reason.wrong_tokens]
        return CheckedClaim(
            text.strip(),
            Origin.MODEL,
            found.verdict,
            tuple(map(self.annotated.evidence, numbers)),
            tuple(dict.fromkeys(reason.text for reason in reasons)),
            who,
            kind,
            wrong_spans=find_token_spans(text.strip(), found.tokens, wrong),
            probability=found.probability,
            basis=found.basis,
        )

    def _find_speaker_and_kind(
        self, tokens: Tokens, numbers: Sequence[int]
    ) -> tuple[str | None, ClaimKind | None]:
        """Return who says what a claim says, and its kind; None for each that is not certain."""
        if not has_tables(self.annotated.language):
            return None, None
        try:
            speakers = [find_speaker(tokens, self.annotated, number) for number in numbers]
            evidence = [token for number in numbers for token in self.annotated.tokens(number)]
            return find_consensus(speakers), classify_claim(tokens, evidence)
        except Exception as error:  # noqa: BLE001 - the verdict holds without it
            self._report_failure("finding the speaker", error)
            return None, None

    def _compare(self, text: str) -> SentenceCheck:
        tokens = tokenize(self.annotated.strip_disfluencies(text), self.annotated.language)
        number = self.annotated.find_verbatim(tokens)
        if number is not None and self._has_same_manner(text, tokens, number):
            part, standing = ClaimPart(tokens, number), Standing.VERBATIM
            return SentenceCheck(tokens, (part,), (), standing, probability=PROVEN[standing])
        problem = _find_defect(text, tokens)
        if problem:
            return _leave_unchecked(tokens, Reason(problem, contradiction=False))
        english = has_tables(self.annotated.language)
        aliases = self.annotated.aliases_for(tokens) if english else None
        tokens = aliases.canonicalize(tokens) if aliases else tokens
        verifier = PartVerifier(self.annotated, aliases, self._report_failure)
        found: list[tuple[list[Reason], tuple[ClaimPart, ...]]] = []
        for parts in align(tokens, self.annotated):
            found.append((verifier.check(parts), parts))
            if not found[-1][0]:
                return SentenceCheck(tokens, parts)
        if not found:
            nothing = Reason("nothing in the source is about this", True)
            return SentenceCheck(tokens, (), (nothing,), Standing.REFUTED, Verdict.UNSUPPORTED, 0.0)
        reasons, parts = min(found, key=lambda pair: (count_contradictions(pair[0]), len(pair[0])))
        features = build_features(tokens, parts, reasons, self.annotated)
        standing = find_standing(tokens, parts, reasons, self.annotated)
        likely = estimate_probability(standing, features)
        unlikely = likely < UNSUPPORTED_BELOW and standing not in (Standing.CUT, Standing.VETOED)
        unsupported = standing is Standing.REFUTED or unlikely
        verdict = Verdict.UNSUPPORTED if unsupported else Verdict.UNSURE
        return SentenceCheck(tokens, parts, tuple(reasons), standing, verdict, likely, features)

    def _has_same_manner(self, text: str, tokens: Tokens, number: int) -> bool:
        """Whether the same words as a sentence are also quoted alike, asked or stated alike.

        A single mark without its pair is no token, but shows as well that somebody is quoted.
        """
        sentence = self.annotated.tokens(number)
        unquoted = not count_quotation_marks(tokens)
        quoted_alike = unquoted or _words_and_quotes(tokens) == _words_and_quotes(sentence)
        same = quoted_alike and is_question(tokens) == is_question(sentence)
        same = same and number not in self.annotated.nonfactual
        own = normalize_same_length(self.annotated.sentence_text(number))
        shown = normalize_same_length(text.strip()) == own and _QUOTED.search(text)
        return same and bool(shown or not lost_attribution(tokens, number, self.annotated))

    def _report_failure(self, what: str, error: Exception) -> Reason:
        remark = f"{what} failed ({type(error).__name__}: {error})"
        if remark not in self.failures:
            self.failures.append(remark)
        return Reason(f"could not be checked: {remark}", contradiction=False, check=BARRING)


_BEST_TO_WORST = (Verdict.SUPPORTED, Verdict.UNSURE, Verdict.UNSUPPORTED)


def _merge_claims(text: str, spans: Sequence[Span], found: Sequence[CheckedClaim]) -> CheckedClaim:
    """Merge the results for the sentences of a claim: its verdict is the worst of theirs."""
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
        probability=min(one.probability for one in found),
        basis=_find_weakest_basis(found) if worst.basis else None,
    )


def _find_weakest_basis(found: Sequence[CheckedClaim]) -> Basis | None:
    return max((one.basis for one in found if one.basis), key=list(Basis).index)


def _leave_unchecked(tokens: Tokens, doubt: Reason) -> SentenceCheck:
    """Return the check of a sentence that could not be compared."""
    return SentenceCheck(tuple(tokens), (), (doubt,), Standing.UNCHECKED, Verdict.UNSURE, UNDECIDED)


def _words_and_quotes(tokens: Tokens) -> list[str]:
    """Return the words, the quotation marks, and the stops within: an ellipsis is one, too."""
    return [
        token.plain
        for token, following in zip_longest(tokens, tokens[1:])
        if token.kind is not Kind.MARK
        or token.plain == '"'
        or (token.plain == "." and following and following.kind is not Kind.MARK)
    ]


def _find_defect(text: str, tokens: Tokens) -> str:
    """Return why a text is no claim that can be checked; "" if it is one."""
    empty = not any(char.isalnum() for char in text) or not any(t.is_content for t in tokens)
    if empty or text.rstrip().endswith(":"):
        return "there is nothing here that can be checked"
    return "is too long to be one statement" if len(tokens) > _LONGEST_STATEMENT else ""
