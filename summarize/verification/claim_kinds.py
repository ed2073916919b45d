"""Claim -> its kind (fact, figure, quote, forecast, opinion), where that is certain. Pure."""

from __future__ import annotations

from itertools import pairwise

from summarize.nlp.english.function_words import (
    BE_FORMS,
    CONDITIONAL_CONJUNCTIONS,
    DETERMINERS,
    HAVE_FORMS,
)
from summarize.nlp.english.irregular_forms import IRREGULAR_PARTICIPLES
from summarize.nlp.english.number_words import CURRENCIES, MONTH_NAMES, QUANTITY_VERBS, TIME_NOUNS
from summarize.nlp.english.stance_words import (
    BELIEF_VERBS,
    EVALUATIVE_ADJECTIVES,
    FORECAST_VERBS,
    HEDGES,
    NON_FACTUAL_WORDS,
    SCHEDULE_PREDICATES,
    SUBJECTIVE_WORDS,
)
from summarize.nlp.tokens import Kind, Tokens, count_quotation_marks, plain_at
from summarize.results import ClaimKind
from summarize.verification.speech_reports import find_speech_reports, strip_quotations

_QUOTED_SHARE = 0.6  # of the words of a statement that is a quotation
_LEAST_QUOTED = 4  # words; fewer are a word set apart
_MEASURE_REACH = 4  # tokens between a measuring verb and its number
_LONGEST_FIGURE = 24  # tokens; in a longer sentence the number is one thing of several
_LONGEST_FACT = 40
_ANYBODY = frozenset("i we you my our your us me people some many everyone".split())
_UNPLAIN = NON_FACTUAL_WORDS | HEDGES | EVALUATIVE_ADJECTIVES | SUBJECTIVE_WORDS | BELIEF_VERBS
_UNPLAIN |= _ANYBODY | {"?", "!"}
_NO_FORECAST_BEHIND = HEDGES | NON_FACTUAL_WORDS | _ANYBODY
_NO_FORECAST_BEHIND |= {"was", "were", "has", "had", "have", "said", "did", "who", "which"}
_AUXILIARY, _VERBS = BE_FORMS | HAVE_FORMS, IRREGULAR_PARTICIPLES | QUANTITY_VERBS


def classify_claim(tokens: Tokens, evidence_tokens: Tokens = ()) -> ClaimKind | None:
    """Return the kind of a claim; None where it is not certain. English only.

    `"Prices rose by 4 %." -> FIGURE`, `"The pier will open in May." -> FORECAST`. What the
    evidence only predicts, or reports as said by somebody, is no fact, however the claim puts it.
    """
    if _is_quotation(tokens):
        return ClaimKind.QUOTE
    unquoted = strip_quotations(tokens)
    reported = bool(find_speech_reports(tokens) or find_speech_reports(evidence_tokens))
    if _states_belief(tokens) or _states_judgement(tokens):
        return ClaimKind.OPINION
    if _is_forecast(unquoted):
        conditional = any(token.plain in CONDITIONAL_CONJUNCTIONS for token in unquoted)
        unclear = reported or conditional or count_quotation_marks(tokens) % 2
        return None if unclear else ClaimKind.FORECAST
    quoting = count_quotation_marks(tokens) > 0
    subjective = any(token.plain in _UNPLAIN for token in (*unquoted, *evidence_tokens))
    words = [token.plain for token in unquoted[1:] if token.kind is Kind.WORD]
    verb = any(word.endswith("ed") or word in _VERBS for word in words)
    verb = verb or any(token.plain in _AUXILIARY for token in unquoted)
    if reported or quoting or subjective or not verb:
        return None
    if _is_measurement(unquoted):
        return ClaimKind.FIGURE
    kinds = {token.kind for token in unquoted}
    plain = Kind.NAME in kinds and Kind.NUMBER not in kinds and len(tokens) <= _LONGEST_FACT
    return ClaimKind.FACT if plain else None


