"""Self-containedness: how well a sentence is understood without the ones around it. Pure.

A true sentence misleads if its "he" is taken for somebody else, or if a quotation without a
speaker reads like a fact. So do the article's own sentences once they are alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarize.nlp.coreference.definite_descriptions import find_description
from summarize.nlp.english import function_words
from summarize.nlp.english.context_words import OWN_DOCUMENT
from summarize.nlp.english.cue_phrases import DECISIONS
from summarize.nlp.english.nouns import PERSON_NOUNS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import Kind, Token, count_quotation_marks
from summarize.nlp.writing_style import USUAL_STYLE, WritingStyle
from summarize.rewriting.page_references import score_off_page

# Speech without quotation marks and speaker, or a "he" without an antecedent.
_MISLEADING_QUALITY = 0.1
# A lower-case beginning was cut off by a column or a scanner; a final colon introduces something
# missing; a quotation with one mark is incomplete.
_FRAGMENT_QUALITY = 0.2
# A sentence that begins with "But" reads badly without the one before it.
_CONNECTIVE_QUALITY = 0.5
# "The 31-year-old", "The company": the preceding sentence says which one.
_AGE_QUALITY, _DESCRIPTION_QUALITY = 0.5, 0.7
# Dialogue says little without its speaker and place.
_QUOTED_QUALITY = 0.7
# The quality from each share of fillers on.
_FILLER_QUALITY = ((0.2, 0.1), (0.08, 0.4), (0.001, 0.7))
_FILLERS = (function_words.FILLED_PAUSES - {"umm", "mm-hmm"}) | {"mhm", "yup", "ah", "oh", "gosh"}
SELF_CONTAINED_FROM = 0.3
"""A sentence with this self-containedness or more can be printed by itself."""
UNDERSTOOD_FROM = 0.6
"""A drafted one is understood behind others: without its noun or its link half is left."""

# A sentence that opens so goes on from the one before it; without it, it may stand alone.
_CONNECTIVE = re.compile(
    r"(?:However|Meanwhile|Additionally|Moreover|Furthermore|Also|Similarly|Likewise|Second(?:ly)?"
    r"|Third(?:ly)?|Finally|Lastly|Therefore|Thus|Consequently|Nevertheless|Nonetheless|Instead"
    r"|Still|Then|Later|Afterwards|As a (?:result|consequence)|In (?:contrast|addition|turn)"
    r"|By contrast|On the other hand|For (?:this|that) reason|At the same time|For (?:example"
    r"|instance)|Even so|As such|Yet),\s+"
)
# "According to him" goes on, too; "Specifically, it" and "In particular, it" do.
_REFERRING = re.compile(
    r"According to (?:him|her|them|it)\b|(?:[A-Z]\w+ly|In (?:particular|practice|general|fact)), "
    r"(?:it|he|she|they|its|his|her|their)\b"
)
# A clause that another one should follow or precede: "After a free kick forced a save."
_LOOSE_CLAUSE = re.compile(
    r"(?:After|Before|When|While|Although|Though|Because|If|Since|Until|Unless|Whereas)\b[^,;:]*\Z"
)
_EXPLETIVE = re.compile(r"\w[\w ]*, it (?:is|was|has been|will be) (?:\w+ )?(?:to|that|who)\b")
# An "it" that means nothing: "It is known that", "It is an object of the invention to".
_EMPTY_IT = re.compile(
    r"it (?:is|was|has been|had been|will be|would be|may be|might be|must be|should be|remains"
    r"|seems|became|becomes) (?:(?:\w+ly|not|also|well|now|thus|hence|therefore|still|very|often"
    r"|more|most) )*(?:(?:known|thought|believed|understood|said|shown|found|reported|expected"
    r"|estimated|hoped|feared|claimed|alleged|assumed|argued|suggested|announced|confirmed"
    r"|established|documented|recognized|recognised|accepted) (?:\w+ ){0,2}(?:that|how|whether|why)"
    r"|(?:possible|impossible|clear|unclear|likely|unlikely|necessary|important|essential|evident"
    r"|obvious|apparent|true|crucial|desirable|customary|conceivable|interesting|surprising)"
    r" (?:that|to|how|whether|why)\b"
    r"|(?:an?|another|the|one) (?:\w+ ){0,2}(?:object|aim|goal|purpose|objective)\b)",
    re.IGNORECASE,
)
_ABOUT_TEXT = re.compile(
    r"In (?:the|this) (?:article|passage|text|piece|document|excerpt)\b"
    r"|(?:the|this) (?:article|passage|text|piece|author|summary|document|excerpt)(?:'s \w+)?"
    r" (?:(?:\w+ly|also|then|further) )?(?:discuss|mention|describe|explain|sa(?:y|id)|state|report"
    r"|note|cover|detail|highlight|outline|conclude|provide|focus|present|tell|told|emphasi[sz]e"
    r"|suggest|argue|cite|begin|end|goes|talk|speak|feature|share|reveal|examine|explore|look|does"
    r"|seem|give|mark|is about|raise|list|compare|point|touch)",
    re.IGNORECASE,
)

_EMPTY_IT_TOKENS = 12
_DECISION = re.compile(rf"\b{DECISIONS}\b")
_AMOUNT_SIGNS = frozenset("$ € £ ¥ % percent".split())
_PLACE_PREPOSITIONS = frozenset("in at from to of near".split())
_LEADING_PRONOUNS = (
    function_words.ANAPHORIC_PRONOUNS | function_words.DEMONSTRATIVES | {"such", "another", "both"}
)
_SOMEBODY = PERSON_NOUNS - frozenset("another other others".split())
_THIRD_PERSON = function_words.MALE_PRONOUNS | function_words.FEMALE_PRONOUNS
_FIRST_AND_SECOND_PERSON = function_words.FIRST_PERSON_PRONOUNS | (
    function_words.SECOND_PERSON_PRONOUNS - {"yourself"}
)
_OTHERS_THAN_AUTHORS = _FIRST_AND_SECOND_PERSON - function_words.AUTHORS
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def score_alone(
    text: str, tokens: Sequence[Token], *, quoted: bool, style: WritingStyle = USUAL_STYLE
) -> float:
    """Return the quality of a sentence printed alone, 0 to 1.

    `quoted` is whether it begins inside somebody's quoted words, or with a quotation mark;
    `style` is that of its document.
    """
    factor = score_off_page(text) * _score_fluency(tokens)
    speaker = any(token.plain in ATTRIBUTION for token in tokens)
    unmarked = is_first_person(tokens, style) or (quoted and not speaker)
    if has_dangling_pronoun(tokens) or unmarked:
        return factor * _MISLEADING_QUALITY
    if _is_fragment(text, style) or count_quotation_marks(tokens) % 2:
        return factor * _FRAGMENT_QUALITY
    if tokens and tokens[0].plain in function_words.ANAPHORIC_OPENERS and not _begins_anew(tokens):
        return factor * _CONNECTIVE_QUALITY
    called = find_description(tokens)
    if called:
        return factor * (_AGE_QUALITY if called[-1].isdecimal() else _DESCRIPTION_QUALITY)
    return factor * (_QUOTED_QUALITY if quoted else 1.0)


def _score_fluency(tokens: Sequence[Token]) -> float:
    """Return the quality factor for fillers like "uh" and "yeah", the mark of unplanned speech."""
    words = sum(token.kind is not Kind.MARK for token in tokens)
    share = sum(token.plain in _FILLERS for token in tokens) / max(1, words)
    return next((quality for least, quality in _FILLER_QUALITY if share >= least), 1.0)


def has_dangling_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a pronoun comes before any possible antecedent."""
    if tokens and tokens[0].plain in _LEADING_PRONOUNS:
        return not _begins_anew(tokens)
    if _leads_to_pronoun(tokens):
        return True
    for place, token in enumerate(tokens):
        named = token.kind is Kind.NAME or token.plain in _SOMEBODY
        if named or (place == 0 and token.is_content):
            return False
        if token.plain in function_words.PLURAL_PRONOUNS:
            return not any(before.is_content for before in tokens[:place])
        if token.plain in _THIRD_PERSON:
            return True
    return False


