"""Check of tense: "is a senator" for "was a senator", "takes" for "took". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.nlp.english import function_words
from summarize.nlp.english.stance_words import (
    ATTRIBUTION,
    CLAIM_VERBS,
    HEDGES,
    INTENTION_WORDS,
)
from summarize.nlp.tokens import (
    Token,
    Tokens,
    VerbForm,
    classify_verb_form,
    is_past_form,
    join_surfaces,
    plain_at,
)
from summarize.verification.checks.predicates import (
    BETWEEN,
    REACH,
    Predicate,
    Tense,
    find_auxiliaries,
    get_word,
    parse_predicate,
)
from summarize.verification.checks.same_proposition import find_corresponding, is_same_proposition
from summarize.verification.comparison import Comparison, Reason

# How close to the end "Kim said on Tuesday" begins.
_TRAILING_REACH = 5
# By these the evidence may look ahead.
_AHEAD = function_words.MODAL_VERBS | INTENTION_WORDS | HEDGES | {"next"}
_SPEECH = ATTRIBUTION | CLAIM_VERBS
_IRREALIS: set[Tense | None] = {Tense.FUTURE, Tense.MODAL, Tense.INFINITIVE}
# "He is ill", "Kim said he was ill".
_SHIFTED_BACK = {
    (Tense.PAST, Tense.PRESENT),
    (Tense.PLUPERFECT, Tense.PERFECT),
}
_APART = {
    frozenset({Tense.PAST, Tense.PRESENT}),
    frozenset({Tense.PLUPERFECT, Tense.PRESENT}),
    frozenset({Tense.PLUPERFECT, Tense.PERFECT}),
}


def check_tense(pair: Comparison) -> Iterator[Reason]:
    """Check for another tense than in the evidence: "takes" for "took", "is" for "was".

    An infinitive or a form in "-ing" is no finite verb: "plans to sell", "ruled out selling".
    In reported speech the tense shifts back: "is safe", "Kim said it was safe". A contradiction
    where a "will" became a fact and the two otherwise say the same.
    """
    speech = _find_speech(pair.claim)
    for claim_place, evidence_place in sorted(find_corresponding(pair)):
        if _stand_alike(pair, claim_place, evidence_place):
            continue
        claim = parse_predicate(pair.claim, claim_place)
        evidence = parse_predicate(pair.evidence, evidence_place)
        verbs = pair.claim[claim_place], pair.evidence[evidence_place]
        told = verbs[0].key != verbs[1].key and verbs[0].plain in _SPEECH
        if told and _IRREALIS.isdisjoint({claim.tense, evidence.tense}):
            continue  # "Kim says" what Kim said
        another = get_word(verbs[0]) != get_word(verbs[1])
        reported = _is_reported(speech, claim_place)
        if not _differ(claim, evidence, another=another, reported=reported):
            continue
        shown = another or claim.infinitive != evidence.infinitive
        claim_words, evidence_words = claim.auxiliaries, evidence.auxiliaries
        if shown or not claim_words:
            claim_words = (*claim_words, verbs[0])
        if shown or not evidence_words:
            evidence_words = (*evidence_words, verbs[1])
        past = claim.tense in {Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT}
        happened = past and evidence.tense is Tense.FUTURE
        contradicts = happened and not reported and is_same_proposition(pair, claim_words)
        yield _build_reason(claim_words, evidence_words, contradicts)
        return
    yield from _check_auxiliaries(pair, speech)
    yield from _check_future(pair)


def _stand_alike(pair: Comparison, claim_place: int, evidence_place: int) -> bool:
    """Whether two words are the same behind the same words, back to the last word with content.

    Then so are their tenses, which need not be parsed.
    """
    word, other = pair.claim[claim_place], pair.evidence[evidence_place]
    if word.plain != other.plain or word.kind is not other.kind or get_word(word) != word.plain:
        return False
    behind = plain_at(pair.claim, claim_place + 1), plain_at(pair.evidence, evidence_place + 1)
    if behind[0] != behind[1] and classify_verb_form(word.plain) is VerbForm.INVARIABLE:
        return False
    for step in range(1, REACH + 1):
        if claim_place < step or evidence_place < step:
            return claim_place == evidence_place
        one, two = pair.claim[claim_place - step], pair.evidence[evidence_place - step]
        if one.plain != two.plain or one.kind is not two.kind or one.plain in {"and", "or"}:
            return False
        if one.is_content and not one.plain.endswith("ly") and one.plain not in BETWEEN:
            return True
    return False


def _build_reason(
    claim_words: tuple[Token, ...], evidence_words: Tokens, contradicts: bool = False
) -> Reason:
    said, correction = join_surfaces(claim_words), join_surfaces(evidence_words)
    text = f"the source says “{correction}”, not “{said}”"
    return Reason(text, contradicts, claim_words, correction)


def _check_auxiliaries(pair: Comparison, speech: tuple[int, int]) -> Iterator[Reason]:
    """Check the auxiliaries between corresponding words: "had boats" for "has two old boats"."""
    own = find_auxiliaries(pair.claim)
    others = find_auxiliaries(pair.evidence) if own else {}
    if not others:
        return
    edges = [(-1, -1), *pair.alignment, (len(pair.claim), len(pair.evidence))]
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(edges):
        here = [at for at in range(claim_left + 1, claim_right) if at in own]
        there = [at for at in range(evidence_left + 1, evidence_right) if at in others]
        back = _is_reported(speech, claim_right)
        both = [(own[a], others[b]) for a in here for b in there]
        if both and all(_conflict(a, b, reported=back) for a, b in both):
            yield _build_reason((pair.claim[here[0]],), [pair.evidence[there[0]]])
            return


def _check_future(pair: Comparison) -> Iterator[Reason]:
    """Check for a "will" of other words: "will buy a boat" for "purchased a boat"."""
    new = (token for token in pair.unsupported if token.plain in function_words.FUTURE_AUXILIARIES)
    will = next(new, None)
    ahead = any(token.plain in _AHEAD for token in pair.evidence)
    if will and not ahead and any(map(is_past_form, pair.evidence)):
        text = f"the source does not say that it “{will.surface}” be so"
        yield Reason(text, contradiction=False, wrong_tokens=(will,))


def _differ(claim: Predicate, evidence: Predicate, *, another: bool, reported: bool) -> bool:
    """Whether two predicates say something else; `another` is whether the words differ.

    What should have been done was not, and what is being done is not yet done.
    """
    irrealis = [one.infinitive or one.tense in _IRREALIS for one in (claim, evidence)]
    if all(irrealis) and claim.is_perfect != evidence.is_perfect:
        return True
    finite = claim.tense is not None and evidence.tense is not None
    if finite and claim.is_going_on != evidence.is_going_on and claim.has_be and evidence.has_be:
        return True
    if Tense.MODAL in {claim.tense, evidence.tense}:
        return False
    if claim.infinitive != evidence.infinitive and VerbForm.NONE not in {claim.form, evidence.form}:
        return True
    tenses = claim.tense, evidence.tense
    if another:
        tenses = _read_own_tense(claim), _read_own_tense(evidence)
        verbs = None not in tenses or VerbForm.ING in {claim.form, evidence.form}
        if verbs and claim.shape != evidence.shape and not claim.infinitive:
            return True
    if tenses[0] is None or tenses[1] is None:
        return False
    state = claim.has_be and evidence.has_be  # "is closed", "has been closed"
    perfect = set(tenses) == {Tense.PRESENT, Tense.PERFECT} and not state
    return perfect or _conflict(tenses[0], tenses[1], reported=reported)


def _read_own_tense(predicate: Predicate) -> Tense | None:
    """Return the tense by the auxiliaries, else by the form of the word: "works"."""
    present = predicate.form is VerbForm.PRESENT and not predicate.infinitive
    return predicate.tense or (Tense.PRESENT if present else None)


def _conflict(claim: Tense, evidence: Tense, *, reported: bool) -> bool:
    """Whether two tenses exclude each other: not "was named" and "has been named"."""
    if reported and (claim, evidence) in _SHIFTED_BACK:
        return False
    tenses = frozenset({claim, evidence})
    irrealis = not tenses.isdisjoint({Tense.FUTURE, Tense.INFINITIVE})
    return len(tenses) == 2 and (irrealis or tenses in _APART)


def _find_speech(tokens: Tokens) -> tuple[int, int]:
    """Return the first verb of saying and the one at the end: `"It sank, Kim said" -> (4, 4)`.

    A place behind the text stands for the first if there is none, and -1 for that at the end.
    """
    places = [at for at, token in enumerate(tokens) if token.plain in _SPEECH]
    trailing = places and places[-1] >= len(tokens) - _TRAILING_REACH
    return (places[0] if places else len(tokens)), (places[-1] if trailing else -1)


def _is_reported(speech: tuple[int, int], place: int) -> bool:
    """Whether somebody reports the word: "Kim said it was safe", "it was safe, Kim said"."""
    return speech[0] < place or place < speech[1]


ALL = (check_tense,)
