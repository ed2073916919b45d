"""Claim worth: is a statement understood in a list, and is it worth a place there? English. Pure.

A key claim is read alone, by somebody who has not read the document. "He joined in October", a
quotation without its speaker and "I was over the moon" are true sentences of a document and no
claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.clauses import find_main_verb
from summarize.nlp.coreference.mentions import find_unnamed_people
from summarize.nlp.english import claim_words
from summarize.nlp.english.context_words import (
    RESTRICTING_PREPOSITIONS,
    RESTRICTORS,
    SELF_EVIDENT_NOUNS,
)
from summarize.nlp.english.function_words import BE_FORMS
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import ATTRIBUTION, FINITE_VERBS
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.speaker_turns import strip_label
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form, plain_at
from summarize.results import ClaimKind
from summarize.rewriting.needs import score_needs
from summarize.rewriting.self_contained import (
    UNDERSTOOD_FROM,
    has_dangling_pronoun,
    refers_back,
)
from summarize.selection.optimizer import Candidate
from summarize.verification.speech_reports import strip_quotations

# A sentence with less salience than this is a detail; one with a figure or an event matters more.
_LEAST_SALIENCE, _LEAST_WITH_SUBSTANCE = 0.2, 0.15
# What somebody feels matters where little else does.
_FEELING_SALIENCE = 0.6
# Without a name or a figure a sentence says nothing particular, unless it matters much.
_VAGUE_SALIENCE = 0.4
# A story has more sentences than this, and this share of them begins inside a quotation. News
# have as much dialogue, but are shorter, and papers and reports have none.
_LONG_STORY, _DIALOGUE_SHARE = 100, 0.15
# With more names than this share, so many words are a list.
_LIST_WORDS, _LIST_SHARE = 10, 0.6
# In tokens: "the versatile young Kallen forward".
_LONGEST_PHRASE = 4
# A longer sentence has a verb, though it may not be known as one.
_VERBLESS_WORDS = 12
_LABEL = re.compile(r"[A-Z][^“\":]{1,80}: [“\"]?")
_QUOTATION_MARKS = frozenset("“‘\"'„«")
# What is left of a formula: "noise above @xmath6".
_VARIABLES = re.compile(r"@xmath|\B@\w+\d")
_FIRST_PERSON = frozenset("i me my myself i'm i've i'd i'll".split())
# Quotation marks that an apostrophe may look like: "added: ‘It sank."
_OPENING, _CLOSING = re.compile(r"(?:(?<=\s)|\A)[‘'](?=\w)"), re.compile(r"(?<=\S)[’'](?!\w)")
_ADDRESSES, _GESTURES, _LEGENDS, _LINKS, _REPLIES, _SETTINGS = (
    re.compile(pattern)
    for pattern in (
        rf"(?:{claim_words.ADDRESSES})",
        rf"\b(?:{claim_words.GESTURES})\b",
        rf"(?:{claim_words.LEGENDS})",
        rf"(?:{claim_words.LINKS})",
        rf"(?:{claim_words.REPLIES})",
        rf"\b(?:{claim_words.SETTINGS})\b",
    )
)


def is_understood_alone(claim: Candidate, annotated: AnnotatedDocument) -> bool:
    """Whether a statement says itself who speaks and whom it means.

    `"“We won.”" -> False`, `"The club was in debt when he joined it." -> False`
    """
    if not has_tables(annotated.language):
        return True
    statement = claim.statement
    text = strip_label(statement.text, annotated.turns.get(claim.sentence_number))
    tokens = tokenize(text, annotated.language)
    said = statement.kind is ClaimKind.QUOTE or statement.text[:1] in _QUOTATION_MARKS
    outside = strip_quotations(tokens)
    labelled = text != statement.text
    told = labelled or any(token.plain in ATTRIBUTION or token.plain == ":" for token in outside)
    if said and not (told or statement.attributed_to):
        return False
    halved = len(_OPENING.findall(statement.text)) > len(_CLOSING.findall(statement.text))
    verbless = claim.words <= _VERBLESS_WORDS and find_main_verb(tokens) is None
    if verbless or halved:
        return False
    if refers_back(text, tokens) or has_dangling_pronoun(tokens):
        return False
    if _VARIABLES.search(statement.text):
        return False
    if score_needs(claim.needs) < UNDERSTOOD_FROM or _LINKS.match(text):
        return False
    return not _means_somebody_unnamed(tokens)


def _means_somebody_unnamed(tokens: Tokens) -> bool:
    """Whether "the" person is one whom another sentence names: "In May the forward left".

    "The manager of Kallen", "The Kallen manager", "Kim Orr, the manager" and "The president" are
    known by that.
    """
    verb = find_main_verb(tokens)
    return any(_is_unnamed(tokens, place, verb) for place in find_unnamed_people(tokens))


def _is_unnamed(tokens: Tokens, place: int, verb: int | None) -> bool:
    """Whether the phrase with the person at this place is definite, and nothing says who it is.

    `verb` is the place of the main verb.
    """
    start = place
    while plain_at(tokens, start) != "the":
        start -= 1
        if start < max(0, place - _LONGEST_PHRASE) or tokens[start].kind in (Kind.NAME, Kind.MARK):
            return False
    noun = tokens[place].plain
    if noun.endswith("s") or noun in SELF_EVIDENT_NOUNS:
        return False
    before, after = plain_at(tokens, start - 1) if start else "", plain_at(tokens, place + 1)
    named = start > 1 and tokens[start - 2]
    beside = named and named.kind is Kind.NAME and named.plain not in DATE_NAMES
    told = before in BE_FORMS | {"as"} or (before in {",", "–"} and beside)  # "Kim, the manager"
    followed = place + 1 not in (len(tokens), verb) and _goes_on(tokens[place + 1])
    return not (told or followed or after in RESTRICTORS or after in RESTRICTING_PREPOSITIONS)


def _goes_on(token: Token) -> bool:
    """Whether a phrase goes on behind its person: "the captain Lee", "the driver seat", "'s"."""
    verb = is_past_form(token) or token.plain in FINITE_VERBS or token.plain.endswith("s")
    noun = token.kind is Kind.WORD and not verb
    return token.kind is Kind.NAME or noun or token.plain in {"'s", "’s", "as"}


def is_trivial(
    claim: Candidate, salience: float, annotated: AnnotatedDocument, least: float = 0.0
) -> bool:
    """Whether a statement is a detail, a feeling, a gesture, an appeal, the legend of a picture.

    `salience` is that of its sentence beside the one that matters most, 0 to 1; without a figure
    or an event it has to be at least `least`.
    """
    if not has_tables(annotated.language):
        return salience < _LEAST_SALIENCE
    text = claim.statement.text
    tokens = tokenize(text, annotated.language)
    foretold = claim.statement.kind is ClaimKind.FORECAST
    substance = foretold or _has_substance(tokens)
    if salience < (_LEAST_WITH_SUBSTANCE if substance else max(least, _LEAST_SALIENCE)):
        return True
    said = _LABEL.sub("", text, count=1)
    if _ADDRESSES.match(said) or _LEGENDS.match(said):
        return True
    if (_GESTURES.search(text) and not substance) or _is_list(tokens):
        return True
    if claim.statement.kind is ClaimKind.QUOTE and salience < _FEELING_SALIENCE:
        return _is_mere_talk(tokens, salience)
    if turn := annotated.turns.get(claim.sentence_number):
        mere = not substance and salience < _FEELING_SALIENCE
        spoken = annotated.sentence_text(claim.sentence_number)[turn.label_length :]
        return mere or bool(_REPLIES.match(spoken))
    if _SETTINGS.search(text) and claim_words.FINDINGS.isdisjoint(t.plain for t in tokens):
        return True
    if _tells_scenes(annotated):
        turns = any(token.plain in claim_words.TURNING_POINTS for token in tokens)
        return not turns or bool(_GESTURES.search(text))
    named = any(token.kind is Kind.NAME for token in tokens)
    return not (named or substance) and salience < _VAGUE_SALIENCE


def _is_list(tokens: Tokens) -> bool:
    """Whether a text is a list of names: "Kallen: Orr, Tull, Pell (Kim 42), Lee"."""
    words = [token for token in tokens if token.kind is not Kind.MARK]
    names = sum(token.kind is Kind.NAME for token in words)
    return len(words) >= _LIST_WORDS and names > _LIST_SHARE * len(words)


def _tells_scenes(annotated: AnnotatedDocument) -> bool:
    """Whether a document is a story: long, with much dialogue."""
    size = len(annotated.document.sentences)
    return size > _LONG_STORY and len(annotated.quoted) > _DIALOGUE_SHARE * size


def _has_substance(tokens: Sequence[Token]) -> bool:
    """Whether a text has a figure, or a word for a decision or an event."""
    return _has_figure(tokens) or any(token.plain in claim_words.EVENTS for token in tokens)


def _has_figure(tokens: Sequence[Token]) -> bool:
    """Whether a text has a number; "one" is often none: "One appeared to be moving"."""
    return any(t.kind is Kind.NUMBER and t.surface.lower() != "one" for t in tokens)


def _is_mere_talk(tokens: Tokens, salience: float) -> bool:
    """Whether a quotation is about what its speaker feels, or says nothing particular."""
    places = {id(token) for token in strip_quotations(tokens)}
    quoted = [token for token in tokens if id(token) not in places]
    plain = {token.plain for token in quoted}
    figure = _has_figure(quoted)
    if not plain.isdisjoint(_FIRST_PERSON) or (
        not figure and not plain.isdisjoint(claim_words.FEELINGS)
    ):
        return True
    named = any(token.kind is Kind.NAME for token in quoted)
    return not (named or _has_substance(quoted)) and salience < _VAGUE_SALIENCE