def _begins_anew(tokens: Sequence[Token]) -> bool:
    """Whether a first "this" or "it" refers to nothing before it.

    `"This paper proves it." -> True`, `"It is known that it sank." -> True`
    """
    if tokens[0].plain == "this":
        return any(token.plain in OWN_DOCUMENT for token in tokens[1:3])
    return bool(_EMPTY_IT.match(" ".join(token.plain for token in tokens[:_EMPTY_IT_TOKENS])))


def _leads_to_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a leading phrase without a name precedes a "he": "Speaking to a nurse, he smiled"."""
    comma = next((place for place, token in enumerate(tokens) if token.plain == ","), None)
    if comma is None or any(token.kind is Kind.NAME for token in tokens[:comma]):
        return False
    opens = tokens[0].kind is Kind.FUNCTION and tokens[0].plain not in function_words.DETERMINERS
    led = opens or tokens[0].plain.endswith("ing")
    pronouns = _THIRD_PERSON | function_words.PLURAL_PRONOUNS
    return led and any(token.plain in pronouns for token in tokens[comma + 1 : comma + 2])


def refers_back(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a sentence speaks of what only one before it can have named, or goes on from it.

    `"According to him, it sank." -> True`
    """
    referring = _REFERRING.match(text) and not _EXPLETIVE.match(text)
    described = bool(find_description(tokens)) or strip_connective(text) is not None
    return bool(referring) or described


def has_lost_owner(tokens: Sequence[Token], people: Collection[Token]) -> bool:
    """Whether an "its" follows only people who speak: `"Lee said its wall is hollow." -> True`.

    `people` are the tokens that name people: nobody has an "its", and nothing else is before it.
    """
    place = next((at for at, token in enumerate(tokens) if token.plain == "its"), 0)
    before = tokens[:place]
    known = ATTRIBUTION | _SOMEBODY
    speaks = any(token.plain in ATTRIBUTION for token in before)
    return speaks and all(
        token in people or token.plain in known or not token.is_content for token in before
    )


