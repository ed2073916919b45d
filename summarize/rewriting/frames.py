"""Frames: the segment, region or time that a sentence sets for the figures of those behind it.

"Revenue in Asia rose 7 %. Margins fell 80 basis points." says of Asia's margins that they fell;
without the first sentence the second one speaks of the whole company. A forecast that a later
sentence replaces is no forecast any more. English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.document import Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english import context_words as cw
from summarize.nlp.english.gazetteer import COUNTRY_NAMES, PLACE_NAMES
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind, Token, Tokens, plain_at
from summarize.rewriting.needs import Need

# What is left of the quality of a figure whose segment, or year, is not printed.
_SEGMENT, _PERIOD = 0.35, 0.7
_SUPERSEDED = 0.3
# Where somebody speaks for a company: a figure of what, of all or of a part?
_OWNERLESS = 0.45
# So many sentences back a frame still holds, and a forecast is replaced so many further on.
_FURTHEST, _NEXT_YEAR, _FURTHEST_REVISION, _FURTHEST_REVERSAL = 8, 3, 12, 4
_LONGEST_SEGMENT = 5  # words
_FEWEST_SECTIONS, _MENTIONS = 2, 3
_TURNING = re.compile(
    r"(?:(?:Now|And|So|Next|Then),? )?(?:(?:let me|let’s|let's|I(?:’|')ll|we) )?(?:now )?"
    r"(?:turn|mov|look|shift|switch|turning|moving|looking|shifting|switching|go|going)\w*"
    r" (?:now |next |over )?(?:to|on to|onto|at)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:In|For|Within|Across|At|Outside of|By) (?P<what>[^,]{3,60}),")
_BUSINESS = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Ii]ts) (?P<what>(?:[A-Z][\w&-]+ (?:& |and )?){1,4})"
    r"(?:business|segment|division)\b"
)
_PERIODS = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|quarters?|years?|months?|half|fiscal|Q[1-4]|today|currently"
    r"|yesterday|week|day)\b"
)
_YEAR_FRAME = re.compile(r"(?:In|By|During|As of|At the end of)(?: \w+){0,2} (?:1[5-9]|20)\d\d\b")
# Only the company has these.
_OF_THE_WHOLE = re.compile(
    r"\b(?:per (?:\w+ ){0,2}share|cash flow|net (?:income|loss|debt|sales)|dividends?|liquidity"
    r"|effective tax|tax rate|adjusted (?:ebitda\w*|ebit|net))\b"
)
# "Historically, votes were rare." "In recent years, however, they are common."
_FORMERLY = re.compile(
    r"(?:Historically|Traditionally|Initially|Originally|Formerly|At first|In the past|Until (?:now"
    r"|recently|then)|For (?:years|decades|centuries)|Typically|Usually|Normally|Generally),? "
)
_BY_NOW = re.compile(
    r"(?:However|But|Yet|Now|Today|These days|(?:More )?[Rr]ecently|Since then)\b|In recent"
    r"|.{0,60}, however,"
)
# At the beginning of a sentence a capital tells nothing: "Europe revenue".
_PLACES = PLACE_NAMES | {
    word for group in COUNTRY_NAMES for phrase in group for word in phrase if len(phrase) == 1
}
# In capitals, but no name of a segment.
_NO_SEGMENTS = DATE_NAMES | frozenset(
    """ebit ebita ebitda gaap eps fx q sg cogs usd us gbp eur ifrs r covid roi roe
    yoy ytd m capex fy i mr ms segment segments order orders""".split()
)
# Beside the places, what companies call the regions of the world.
_REGIONS = frozenset("emea emeala apac latam americas asia pacific nordics benelux iberia".split())


def find_frame_needs(tokens: Tokens, number: int, annotated: AnnotatedDocument) -> Iterator[Need]:
    """Yield what takes a sentence back, and what a figure needs: its segment, its year."""
    if _is_taken_back(number, annotated):
        yield Need(frozenset({number + 1}), _SUPERSEDED)
    measured = any(
        token.kind is Kind.NUMBER or token.plain in cw.CHANGES_OF_METRICS for token in tokens
    )
    if annotated.style.spoken_for_us and _lacks_owner(tokens, measured=measured):
        yield Need(frozenset(), _OWNERLESS)
    if not measured:
        return
    segment = _find_segment_frame(tokens, number, annotated)
    if segment is not None:
        yield Need(segment, _SEGMENT)
    elif number in annotated.repeated_measures:
        yield Need(frozenset(), _SEGMENT)
    year = _find_year_frame(number, annotated)
    if year is not None:
        yield Need(year, _PERIOD)
    revision = _find_revision(tokens, number, annotated)
    if revision is not None:
        yield Need(frozenset({revision}), _SUPERSEDED)


def _lacks_owner(tokens: Tokens, *, measured: bool) -> bool:
    """Whether what a company reports is neither called its own nor that of a part with a name.

    `"Gross margin improved to 24 %." -> True`, `"Our gross margin improved." -> False`
    """
    plain = [token.plain for token in tokens]
    if not measured and ("the", "business") not in pairwise(plain):
        return False
    if not cw.OWNERS.isdisjoint(plain) or not cw.WHOLE_COMPANY.isdisjoint(plain):
        return False
    if _OF_THE_WHOLE.search(" ".join(plain)):
        return False
    return not any(_is_segment(token) and token.surface[:1].isupper() for token in tokens)


def find_segment(text: str, tokens: Tokens) -> frozenset[str] | None:
    """Return the keys of the name that a sentence makes its topic; None if it makes none.

    `"Turning to Europe."`, `"In Europe, orders fell."`, `"Europe revenue grew."`, `"Revenue in
    Europe grew."`
    """
    turning, opening = _TURNING.match(text), _OPENING.match(text)
    if turning or opening:
        words = len((turning or opening).group().split())  # type: ignore[union-attr]
        within = tokens[: words + _LONGEST_SEGMENT] if turning else tokens[: words + 1]
        named = frozenset(token.key for token in within if _is_segment(token))
        if named:
            return named
    business = _BUSINESS.search(text)
    if business:
        what = frozenset(business["what"].lower().split())
        named = frozenset(t.key for t in tokens if t.plain in what and _is_segment(t))
        if named:
            return named
    for place, token in enumerate(tokens[: 2 * _LONGEST_SEGMENT]):
        if token.plain in cw.METRIC_NOUNS:
            before = tokens[max(0, place - 3) : place]
            after = tokens[place + 1 : place + 4]
            if before and (_is_segment(before[-1]) or before[-1].plain in _PLACES):
                named = frozenset(one.key for one in before if _is_segment(one))
                return named or frozenset({before[-1].key})
            if after and after[0].plain in {"in", "at", "for"}:
                named = frozenset(one.key for one in after if _is_segment(one))
                return named or None
            return None
    return None


def _is_segment(token: Token) -> bool:
    return token.kind is Kind.NAME and token.plain not in _NO_SEGMENTS


def _is_of_whole_company(tokens: Tokens) -> bool:
    """Whether a sentence says that it speaks of all: "Overall, orders fell", "the company grew".

    "Orders rose 10 % overall" in one region, and "enterprise accounts" are customers.
    """
    for place, token in enumerate(tokens):
        if token.plain in cw.WHOLE_COMPANY:
            before, after = plain_at(tokens, place - 1), tokens[place + 1 : place + 3]
            measured = any(one.plain in cw.METRIC_NOUNS for one in after)
            named = before in {"the", "our"} and token.plain in {"company", "group"}
            if measured or named or place == 0 or token.plain in {"total", "consolidated"}:
                return True
    return False


def _is_region(token: Token) -> bool:
    """Whether a name is that of a part of the world: figures of a business may be of it alone."""
    return token.plain in _REGIONS or token.plain in _PLACES


def _find_segment_frame(
    tokens: Tokens, number: int, annotated: AnnotatedDocument
) -> frozenset[int] | None:
    """Return the sentences that name the segment of a figure; None if it needs none."""
    plain = {token.plain for token in tokens}
    if plain.isdisjoint(cw.METRIC_NOUNS) or _is_of_whole_company(tokens):
        return None
    own = [token for token in tokens if _is_segment(token)]
    if any(map(_is_region, own)):
        return None
    heading = _find_heading(number, annotated)
    for back in range(number - 1, max(0, number - 1 - _FURTHEST), -1):
        if not _is_same_place(back, number, annotated):
            break
        text, before = annotated.sentence_text(back), annotated.tokens(back)
        named = find_segment(text, before)
        # beside a business another one is no frame, but the region of both is
        if named is not None and (
            not own or any(_is_region(token) for token in before if token.key in named)
        ):
            between = range(back, number)
            return frozenset(n for n in between if named <= {t.key for t in annotated.tokens(n)})
        if _TURNING.match(text) or _is_of_whole_company(before):
            return None
    return None if own else heading


def _find_heading(number: int, annotated: AnnotatedDocument) -> frozenset[int] | None:
    """Return the sentences below the heading of this one that name what the heading names.

    None if the heading names nothing, as "Results" does.
    """
    document = annotated.document
    path = document.headings_at(document.sentence(number).span.start)
    if not path or len(document.sections) < _FEWEST_SECTIONS:
        return None
    tokens = tokenize(path[-1], annotated.language)
    keys = {token.key for token in tokens if token.is_content}
    if not 0 < len(keys) <= _LONGEST_SEGMENT or not all(_is_named(k, annotated) for k in keys):
        return None
    met = frozenset.intersection(*(frozenset(annotated.find_by_key(key)) for key in keys))
    return frozenset(n for n in met if n < number and _is_same_place(n, number, annotated))


def _is_named(key: str, annotated: AnnotatedDocument) -> bool:
    """Whether a word of a heading is a name in the text."""
    return any(
        token.key == key and _is_segment(token)
        for number in annotated.find_by_key(key)[:_MENTIONS]
        for token in annotated.tokens(number)
    )


def _is_prose(number: int, annotated: AnnotatedDocument) -> bool:
    sentences = annotated.document.sentences
    return number <= len(sentences) and sentences[number - 1].role is Role.PROSE


def _is_same_place(back: int, number: int, annotated: AnnotatedDocument) -> bool:
    """Whether two sentences are of one section, and of one speaker's turn."""
    document = annotated.document
    if not _is_prose(back, annotated):
        return False
    one, other = (document.sentence(n).span.start for n in (back, number))
    if document.headings_at(one) != document.headings_at(other):
        return False
    turns = annotated.turns
    return (back in turns) == (number in turns) and (
        back not in turns or turns[back].label_sentence == turns[number].label_sentence
    )


