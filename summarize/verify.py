"""Does the article say so? A statement and the article in, a checked claim out. Pure.

What is called supported has nothing against it: every content word is in the evidence,
tied together in the same way, with the same numbers, names, negations and hedges. Honest
paraphrase that no check can follow comes out as "unsure": not printed, never called false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize.checking import checks
from summarize.checking.alignment import Part, SourceIndex, align
from summarize.checking.comparison import Comparison, Reason
from summarize.checking.english.words import ATTRIBUTION, DETERMINERS
from summarize.checking.folding import fold, has_tables
from summarize.checking.marking import spans_of
from summarize.checking.score import ACCUSED_BELOW, features_of, score
from summarize.checking.tokens import Kind, Token
from summarize.document import Document, Span
from summarize.findings import CheckedClaim, Claim, Evidence, Origin, Verdict
from summarize.sentences import split

Check = Callable[[Comparison], Iterable[Reason]]

# Comparing costs the product of both lengths in time and memory. A statement or a cited
# sentence beyond these is no sentence, and is not called supported unless it is verbatim.
_LONGEST_STATEMENT = 400
_LONGEST_SENTENCE = 2_000
# A statement that joins two sentences may do it by these; "so" or "after" would be news.
_PLAIN_JOINTS = frozenset({"and", "but", ",", ";", ":", ".", "-", "!", "?"})
_RELATIVE = frozenset("who whom whose which that where when so as then after before".split())


@dataclass(frozen=True)
class Examination:
    """How a statement stands: its tokens, the parts they were held against, what is against it."""

    tokens: tuple[Token, ...]
    parts: tuple[Part, ...] = ()
    reasons: tuple[Reason, ...] = ()
    verdict: Verdict = Verdict.SUPPORTED
    score: float = 1.0
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[int, ...]:
        """The numbers of the sentences that were held against it, in the statement's order."""
        return tuple(dict.fromkeys(part.sentence for part in self.parts))