def strip_connective(text: str) -> str | None:
    """Return a sentence without its connective: `"However, it sank." -> "It sank."`.

    None if it has none.
    """
    rest = _CONNECTIVE.sub("", text, count=1)
    return None if rest == text else rest[:1].upper() + rest[1:]


def is_loose_clause(text: str) -> bool:
    """Whether a text is a subordinate clause alone: `"After it sank." -> True`."""
    return bool(_LOOSE_CLAUSE.match(text))


def tells_about_text(text: str) -> bool:
    """Whether a sentence speaks of the text: `"The article discusses the flood." -> True`."""
    return bool(_ABOUT_TEXT.match(text))


def opens_with_person(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with "he", "she", "his", "her"."""
    return bool(tokens) and tokens[0].plain in _THIRD_PERSON


def may_refer_to(evidence: Sequence[Token], before: Sequence[Token]) -> bool | None:
    """Whether a leading "he" or "she" may be somebody that the sentence before it names.

    `evidence` says of whom the article says it: of somebody of the same name. None where it names
    nobody.
    """
    said, named = _find_names(evidence), _find_names(before)
    same = said.keys() & named.keys()
    if not said:
        return None
    return any(not said[key] or not named[key] or said[key] & named[key] for key in same)


def _find_names(tokens: Sequence[Token]) -> dict[str, frozenset[str]]:
    """Return the names in a text, each with the names directly before it: its first names.

    What follows "in" or "from" is a place.
    """
    found: dict[str, frozenset[str]] = {}
    for before, token in zip((None, *tokens), tokens, strict=False):
        placed = before is not None and before.plain in _PLACE_PREPOSITIONS
        if token.kind is Kind.NAME and not placed:
            first = {before.key} if before is not None and before.surface[:1].isupper() else set()
            found[token.key] = found.get(token.key, frozenset()) | first
    return found


def is_first_person(tokens: Sequence[Token], style: WritingStyle = USUAL_STYLE) -> bool:
    """Whether an "I", "we" or "you" is outside quotation marks: unmarked speech.

    Where the authors of a document call themselves "we", that is no speech; nor is it where
    somebody speaks for a company and says what it earned, expects or has decided: "We reported
    sales of $4 million". Without capitals an "i" is a number: "grade i".
    """
    reports = style.told_by_us or (
        style.spoken_for_us and (_has_amount(tokens) or tells_decision(tokens))
    )
    speech = _OTHERS_THAN_AUTHORS if reports else _FIRST_AND_SECOND_PERSON
    inside = False
    for before, token in zip((None, *tokens), tokens, strict=False):
        numeral = token.surface == "I" and before is not None and _is_capitalized_name(before)
        numeral = numeral or (style.lower_case and token.surface == "i")
        if token.plain == '"':
            inside = not inside
        elif inside or numeral:  # "Francis I"
            continue
        elif token.kind is Kind.FUNCTION and token.plain in speech:
            return True
    return False


def _has_amount(tokens: Sequence[Token]) -> bool:
    """Whether a text has an amount of money or a percentage: "$4 million", "7%"."""
    return any(token.surface.lower() in _AMOUNT_SIGNS for token in tokens)


def tells_decision(tokens: Sequence[Token]) -> bool:
    """Whether somebody tells what a group expects or decided: "We’ve agreed to close it"."""
    return bool(_DECISION.search(" ".join(token.plain for token in tokens)))


def _is_capitalized_name(token: Token) -> bool:
    opens = function_words.ANAPHORIC_OPENERS | function_words.SENTENCE_OPENERS
    return token.surface[:1].isupper() and token.kind is Kind.NAME and token.plain not in opens


def _is_fragment(text: str, style: WritingStyle) -> bool:
    """`"however, it sank." -> True`, `"It has:" -> True`, `"iPhones sell well." -> False`."""
    cut_off = text[:2].islower() and not style.lower_case
    halves = any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)
    return cut_off or text.endswith((":", ",", ";")) or halves


def score_in_context(
    text: str, tokens: Sequence[Token], *, quoted: bool, style: WritingStyle = USUAL_STYLE
) -> float:
    """Return the quality of a sentence printed behind the one that precedes it in the article.

    Then its "He" and "But" mean what they mean in the article, and only a fragment or unmarked
    speech counts against it.
    """
    alone = score_alone(text, tokens, quoted=quoted, style=style)
    opens = tokens and tokens[0].plain in function_words.ANAPHORIC_OPENERS
    leaning = has_dangling_pronoun(tokens) or find_description(tokens) or opens
    broken = _is_fragment(text, style) or count_quotation_marks(tokens) % 2
    whole = not (broken or quoted or is_first_person(tokens, style))
    return score_off_page(text) * _score_fluency(tokens) if leaning and whole else alone