def _is_quotation(tokens: Tokens) -> bool:
    """Whether most words of a claim are inside quotation marks, which are complete."""
    words = [token for token in tokens if token.kind is not Kind.MARK]
    marks = count_quotation_marks(tokens)
    inside = len(words) - sum(token.kind is not Kind.MARK for token in strip_quotations(tokens))
    enough = inside >= _LEAST_QUOTED and inside >= _QUOTED_SHARE * len(words)
    return marks > 0 and marks % 2 == 0 and enough


def _states_belief(tokens: Tokens) -> bool:
    """Whether somebody is said to believe something: "Lee believes that"."""
    for place, (subject, verb) in enumerate(pairwise(tokens)):
        believes = subject.kind is Kind.NAME or subject.plain in {"he", "she"}
        following = {token.plain for token in tokens[place + 2 : place + 9]}
        if believes and verb.plain in BELIEF_VERBS and following & {"that", "should"}:
            return True
    return False


def _states_judgement(tokens: Tokens) -> bool:
    """Whether a named speaker says that something is good or bad, or should be done."""
    reports = find_speech_reports(tokens)
    if not reports or not reports[0].speaker:
        return False
    if len(tokens) > _LONGEST_FACT or count_quotation_marks(tokens) % 2:
        return False
    begin = reports[0].place if reports[0].place < len(tokens) // 2 else 0
    for place, token in enumerate(tokens[begin:], begin):
        before = [other.plain for other in tokens[max(0, place - 2) : place]]
        if token.plain == "whether":
            return False
        if token.plain == "should" or (
            token.plain in EVALUATIVE_ADJECTIVES and BE_FORMS.intersection(before)
        ):
            return "not" not in before
    return False


def _is_forecast(tokens: Tokens) -> bool:
    """Whether the first verb of the claim is in the future."""
    for place, token in enumerate(tokens):
        before, after = plain_at(tokens, place - 1), plain_at(tokens, place + 1)
        if token.plain == "will" and 0 < place < len(tokens) - 1 and token.kind is not Kind.NAME:
            return before not in DETERMINERS and after not in {"of", "tell"}
        if after == "to" and place > 0:
            due = token.plain in SCHEDULE_PREDICATES | FORECAST_VERBS and before in {"is", "are"}
            if due or (token.plain in FORECAST_VERBS and token.plain.endswith("s")):
                return True
        past = token.plain.endswith("ed") or token.plain in IRREGULAR_PARTICIPLES
        if (past and token.kind is Kind.WORD) or token.plain in _NO_FORECAST_BEHIND:
            return False
        if token.kind is Kind.MARK and token.plain != "," and place:
            return False
    return False


def _is_measurement(tokens: Tokens) -> bool:
    """Whether a claim is about a number: money or a share, with a verb of quantity."""
    if len(tokens) > _LONGEST_FIGURE:
        return False
    for place, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER or _is_date_or_age(tokens, place):
            continue
        reach = [other.plain for other in tokens[max(0, place - _MEASURE_REACH) : place]]
        near = tokens[max(0, place - 1) : place + 3]
        unit = any(token.plain in CURRENCIES | {"percent"} for token in near)
        verbs = QUANTITY_VERBS | BE_FORMS if unit else QUANTITY_VERBS
        if verbs.intersection(reach if unit else reach[-1:]):
            return True
    return False


def _is_date_or_age(tokens: Tokens, place: int) -> bool:
    """Whether a number is a year, the day of a month, an age or a time."""
    beside = tokens[max(0, place - 1) : place + 2]
    if any(token.plain in TIME_NOUNS or token.plain == "aged" for token in beside):
        return True
    year = tokens[place].plain.isdecimal() and 1000 <= int(tokens[place].plain[:5]) <= 2100
    before = plain_at(tokens, place - 1)
    return any(token.plain in MONTH_NAMES for token in beside) or (
        year and before in {"in", "since", "of", "by", "from", "until", "to"}
    )
