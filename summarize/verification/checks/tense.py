"""Check of tense: "is a senator" for "was a senator", "takes" for "took". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from summarize.nlp.english import function_words
from summarize.nlp.english.stance_words import ATTRIBUTION, CLAIM_VERBS, IMPLICATIVE_VERBS
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    VerbForm,
    classify_verb_form,
    join_surfaces,
    plain_at,
)
from summarize.verification.checks.same_proposition import is_same_proposition
from summarize.verification.comparison import Comparison, Reason

# In tokens: how far before a word its auxiliary may be.
_REACH = 5
# How far behind its auxiliary the second of two verbs may be: "will sell the ferry and close".
_COORDINATION_REACH = 10
# How close to the end "Kim said on Tuesday" begins.
_TRAILING_REACH = 5
_BETWEEN = function_words.AUXILIARY_ADVERBS | {"about", "going"}
_TENSED = function_words.AUXILIARY_VERBS | function_words.DO_FORMS
_PARTICIPLES = {VerbForm.PAST, VerbForm.INVARIABLE}
_SPEECH = ATTRIBUTION | CLAIM_VERBS


class Tense(Enum):
    """The tense of a word, as its auxiliaries or its own form show."""

    PAST = auto()
    PRESENT = auto()
    PERFECT = auto()
    PLUPERFECT = auto()
    FUTURE = auto()
    MODAL = auto()
    INFINITIVE = auto()


_UNREAL = {Tense.FUTURE, Tense.MODAL, Tense.INFINITIVE}
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


@dataclass(frozen=True, slots=True)
class _Predicate:
    """The form of a word, its tense, and the auxiliaries that show it: "has been", "will".

    `infinitive` is whether a "to" stands before the word: "plans to sell".
    """

    form: VerbForm
    tense: Tense | None = None
    auxiliaries: tuple[Token, ...] = ()
    infinitive: bool = False

    @property
    def has_be(self) -> bool:
        """Whether a form of "be" is among the auxiliaries."""
        return any(token.plain in function_words.BE_FORMS for token in self.auxiliaries)

    @property
    def is_perfect(self) -> bool:
        """Whether it is over, as a "have" shows: "may have sold", "will have been sold"."""
        return any(token.plain in function_words.HAVE_FORMS for token in self.auxiliaries)

    @property
    def is_going_on(self) -> bool:
        """Whether it is not yet over, as a "being" shows: "was being sold"."""
        return any(token.plain == "being" for token in self.auxiliaries)

    @property
    def shape(self) -> tuple[bool, bool]:
        """Whether the verb is in the progressive, and whether it is in the passive."""
        return self.form is VerbForm.ING, self.form in _PARTICIPLES and self.has_be


def check_tense(pair: Comparison) -> Iterator[Reason]:
    """Check for another tense than in the evidence: "takes" for "took", "is" for "was".

    An infinitive or a form in "-ing" is no finite verb: "plans to sell", "ruled out selling".
    In reported speech the tense shifts back: "is safe", "Kim said it was safe". A contradiction
    where a "will" became a fact and the two otherwise say the same.
    """
    speech = _find_speech(pair.claim)
    for claim_place, evidence_place in pair.alignment:
        if _stand_alike(pair, claim_place, evidence_place):
            continue
        claim = _parse_predicate(pair.claim, claim_place)
        evidence = _parse_predicate(pair.evidence, evidence_place)
        verbs = pair.claim[claim_place], pair.evidence[evidence_place]
        another = _get_word(verbs[0]) != _get_word(verbs[1])
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


def _stand_alike(pair: Comparison, claim_place: int, evidence_place: int) -> bool:
    """Whether two words are the same behind the same words, back to the last word with content.

    Then so are their tenses, which need not be parsed.
    """
    word, other = pair.claim[claim_place], pair.evidence[evidence_place]
    if word.plain != other.plain or word.kind is not other.kind or _get_word(word) != word.plain:
        return False
    behind = plain_at(pair.claim, claim_place + 1), plain_at(pair.evidence, evidence_place + 1)
    if behind[0] != behind[1] and classify_verb_form(word.plain) is VerbForm.INVARIABLE:
        return False
    for step in range(1, _REACH + 1):
        if claim_place < step or evidence_place < step:
            return claim_place == evidence_place
        one, two = pair.claim[claim_place - step], pair.evidence[evidence_place - step]
        if one.plain != two.plain or one.kind is not two.kind or one.plain in {"and", "or"}:
            return False
        if one.is_content and not one.plain.endswith("ly") and one.plain not in _BETWEEN:
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
    own = _find_auxiliaries(pair.claim)
    others = _find_auxiliaries(pair.evidence) if own else {}
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


def _find_auxiliaries(tokens: Tokens) -> dict[int, Tense]:
    """Find the place and tense of each auxiliary: "has sold", "has a boat", "to have"."""
    found: dict[int, Tense] = {}
    for place, token in enumerate(tokens):
        if token.plain not in _TENSED:
            continue
        before = plain_at(tokens, place - 1)
        bare = token.plain in {"be", "have", "do"}
        if before == "to" and bare:
            used = plain_at(tokens, place - 2) == "used"
            found[place] = Tense.PAST if used else Tense.INFINITIVE
        elif bare and before in function_words.MODAL_VERBS:
            continue
        elif tense := _classify_auxiliary(token.plain, main_verb=True):
            if token.plain in function_words.HAVE_FORMS and _has_participle(tokens, place):
                tense = _classify_auxiliary(token.plain, main_verb=False) or tense
            found[place] = tense
    return found


def _has_participle(tokens: Tokens, place: int) -> bool:
    """Whether a participle follows, with only adverbs between: "has not been", "has sold"."""
    for token in tokens[place + 1 : place + 1 + _REACH]:
        form = classify_verb_form(token.plain)
        if token.plain == "been" or (token.kind is Kind.WORD and form in _PARTICIPLES):
            return True
        adverb = token.plain.endswith("ly") or token.plain in _BETWEEN
        if not adverb and token.kind is not Kind.NEGATION:
            return False
    return False


def _get_word(token: Token) -> str:
    """Return the word as the text has it: a synonym put in its place keeps the surface."""
    surface = token.surface.lower().removesuffix("'s").removesuffix("’s")
    return surface if surface.isalpha() else token.plain


def _differ(claim: _Predicate, evidence: _Predicate, *, another: bool, reported: bool) -> bool:
    """Whether two predicates say something else; `another` is whether the words differ.

    What should have been done was not, and what is being done is not yet done.
    """
    unreal = [one.infinitive or one.tense in _UNREAL for one in (claim, evidence)]
    if all(unreal) and claim.is_perfect != evidence.is_perfect:
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


def _read_own_tense(predicate: _Predicate) -> Tense | None:
    """Return the tense by the auxiliaries, else by the form of the word: "works"."""
    present = predicate.form is VerbForm.PRESENT and not predicate.infinitive
    return predicate.tense or (Tense.PRESENT if present else None)


def _conflict(claim: Tense, evidence: Tense, *, reported: bool) -> bool:
    """Whether two tenses exclude each other: not "was named" and "has been named"."""
    if reported and (claim, evidence) in _SHIFTED_BACK:
        return False
    tenses = frozenset({claim, evidence})
    unreal = not tenses.isdisjoint({Tense.FUTURE, Tense.INFINITIVE})
    return len(tenses) == 2 and (unreal or tenses in _APART)


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


def _parse_predicate(tokens: Tokens, place: int) -> _Predicate:
    """Parse a word and the auxiliaries before it.

    `"will have been sold" -> FUTURE`, `"has a boat" -> PRESENT`, `"works" -> no tense by itself`
    """
    form = classify_verb_form(_get_word(tokens[place]))
    if tokens[place].kind is not Kind.WORD:
        form = VerbForm.NONE
    found = _parse_auxiliaries(tokens, place, form)
    if not found.tense and not found.infinitive:
        found = _parse_coordinated(tokens, place, form) or found
    if found.tense or found.infinitive:
        return found
    if form is VerbForm.PRESENT and _is_noun(tokens, place):
        return replace(found, form=VerbForm.NONE)
    # "they cut the tax" may be the present too, but not beside "it cuts the tax"
    past = form is VerbForm.PAST or (form is VerbForm.INVARIABLE and _has_object(tokens, place))
    return replace(found, tense=Tense.PAST) if past else found


def _parse_auxiliaries(tokens: Tokens, place: int, form: VerbForm) -> _Predicate:
    """Parse the auxiliaries right before a word, with only adverbs and articles between."""
    words, articled, infinitive = list[Token](), False, False
    tense: Tense | None = None
    nearest = range(place - 1, max(-1, place - 1 - _REACH), -1)
    for at in nearest:
        token = tokens[at]
        own = _classify_auxiliary(token.plain, articled or form not in _PARTICIPLES)
        if own and any(one.plain == "been" for one in words):
            own = _classify_auxiliary(token.plain, main_verb=False)
        adverb = token.kind is Kind.WORD and token.plain.endswith("ly")  # "was recently sold"
        if own:
            tense = own
        if own or token.plain in function_words.NONFINITE_BE_FORMS:
            words.insert(0, token)
        elif token.plain in function_words.DETERMINERS:
            articled = True
        elif token.plain == "to" and not articled and form is not VerbForm.PAST:
            governor = plain_at(tokens, at - 1)
            if governor == "used":
                return _Predicate(form, Tense.PAST, (tokens[at - 1], token))
            if governor in IMPLICATIVE_VERBS:
                past = Tense.PAST if classify_verb_form(governor) is VerbForm.PAST else None
                return _Predicate(form, past, (tokens[at - 1], token))
            infinitive = True
            words.insert(0, token)
        elif token.plain == "to" and plain_at(tokens, at - 1) == "ought":
            words.insert(0, token)  # "ought to have sunk"
        elif not (adverb or token.kind is Kind.NEGATION or token.plain in _BETWEEN):
            break
    return _Predicate(form, tense, tuple(words), infinitive)


def _parse_coordinated(tokens: Tokens, place: int, form: VerbForm) -> _Predicate | None:
    """Parse the auxiliaries of the verb with which a verb is coordinated: "was sold and closed"."""
    start = place - 1
    while plain_at(tokens, start).endswith("ly") or plain_at(tokens, start) in _BETWEEN:
        start -= 1
    if plain_at(tokens, start) not in {"and", "or"}:
        return None
    for at in range(start - 1, max(0, start - _COORDINATION_REACH), -1):
        if tokens[at].kind is Kind.MARK:
            return None
        if classify_verb_form(tokens[at].plain) is form and tokens[at].kind is Kind.WORD:
            found = _parse_auxiliaries(tokens, at, form)
            if found.tense or found.infinitive:
                return found
    return None


def _is_noun(tokens: Tokens, place: int) -> bool:
    """Whether a word like "works" is surely a noun, by what stands before it: "the works"."""
    before = tokens[place - 1] if place else POSSESSIVE_MARK
    ties = function_words.DETERMINERS | (function_words.PREPOSITIONS - {"to"})
    return before is POSSESSIVE_MARK or before.plain in ties or before.kind is Kind.NUMBER


def _has_object(tokens: Tokens, place: int) -> bool:
    """Whether an object may follow: "costs 5 pounds", "hit the wall"."""
    return any(
        token.plain in function_words.DETERMINERS or token.kind in (Kind.NUMBER, Kind.NAME)
        for token in tokens[place + 1 : place + 2]
    )


def _classify_auxiliary(word: str, main_verb: bool) -> Tense | None:
    """Return the tense of an auxiliary; as the main verb, a "has" or "had" is no perfect."""
    if word in function_words.PRESENT_HAVE_FORMS:
        return Tense.PRESENT if main_verb else Tense.PERFECT
    if word in function_words.FUTURE_AUXILIARIES:
        return Tense.FUTURE
    if word == "had" and not main_verb:
        return Tense.PLUPERFECT
    if word in function_words.PAST_AUXILIARIES:
        return Tense.PAST
    if word in function_words.MODAL_VERBS:
        return Tense.MODAL
    return Tense.PRESENT if word in function_words.PRESENT_AUXILIARIES else None


ALL = (check_tense,)