class Checker:
    """Checks statements against one document; the index is built once.

    `failures` are the checks that failed because of a bug, as remarks for the reader;
    a statement that met one is never called supported.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.index = SourceIndex(document)
        self.failures: list[str] = []

    def check(self, claim: Claim) -> CheckedClaim:
        """The claim with its verdict and evidence.

        Supported means that no check has anything against it. Unsupported
        means that a number, name, quotation or negation contradicts the
        evidence, or that nothing in the article is about it. Of several sentences,
        each is checked, and the worst verdict is that of the whole.
        """
        spans = self._sentences(claim.text)
        if len(spans) < 2:
            return self._checked(claim.text)
        found = [self._checked(claim.text[one.start : one.end]) for one in spans]
        return _joined(claim.text, spans, found)

    def examine(self, text: str) -> Examination:
        """How one sentence stands. Never fails: what can't be checked is "unsure"."""
        try:
            return self._examine(text)
        except Exception as error:  # noqa: BLE001 - a bug here must not let a statement pass
            return Examination(
                (), (), (self._failed("the comparison", error),), Verdict.UNSURE, 0.5
            )

    def sentence(self, number: int) -> CheckedClaim:
        """The article's own sentence, as a statement that stands on itself."""
        text = self.document.words_of(self.document.sentence(number))
        evidence = (self.evidence(number),)
        return CheckedClaim(text, Origin.SOURCE, Verdict.SUPPORTED, evidence)

    def evidence(self, number: int) -> Evidence:
        """The sentence with this number, as evidence: where it stands, and its words."""
        sentence = self.document.sentence(number)
        start = sentence.span.start
        return Evidence(
            number,
            sentence.span,
            self.document.line(start),
            self.document.page(start),
            self.document.quote(sentence.span),
            self.document.section(start),
        )

    def _sentences(self, text: str) -> tuple[Span, ...]:
        """The sentences of a statement; one if all of it is one sentence of the article."""
        try:
            spans = split(text, self.document.language or "en")
            if len(spans) > 1 and self.index.verbatim(fold(text, self.document.language)):
                spans = spans[:1]
        except Exception as error:  # noqa: BLE001 - it is then checked as one, which is stricter
            self._failed("the splitting", error)
            return ()
        return spans

    def _checked(self, text: str) -> CheckedClaim:
        found = self.examine(text)
        evidence = tuple(self.evidence(number) for number in found.sentences)
        return CheckedClaim(
            text.strip(),
            Origin.MODEL,
            found.verdict,
            evidence,
            _texts(found.reasons),
            marks=_marks(text.strip(), found),
            score=found.score,
        )

    def _examine(self, text: str) -> Examination:
        tokens = fold(text, self.document.language)
        number = self.index.verbatim(tokens)
        if number is not None and not self._unspoken(tokens, number):
            return Examination(tokens, (Part(tokens, number),))
        problem = _unfit(text, tokens)
        if problem:
            return Examination(tokens, (), (Reason(problem, False),), Verdict.UNSURE, 0.5)
        found = [(self._reasons(parts), parts) for parts in align(tokens, self.index)]
        if not found:
            nothing = Reason("nothing in the article speaks of this", True)
            return Examination(tokens, (), (nothing,), Verdict.UNSUPPORTED, 0.0)
        reasons, parts = min(found, key=lambda pair: (_hard(pair[0]), len(pair[0])))
        features = features_of(tokens, parts, reasons, self.index)
        likely = score(features) if reasons else 1.0
        verdict = _verdict(reasons, likely)
        return Examination(tokens, parts, tuple(reasons), verdict, likely, features)

    def _reasons(self, parts: Sequence[Part]) -> list[Reason]:
        """All that speaks against the parts, each held against its sentence."""
        if any(len(self.index.tokens(part.sentence)) > _LONGEST_SENTENCE for part in parts):
            return [Reason("the cited sentence is too long to compare", hard=False)]
        known = has_tables(self.document.language)
        pairs = [
            Comparison(part.tokens, self.index.tokens(part.sentence), self.index.vocabulary)
            for part in parts
        ]
        found = [
            reason
            for pair in pairs
            for check in (checks.ALL if known else checks.WITHOUT_TABLES)
            for reason in self._run(check, pair)
        ]
        if any(self._unspoken(part.tokens, part.sentence) for part in parts):
            found.append(Reason("states as a fact what somebody is quoted as saying", False))
        if len(parts) == 2 and not self._same_subject(parts[0], parts[1]):
            found.append(Reason("joins two sentences that may speak of different people", False))
        return found

    def _run(self, check: Check, pair: Comparison) -> list[Reason]:
        try:
            return [replace(reason, check=_module(check)) for reason in check(pair)]
        except Exception as error:  # noqa: BLE001 - a bug in a check must not let a statement pass
            return [self._failed(f"the check {_module(check)}.{check.__name__}", error)]

    def _failed(self, what: str, error: Exception) -> Reason:
        remark = f"{what} failed ({type(error).__name__}: {error})"
        if remark not in self.failures:
            self.failures.append(remark)
        return Reason(f"can't be told: {remark}", hard=False)

    def _unspoken(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether quoted words lost both their quotation marks and whoever says them."""
        told = any(token.plain == '"' or token.plain in ATTRIBUTION for token in tokens)
        return number in self.index.quoted and not told

    def _same_subject(self, left: Part, right: Part) -> bool:
        """Whether two parts, joined plainly, each have their sentence's own subject.

        The second part must open like its sentence, or leave its subject out
        and that sentence opens with what the whole statement opens with.
        """
        joints = [token for token in right.tokens[:2] if token.plain not in DETERMINERS]
        if joints[0].plain not in _PLAIN_JOINTS or joints[-1].plain in _RELATIVE:
            return False
        theirs = _opening(self.index.tokens(right.sentence))
        return theirs is not None and theirs in (_opening(right.tokens), _opening(left.tokens))


def _verdict(reasons: Sequence[Reason], likely: float) -> Verdict:
    if not reasons:
        return Verdict.SUPPORTED
    if _hard(reasons) or likely < ACCUSED_BELOW:
        return Verdict.UNSUPPORTED
    return Verdict.UNSURE


def _module(check: Check) -> str:
    return check.__module__.rpartition(".")[2]


# From the one that lets a statement stand to the one that decides over all others.
_WORSE = (Verdict.SUPPORTED, Verdict.UNSURE, Verdict.UNSUPPORTED)


def _joined(text: str, spans: Sequence[Span], found: Sequence[CheckedClaim]) -> CheckedClaim:
    """The result for a statement of several sentences: as good as the worst of them."""
    worst = max(found, key=lambda one: _WORSE.index(one.verdict))
    starts = [text.index(one.text, span.start) for one, span in zip(found, spans, strict=True)]
    return replace(
        worst,
        text=text.strip(),
        evidence=tuple(dict.fromkeys(item for one in found for item in one.evidence)),
        reasons=tuple(dict.fromkeys(reason for one in found for reason in one.reasons)),
        marks=tuple(
            Span(mark.start + start - starts[0], mark.end + start - starts[0])
            for one, start in zip(found, starts, strict=True)
            for mark in one.marks
        ),
        score=min(one.score for one in found),
    )


def _marks(text: str, found: Examination) -> tuple[Span, ...]:
    """Where the wrong words stand, in order, each once."""
    wrong = [token for reason in found.reasons for token in reason.wrong]
    return spans_of(text, found.tokens, wrong)


def _unfit(text: str, tokens: Sequence[Token]) -> str:
    """Why a text is no statement that could be checked; "" if it is one."""
    empty = not any(char.isalnum() for char in text) or not any(t.content for t in tokens)
    if empty or text.rstrip().endswith(":"):
        return "says nothing that can be checked"
    return "is too long to be one statement" if len(tokens) > _LONGEST_STATEMENT else ""


def _opening(tokens: Sequence[Token]) -> str | None:
    """The key of the first content word, unless a pronoun or preposition comes before it."""
    for token in tokens:
        if token.content:
            return token.key
        if token.kind is Kind.FUNCTION and token.plain not in DETERMINERS | _PLAIN_JOINTS:
            return None
    return None


def _hard(reasons: Sequence[Reason]) -> int:
    return sum(reason.hard for reason in reasons)


def _texts(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The reasons' texts, the hard ones first, each once."""
    ranked = sorted(reasons, key=lambda reason: not reason.hard)
    return tuple(dict.fromkeys(reason.text for reason in ranked))
