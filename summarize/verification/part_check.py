"""Runs all checks on the aligned parts of a claim, in several wordings; collects the reasons.

Each part of a claim is compared with its evidence sentence as it is, and in the wordings that
a faithful paraphrase may have. The wording with the fewest reasons against it counts, since it
is enough that the document supports one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.names.substitution import shorten_names, substitute_names
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Tokens, count_quotation_marks
from summarize.verification import checks
from summarize.verification.alignment import ClaimPart, find_absent_words
from summarize.verification.bearers import find_changed_bearers
from summarize.verification.checks import Check, names
from summarize.verification.checks.quotation import find_unquoted
from summarize.verification.comparison import BARRING, Comparison, Reason
from summarize.verification.joins import UNSAFE_JOIN, complete_parts
from summarize.verification.paraphrase import build_variants

# In tokens. Comparing takes the product of both lengths in time and memory. A longer sentence
# is none, and supports only its own words.
_LONGEST_SENTENCE = 2_000


class PartVerifier:
    """Checks the parts of one claim against their evidence sentences; each part only once.

    `aliases` are the name aliases of the document; None for a language without tables, where
    claims are compared only as they are. `report` reports to the user what failed, with which
    error, and returns the doubt that this leaves.
    """

    def __init__(
        self,
        annotated: AnnotatedDocument,
        aliases: Aliases | None,
        report: Callable[[str, Exception], Reason],
    ) -> None:
        self._annotated = annotated
        self._aliases = aliases
        self._report = report
        self._reasons: dict[ClaimPart, list[Reason]] = {}

    def check(self, parts: Sequence[ClaimPart]) -> list[Reason]:
        """Return all reasons against the claim with these parts."""
        lengths = [len(self._annotated.tokens(part.sentence_number)) for part in parts]
        if max(lengths, default=0) > _LONGEST_SENTENCE:
            return [
                Reason("the sentence in the source is too long to compare", contradiction=False)
            ]
        completed = complete_parts(parts, self._annotated)
        checked = parts if completed is None else completed
        for part in checked:
            if part not in self._reasons:
                self._reasons[part] = self._check_part(part)
        found = [reason for part in checked for reason in self._reasons[part]]
        found += [Reason(text, False, check=BARRING) for text in self._check_manner(parts)]
        if any(lost_attribution(p.tokens, p.sentence_number, self._annotated) for p in parts):
            text = "states as a fact what the source quotes somebody as saying"
            found.append(Reason(text, contradiction=False))
        if self._aliases is not None:
            found += find_changed_bearers(parts, self._annotated, self._aliases)
        if completed is None:
            # in other words than the document's it is no mere join, and is judged otherwise
            covered = not any(find_absent_words(part, self._annotated) for part in parts)
            found.append(UNSAFE_JOIN if covered else replace(UNSAFE_JOIN, veto=False))
        return found

    def _check_manner(self, parts: Sequence[ClaimPart]) -> Iterator[str]:
        """Yield doubts whether the document says something at all: it may tell a story, or ask."""
        document = self._annotated
        yield from dict.fromkeys(
            document.nonfactual[part.sentence_number]
            for part in parts
            if part.sentence_number in document.nonfactual
        )
        if any(self._states_speech_as_fact(part) for part in parts):
            yield "in the source these are the speaker's words, not a fact about the speaker"
        if sum(count_quotation_marks(part.tokens) for part in parts) % 2:
            yield "a quotation mark is missing"
        for part in parts:
            number = part.sentence_number
            quoted = number in document.quoted or number in document.turns
            spoken = count_quotation_marks(part.evidence_tokens(document)) or quoted
            if count_quotation_marks(part.tokens) and not spoken:
                yield "puts in quotation marks what the source does not quote"
        asks = is_question(parts[-1].tokens)
        if asks != is_question(parts[-1].evidence_tokens(document)):
            yield "asks what the source states" if asks else "states what the source only asks"

    def _states_speech_as_fact(self, part: ClaimPart) -> bool:
        """Whether the speaker of a turn became its subject: "Kim sees it" of "Kim: He sees it"."""
        turn = self._annotated.turns.get(part.sentence_number)
        if turn is None:
            return False
        named = {token.key for token in tokenize(turn.speaker) if token.is_content}
        own = {token.plain for token in self._annotated.tokens(part.sentence_number)}
        speech_words = (ATTRIBUTION | {'"'}) - own
        attributed = any(token.plain in speech_words for token in part.tokens)
        return not attributed and any(t.key in named for t in part.tokens if t.is_content)

    def _check_part(self, part: ClaimPart) -> list[Reason]:
        """Return the reasons against a part in the wording with the fewest.

        Another wording may clear a doubt, but it clears a contradiction only if no reason
        remains. A check that fails on one wording leaves its doubt on all.
        """
        fewest: list[Reason] | None = None
        vetoes: list[Reason] = []
        failures: dict[str, Reason] = {}
        for pair, every in self._build_comparisons(part):
            against = deduplicate_reasons(self._run_checks(every, pair, failures))
            if fewest is None:
                fewest = list(against)
                vetoes = [reason for reason in fewest if reason.veto]
            else:
                fewest = _choose_fewer(against, fewest)
            if not fewest:
                break
        # what the words of the claim may not say, no wording with other doubts may
        lost = () if not fewest or any(reason.veto for reason in fewest) else vetoes
        return [*(fewest or ()), *lost, *failures.values()]

    def _build_comparisons(self, part: ClaimPart) -> Iterator[tuple[Comparison, tuple[Check, ...]]]:
        """Yield the part in each wording, compared with its evidence, with the checks to run."""
        claim, evidence = part.tokens, part.evidence_tokens(self._annotated)
        vocabulary = self._annotated.vocabulary
        if self._aliases is None:
            yield Comparison(claim, evidence, vocabulary), checks.WITHOUT_TABLES
            return
        evidence = self._aliases.canonicalize(evidence)
        claim = substitute_names(claim, evidence, self._aliases)
        evidence = shorten_names(evidence, claim, self._aliases)
        every = (*checks.ALL, names.build_person_check(self._aliases))
        yield Comparison(claim, evidence, vocabulary), every
        for variant in build_variants(claim, evidence):
            yield Comparison(variant, evidence, vocabulary), every

    def _run_checks(
        self, every: Iterable[Check], pair: Comparison, failures: dict[str, Reason]
    ) -> Iterator[Reason]:
        for check in every:
            module = check.__module__.rpartition(".")[2]
            try:
                yield from [replace(one, check=one.check or module) for one in check(pair)]
            except Exception as error:  # noqa: BLE001 - a bug must not let a statement pass
                name = f"the check {module}.{check.__name__}"
                failures[name] = self._report(name, error)


def _choose_fewer(against: Iterable[Reason], fewest: list[Reason]) -> list[Reason]:
    """Return the reasons `against` another wording if they are fewer, else `fewest`.

    They count as fewer if there are none, or as many contradictions and fewer doubts. Most
    wordings are no better, which shows long before the last check.
    """
    most, reasons = count_contradictions(fewest), list[Reason]()
    for reason in against:
        reasons.append(reason)
        if count_contradictions(reasons) > most or len(reasons) == len(fewest):
            return fewest
    return reasons if not reasons or count_contradictions(reasons) == most else fewest


def deduplicate_reasons(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Report each wrong token once, with the most informative reason, which comes first.

    "The source says 31 metres, not 31 miles" makes "the source does not say “miles” of this"
    redundant. A contradiction is never dropped for a doubt. Lazy: runs no more checks
    than the caller takes reasons.
    """
    kept: list[Reason] = []
    for reason in reasons:
        named = (one for one in kept if one.correction)
        better = (one for one in named if one.contradiction >= reason.contradiction)
        explained = {id(token) for one in better for token in one.wrong_tokens}
        needless = reason.wrong_tokens and not reason.correction
        if not (needless and all(id(token) in explained for token in reason.wrong_tokens)):
            kept.append(reason)
            yield reason


def is_question(tokens: Tokens) -> bool:
    """Whether the tokens end as a question, if need be inside quotation marks."""
    return any(token.plain == "?" for token in tokens[-2:])


def lost_attribution(tokens: Tokens, number: int, annotated: AnnotatedDocument) -> bool:
    """Whether words quoted in the document have neither quotation marks nor a verb of saying.

    They are quoted if they begin in a quotation, or if all of them are inside one. A verb of
    saying that is inside the quotation as well says nothing of who is quoted.
    """
    if count_quotation_marks(tokens):
        return False
    evidence = annotated.tokens(number)
    begins_inside = number in annotated.quoted and (not evidence or evidence[0].plain != '"')
    outside = {token.plain for token in find_unquoted(evidence, inside=begins_inside)}
    inside = {token.plain for token in evidence} - outside
    saying = {token.plain for token in tokens if token.plain in ATTRIBUTION}
    content = {token.plain for token in tokens if token.is_content}
    quoted = number in annotated.quoted or (bool(content) and content <= inside)
    return quoted and saying <= inside


def count_contradictions(reasons: Iterable[Reason]) -> int:
    """Count the reasons that are contradictions or inventions."""
    return sum(reason.contradiction for reason in reasons)
