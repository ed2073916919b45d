"""Does the article say so? A statement and the article in, a checked claim out. Pure.

A first, strict checker: it compares folded words with the one or two sentences
that match best. What it calls supported has every content word in the evidence,
in the same order, with the same numbers, names, negations and hedges. Honest
paraphrase in other words comes out as "unsure": not printed, never called false.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize import checks
from summarize.alignment import Part, SourceIndex, align
from summarize.checks import Reason
from summarize.document import Document
from summarize.findings import CheckedClaim, Claim, Evidence, Origin, Verdict
from summarize.folding import Kind, Token, fold

# Below this share of its content words (by weight) in the article, a statement is not
# a paraphrase that can't be judged: it is about something else.
_ABOUT_SOMETHING_ELSE = 0.5


class Checker:
    """Checks statements against one document; the index is built once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.index = SourceIndex(document)

    def check(self, claim: Claim) -> CheckedClaim:
        """The claim with its verdict and evidence.

        Supported means that no check has anything against it. Unsupported
        means that a number, name, quotation or negation contradicts the
        evidence, or that nothing in the article is about it.
        """
        tokens = fold(claim.text, self.document.language)
        if not any(token.content for token in tokens):
            return self._verdict(claim, Verdict.UNSURE, (), ("says nothing that can be checked",))
        parts = align(tokens, self.index)
        if not parts:
            nothing = "nothing in the article speaks of this"
            return self._verdict(claim, Verdict.UNSUPPORTED, (), (nothing,))
        if self._verbatim(tokens, parts):
            return self._verdict(claim, Verdict.SUPPORTED, parts, ())
        reasons = self._reasons(parts)
        verdict = self._judge(tokens, parts, reasons)
        return self._verdict(claim, verdict, parts, _texts(reasons))

    def sentence(self, number: int) -> CheckedClaim:
        """The article's own sentence, as a statement that stands on itself."""
        text = self.document.words_of(self.document.sentence(number))
        evidence = (self.evidence(number),)
        return CheckedClaim(text, Origin.SOURCE, Verdict.SUPPORTED, evidence)

    def evidence(self, number: int) -> Evidence:
        """The sentence with this number, as evidence: where it stands, and its words."""
        sentence = self.document.sentence(number)
        line = self.document.line(sentence.span.start)
        quote = self.document.quote(sentence.span)
        return Evidence(number, sentence.span, line, None, quote)

    def _verbatim(self, tokens: Sequence[Token], parts: Sequence[Part]) -> bool:
        """Whether the statement is a whole sentence of the article, word for word."""
        return len(parts) == 1 and _words(tokens) == _words(self.index.tokens(parts[0].sentence))

    def _reasons(self, parts: Sequence[Part]) -> list[Reason]:
        reasons = [
            reason
            for part in parts
            for check in checks.ALL
            for reason in check(part.tokens, self.index.tokens(part.sentence))
        ]
        if len(parts) == 2 and not self._same_subject(parts[0], parts[1]):
            reasons.append(Reason("joins two sentences that may speak of different people", False))
        return reasons

    def _same_subject(self, left: Part, right: Part) -> bool:
        """Whether the second part may lean on the first one's subject.

        It may if it names its own, or if its sentence also has the name that the
        statement begins with.
        """
        first = next((token for token in left.tokens if token.content), None)
        opening = [token for token in right.tokens if token.content][:2]
        named = any(token.kind is Kind.NAME for token in opening)
        return named or (first is not None and first.key in self.index.keys(right.sentence))

    def _judge(
        self, tokens: Sequence[Token], parts: Sequence[Part], reasons: Sequence[Reason]
    ) -> Verdict:
        if not reasons:
            return Verdict.SUPPORTED
        if any(reason.hard for reason in reasons):
            return Verdict.UNSUPPORTED
        weights = {token.key: self.index.weight(token.key) for token in tokens if token.content}
        found = {key for part in parts for key in self.index.keys(part.sentence)}
        covered = sum(weight for key, weight in weights.items() if key in found)
        about = covered >= _ABOUT_SOMETHING_ELSE * sum(weights.values())
        return Verdict.UNSURE if about else Verdict.UNSUPPORTED

    def _verdict(
        self, claim: Claim, verdict: Verdict, parts: Sequence[Part], reasons: tuple[str, ...]
    ) -> CheckedClaim:
        numbers = dict.fromkeys(part.sentence for part in parts)
        evidence = tuple(self.evidence(number) for number in numbers)
        return CheckedClaim(claim.text, Origin.MODEL, verdict, evidence, reasons)


def _words(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens if token.kind is not Kind.MARK]


def _texts(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The reasons' texts, the hard ones first, each once."""
    ranked = sorted(reasons, key=lambda reason: not reason.hard)
    return tuple(dict.fromkeys(reason.text for reason in ranked))
