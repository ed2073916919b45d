"""Check of omissions: is the claim its evidence with nothing left out but what may go? Pure.

A claim whose words all stand in its evidence must be derivable from it: the words in their order,
and between them only gaps of the white list (`omissible_spans`). Else it may say something else
in the same words: "fell to 5.1 per cent in May" of "fell to 5.1 per cent in June from 5.4 in May".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from summarize.nlp.english import function_words as fw
from summarize.nlp.english.nouns import HONORIFICS
from summarize.nlp.english.number_words import AGED, DATE_NAMES
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form, lemmatize
from summarize.verification.checks.omission_reasons import describe_omission
from summarize.verification.comparison import Comparison, Reason
from summarize.verification.omissible_spans import (
    Move,
    OmissibleSpan,
    find_omissible_spans,
    has_restricting_scope,
)

_FREE = HONORIFICS | fw.DETERMINERS | fw.HAVE_FORMS | fw.DO_FORMS | {"that", "been", "being", AGED}
_BE = fw.BE_FORMS - {"been", "being"}
_SHIFTED = {"would": "will", "shall": "will", "could": "can"}


def check_omissions(pair: Comparison) -> Iterator[Reason]:
    """Check for an omission or another order that is not proven safe.

    A veto if all content words of the claim are in the evidence; where some are not, the claim is
    no mere cut of the evidence, and there is only a doubt.
    """
    place = find_unsafe_omission(pair.claim, tuple(pair.evidence))
    if place is None:
        return
    claim_place, evidence_place = place
    text = describe_omission(_strip_end(pair.claim), pair.evidence, claim_place, evidence_place)
    yield Reason(text, contradiction=False, veto=not pair.unsupported)


def find_unsafe_omission(claim: Tokens, evidence: tuple[Token, ...]) -> tuple[int, int] | None:
    """Return where a claim stops being its evidence with safe omissions; None if it is all of it.

    The place is that of the first word of the claim that can't be reached, and the place in the
    evidence up to which the words before it reach. Words that the evidence lacks are passed over.
    """
    words = _strip_end(claim)
    narrow = has_restricting_scope(words)
    counts = any(token.kind is Kind.NUMBER for token in words)
    spans = defaultdict[int, list[OmissibleSpan]](list)
    lasting = not _is_event(words)
    for span in find_omissible_spans(evidence):
        bound = (span.circumstance and narrow) or (span.setting and counts)
        if not bound and not (span.move is Move.DATE and lasting):
            spans[span.start].append(span)
    known = {_form(token) for token in evidence}
    wanted = {_form(token) for token in words}
    last = len(_strip_end(evidence))
    stack, seen = [(0, 0)], {(0, 0)}
    farthest = (0, 0)
    while stack:
        here, there = stack.pop()
        farthest = max(farthest, (here, there))
        if here == len(words) and there >= last:
            return None
        steps = [(here, span.end) for span in spans[there]]
        if there < last and _is_free(evidence, there):
            steps.append((here, there + 1))
        if here < len(words):
            token = words[here]
            foreign = _form(token) not in known
            if _is_free(words, here) or foreign:
                steps.append((here + 1, there))
            if there < last:
                other = evidence[there]
                if foreign and _form(other) not in wanted:
                    steps.append((here + 1, there + 1))
                if _form(token) == _form(other):
                    steps.append((here + 1, there + 1))
        for step in steps:
            if step not in seen:
                seen.add(step)
                stack.append(step)
    return farthest


def _is_event(words: Tokens) -> bool:
    """Whether a statement says that something happened or will: "is closed" may not be always."""
    lasts = any(token.plain in fw.PRESENT_AUXILIARIES | {"has", "have"} for token in words)
    happens = any(is_past_form(t) or t.plain in fw.PAST_AUXILIARIES | {"will"} for t in words)
    return happens and not lasts


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
    return _SHIFTED.get(plain, fw.EQUIVALENT_PREPOSITIONS.get(plain, plain))


def _is_free(tokens: Tokens, place: int) -> bool:
    """Whether a word or mark may come and go by itself; what it says is judged elsewhere."""
    token = tokens[place]
    if token.kind is Kind.MARK:
        return token.plain not in {".", "!", "?", ";"}
    dated = (
        token.plain in fw.EQUIVALENT_PREPOSITIONS
        and place + 1 < len(tokens)
        and (tokens[place + 1].plain in DATE_NAMES)
    )
    return token.plain in _FREE or dated


ALL = (check_omissions,)