def _find_year_frame(number: int, annotated: AnnotatedDocument) -> frozenset[int] | None:
    """Return the sentence that says of which year a figure is; None if that is not open."""
    if _PERIODS.search(annotated.sentence_text(number)):
        return None
    paragraph = annotated.document.sentence(number).paragraph
    for back in range(number - 1, max(0, number - 1 - _NEXT_YEAR), -1):
        if (
            not _is_prose(back, annotated)
            or annotated.document.sentence(back).paragraph != paragraph
        ):
            return None
        if _YEAR_FRAME.match(annotated.sentence_text(back)):
            return frozenset(range(back, number))
    return None


def _find_revision(tokens: Tokens, number: int, annotated: AnnotatedDocument) -> int | None:
    """Return the sentence that replaces an expectation or an early figure; None if none does.

    `"We expected sales of $5 million." -> "We now expect sales of $4 million."`
    """
    plain = {token.plain for token in tokens}
    if plain.isdisjoint(cw.EXPECTATIONS) or not plain.isdisjoint(cw.REPLACEMENTS):
        return None
    figures = _figures(tokens)
    nouns = {t.key for t in tokens if t.kind is Kind.WORD and t.plain not in cw.EXPECTATIONS}
    for ahead in range(number + 1, number + 1 + _FURTHEST_REVISION):
        if not _is_prose(ahead, annotated):
            continue
        later = annotated.tokens(ahead)
        words = {token.plain for token in later}
        now = not words.isdisjoint({"now", "revised", "instead"}) and not words.isdisjoint(
            cw.EXPECTATIONS | cw.REVISIONS
        )
        others = _figures(later)
        shared = len(nouns & {t.key for t in later if t.kind is Kind.WORD})
        if now and others and not others & figures and shared >= min(2, len(nouns)):
            return ahead
    return None


def _is_taken_back(number: int, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence tells what was once, or is as a rule, and one soon after what is not."""
    if not _FORMERLY.match(annotated.sentence_text(number)):
        return False
    return any(
        _is_prose(ahead, annotated) and _BY_NOW.match(annotated.sentence_text(ahead))
        for ahead in range(number + 1, number + 1 + _FURTHEST_REVERSAL)
    )


def _figures(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.key for token in tokens if token.kind is Kind.NUMBER)
