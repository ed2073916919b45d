"""Does the article say so? A statement and the article in, a checked claim out. Pure.

A first, strict checker: it compares folded words with the one or two sentences
that match best. What it calls supported has every content word in the evidence,
in the same order, with the same numbers, names, negations and hedges. Honest
paraphrase in other words comes out as "unsure": not printed, never called false.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.checking import checks, wording
from summarize.checking.alignment import Part, SourceIndex, align
from summarize.checking.comparison import Comparison, Reason
from summarize.checking.folding import fold, has_tables
from summarize.checking.lexicon import ATTRIBUTION, DETERMINERS
from summarize.checking.tokens import Kind, Token
from summarize.document import Document
from summarize.findings import CheckedClaim, Claim, Evidence, Origin, Verdict

# Below this share of its content words (by weight) in the article, a statement is not
# a paraphrase that can't be judged: it is about something else.
_ABOUT_SOMETHING_ELSE = 0.25
# Comparing costs the product of both lengths in time and memory. A statement or a cited
# sentence beyond these is no sentence, and is not called supported unless it is verbatim.
_LONGEST_STATEMENT = 400
_LONGEST_SENTENCE = 2_000
# A statement that joins two sentences may do it by these; "so" or "after" would be news.
_PLAIN_JOINTS = frozenset({"and", "but", ",", ";", ":", ".", "-", "!", "?"})
_RELATIVE = frozenset("who whom whose which that where when so as then after before".split())


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
        number = self.index.verbatim(tokens)
        if number is not None and not self._unspoken(tokens, number):
            return self._verdict(claim, Verdict.SUPPORTED, (number,), ())
        problem = _unfit(claim.text, tokens)
        if problem:
            return self._verdict(claim, Verdict.UNSURE, (), (problem,))
        found = [(self._reasons(parts), parts) for parts in align(tokens, self.index)]
        if not found:
            nothing = "nothing in the article speaks of this"
            return self._verdict(claim, Verdict.UNSUPPORTED, (), (nothing,))
        reasons, parts = min(found, key=lambda pair: (_hard(pair[0]), len(pair[0])))
        numbers = tuple(dict.fromkeys(part.sentence for part in parts))
        return self._verdict(claim, self._judge(tokens, reasons), numbers, _texts(reasons))

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

    def _reasons(self, parts: Sequence[Part]) -> list[Reason]:
        """All that speaks against the parts, each held against its sentence."""
        if any(len(self.index.tokens(part.sentence)) > _LONGEST_SENTENCE for part in parts):
            return [Reason("the cited sentence is too long to compare", hard=False)]
        pairs = [
            Comparison(part.tokens, self.index.tokens(part.sentence), self.index.vocabulary)
            for part in parts
        ]
        found = [
            reason
            for pair in pairs
            for check in (*checks.ALL, *wording.ALL)
            for reason in check(pair)
        ]
        if any(self._unspoken(part.tokens, part.sentence) for part in parts):
            found.append(Reason("states as a fact what somebody is quoted as saying", False))
        if not has_tables(self.document.language):
            found += [reason for pair in pairs for reason in checks.incomplete(pair)]
        if len(parts) == 2 and not self._same_subject(parts[0], parts[1]):
            found.append(Reason("joins two sentences that may speak of different people", False))
        return found

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

    def _judge(self, tokens: Sequence[Token], reasons: Sequence[Reason]) -> Verdict:
        if not reasons:
            return Verdict.SUPPORTED
        if _hard(reasons):
            return Verdict.UNSUPPORTED
        weights = {token: self.index.weight(token.key) for token in tokens if token.content}
        known = sum(w for token, w in weights.items() if self.index.vocabulary.knows(token))
        about = known >= _ABOUT_SOMETHING_ELSE * sum(weights.values())
        return Verdict.UNSURE if about else Verdict.UNSUPPORTED

    def _verdict(
        self, claim: Claim, verdict: Verdict, numbers: Sequence[int], reasons: tuple[str, ...]
    ) -> CheckedClaim:
        evidence = tuple(self.evidence(number) for number in numbers)
        return CheckedClaim(claim.text, Origin.MODEL, verdict, evidence, reasons)


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
