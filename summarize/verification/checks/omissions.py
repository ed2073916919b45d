"""Check of omissions: is the claim its evidence with nothing left out but what may go? Pure.

A claim whose words all stand in its evidence must be derivable from it: the words in their order,
and between them only gaps of the white list (`omissible`). Else it may say something else
in the same words: "fell to 5.1 per cent in May" of "fell to 5.1 per cent in June from 5.4 in May".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from summarize.nlp.clauses import is_date_word, is_event
from summarize.nlp.english import function_words as fw
from summarize.nlp.english.clause_words import QUANTIFIERS, SUPERLATIVES
from summarize.nlp.english.irregular_forms import NOUN_FORMS
from summarize.nlp.english.nouns import HONORIFICS
from summarize.nlp.english.number_words import AGED, DATE_NAMES
from summarize.nlp.tokens import Kind, Token, Tokens, lemmatize, plain_at
from summarize.verification.checks.omission_reasons import describe_omission
from summarize.verification.comparison import MISPLACED, Comparison, Reason
from summarize.verification.omissible import find_omissible_spans
from summarize.verification.omissible.scope import has_restricting_scope
from summarize.verification.omissible.span import Move

_FREE = HONORIFICS | fw.HAVE_FORMS | fw.DO_FORMS | {"that", "been", "being", AGED}
_INDEFINITE = frozenset({"a", "an"})
_DEFINITE = fw.DETERMINERS - _INDEFINITE
_BE = fw.BE_FORMS - {"been", "being"}
_SHIFTED = {"would": "will", "shall": "will", "could": "can"}
_BEFORE_VERBS = fw.DO_FORMS | fw.MODAL_VERBS | fw.SUBJECT_PRONOUNS | {"to", "not"}
_OBJECT_OPENERS = fw.DETERMINERS | fw.OBJECT_PRONOUNS
_ARTICLES = fw.DETERMINERS - {"that"}
_AMOUNTS = QUANTIFIERS | SUPERLATIVES


def check_omissions(pair: Comparison) -> Iterator[Reason]:
    """Check for an omission or another order that is not proven safe: a veto.

    A claim with words that the evidence lacks is no mere cut of it, and is judged otherwise.
    """
    if pair.unsupported:
        return
    place = find_unsafe_omission(pair.claim, tuple(pair.evidence))
    if place is not None:
        text, misplaced = describe_omission(_strip_end(pair.claim), pair.evidence, *place)
        yield Reason(text, False, check=MISPLACED if misplaced else "", veto=True)


def find_unsafe_omission(claim: Tokens, evidence: tuple[Token, ...]) -> tuple[int, int] | None:
    """Return where a claim stops being its evidence with safe omissions; None if it is all of it.

    The place is that of the first word of the claim that can't be reached, and the place in the
    evidence up to which the words before it reach.
    """
    words = _strip_end(claim)
    spans = _find_allowed_spans(words, evidence)
    last = len(_strip_end(evidence))
    stack, seen = [(0, 0)], {(0, 0)}
    farthest = (0, 0)
    while stack:
        here, there = stack.pop()
        farthest = max(farthest, (here, there))
        if here == len(words) and there >= last:
            return None
        steps = [(here, end) for end in spans[there]]
        if there < last and _may_go(evidence, there):
            steps.append((here, there + 1))
        if here < len(words):
            if _may_come(words, here):
                steps.append((here + 1, there))
            if there < last and _is_same(words, here, evidence, there):
                steps.append((here + 1, there + 1))
        for step in steps:
            if step not in seen:
                seen.add(step)
                stack.append(step)
    return farthest


def _find_allowed_spans(words: Tokens, evidence: tuple[Token, ...]) -> dict[int, list[int]]:
    """Find where spans begin and end that the evidence may lose for a claim with these words."""
    found = defaultdict[int, list[int]](list)
    spans = find_omissible_spans(evidence)
    if not spans:
        return found
    narrow = has_restricting_scope(words)
    counts = any(token.kind is Kind.NUMBER for token in words)
    happened = is_event(words)
    planned = any(token.plain == "will" for token in words)
    for span in spans:
        free = happened or (planned and span.move is Move.DATE)
        bound = (span.circumstance and (narrow or not free)) or (span.setting and counts)
        if not bound:
            found[span.start].append(span.end)
    return found


def _strip_end(tokens: Tokens) -> Tokens:
    end = len(tokens)
    while end and tokens[end - 1].kind is Kind.MARK:
        end -= 1
    return tokens[:end]


def _form(token: Token) -> str:
    """Return what is compared of a word: forms that other checks judge are the same."""
    plain = token.plain
    if token.is_content:
        return lemmatize(token)
    if plain in _BE:
        return "be"
    return _SHIFTED.get(plain, plain)


def _is_same(claim: Tokens, here: int, evidence: Tokens, there: int) -> bool:
    """Whether two words say the same: no plural for a singular, no "the" for an "a"."""
    one, other = claim[here], evidence[there]
    if one.plain == other.plain:
        return True
    if one.is_content and other.is_content:
        verbs = _is_verb_at(claim, here) or _is_verb_at(evidence, there)
        return _form(one) == _form(other) and (verbs or not _differ_in_number(one, other))
    if one.plain in fw.DETERMINERS:
        weaker = one.plain in _INDEFINITE or (one.plain == "the" and other.plain in _DEFINITE)
        return weaker and other.plain in fw.DETERMINERS
    pair = {one.plain, other.plain}
    if pair <= {"in", "at"} or pair <= {"that", "which"}:
        return True
    if pair <= {"in", "at", "on"}:
        return here + 1 < len(claim) and is_date_word(claim[here + 1])
    return _form(one) == _form(other)


def _is_verb_at(tokens: Tokens, place: int) -> bool:
    """Whether a word is used as a verb: "did take", "takes the ferry"."""
    before, behind = plain_at(tokens, place - 1), plain_at(tokens, place + 1)
    helped = before in _BEFORE_VERBS
    governs = behind in _OBJECT_OPENERS and place > 0
    return helped or (governs and tokens[place - 1].is_content)


def _differ_in_number(one: Token, other: Token) -> bool:
    """Whether a noun is in the singular and the other in the plural: "boat", "boats"."""
    if Kind.NUMBER in (one.kind, other.kind):
        return False
    short, long = sorted((one.plain, other.plain), key=len)
    regular = long in {f"{short}s", f"{short}es", f"{short[:-1]}ies"}
    return regular or (one.plain != other.plain and {one.plain, other.plain} <= NOUN_FORMS)


def _may_go(evidence: Tokens, there: int) -> bool:
    """Whether a word or mark of the evidence may go by itself; what it says is judged elsewhere."""
    token = evidence[there]
    if token.kind is Kind.MARK:
        return token.plain not in {".", "!", "?", ";"}
    before, behind = plain_at(evidence, there - 1), plain_at(evidence, there + 1)
    if token.plain in _ARTICLES:
        # "the most loyal", "the few" are not "most loyal", "few"
        return behind not in _AMOUNTS
    if token.plain == "that":
        return before not in fw.COORDINATING_CONJUNCTIONS | {"so"}
    # "had left when it burned" is not "left"
    free = token.plain in _FREE and token.plain != "had"
    return free or _is_before_date(evidence, there) or _is_before_share(evidence, there)


def _may_come(claim: Tokens, here: int) -> bool:
    """Whether a word or mark may be new in the claim: no "the" that makes one of some the only."""
    token = claim[here]
    if token.kind is Kind.MARK:
        return token.plain not in {".", "!", "?", ";"}
    named = here + 1 < len(claim) and claim[here + 1].kind is Kind.NAME
    article = token.plain in _INDEFINITE or (token.plain == "the" and named)
    free = token.plain in _FREE or article
    return free or _is_before_date(claim, here) or _is_before_share(claim, here)


def _is_before_date(tokens: Tokens, place: int) -> bool:
    """Whether a preposition comes before a day or month, where it may be missing: "on Friday"."""
    dated = place + 1 < len(tokens) and tokens[place + 1].plain in DATE_NAMES
    return dated and tokens[place].plain in {"on", "in"}


def _is_before_share(tokens: Tokens, place: int) -> bool:
    """Whether a "by" comes before how much something changed: "fell by 18 per cent"."""
    counted = place + 1 < len(tokens) and tokens[place + 1].kind is Kind.NUMBER
    return counted and tokens[place].plain == "by" and plain_at(tokens, place + 2) == "percent"


ALL = (check_omissions,)
