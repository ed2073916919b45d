"""Writing style: conventions that hold for a whole document. English. Pure.

What is a fault in one document is the rule in another. In news a "we" without quotation marks is
somebody's speech whose speaker is lost, in a paper it is the authors: "We propose a shorter test".
A sentence without a capital has lost its beginning, unless its whole document has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.nlp.english.function_words import AUTHORS
from summarize.nlp.tokens import Kind, Tokens

# Authors are who says "we" in so many sentences, and in such a share of all.
_LEAST_SENTENCES, _LEAST_SHARE = 10, 0.05
# Who speaks for a company says "we" in such a share of the sentences.
_LEAST_SHARE_SPOKEN = 0.3
# Where more sentences than this share are quoted, people speak, and marks may be missing.
_MOST_QUOTED = 0.05
# What is written has fewer contractions and greetings for each "we" than this, what is said more.
_MOST_SPOKEN = 0.03
# "US" is none.
_WE = AUTHORS - {"us"}
_SPOKEN = re.compile(
    r"(?:we|I|you)['’](?:re|ve|ll|d|m)\b|\bI\b.{0,25}\b(?:turn|hand) (?:\w+ ){0,3}over to\b"
    r"|\A(?:(?:hello|thanks|thank you|welcome|good (?:morning|afternoon|evening))\b)",
    re.IGNORECASE,
)
# What only authors say: one such sentence shows that "we" are they.
_AUTHORS_SAY = re.compile(
    r"\bwe (?:(?:here|also|now|have) )?(?:report|present|propose|describe|investigate"
    r"|hypothesi[sz]e)(?:ed|d)?\b"
    r"|\b(?:to|in|of) our (?:knowledge|case|series|patients?)\b"
    r"|\bour (?:results|findings|study|data|experiments)\b",
    re.IGNORECASE,
)
# A document with so large a share of sentences without a capital at the beginning has none.
_LOWER_CASE = 0.5


@dataclass(frozen=True, slots=True)
class WritingStyle:
    """Who "we" are in a document, and whether it is in lower case.

    `told_by_us` is whether its authors call themselves so, `spoken_for_us` whether somebody speaks
    for a company that is "we": there a figure is what it reports, and the rest may be talk.
    """

    told_by_us: bool = False
    spoken_for_us: bool = False
    lower_case: bool = False


USUAL_STYLE = WritingStyle()


def find_style(texts: Sequence[str], tokenized: Iterable[Tokens], quoted: int) -> WritingStyle:
    """Return the style of a document, given its sentences and the tokens of each.

    So many of them begin inside a quotation, or with one. The tokens are not asked for where
    there are too many of these.
    """
    count = len(texts)
    lower = sum(text[:1].islower() for text in texts) > _LOWER_CASE * max(1, count)
    if quoted > _MOST_QUOTED * count:
        return WritingStyle(lower_case=lower)
    telling = sum(map(_says_we, tokenized))
    often = telling >= max(_LEAST_SENTENCES, _LEAST_SHARE * count)
    spoken = sum(bool(_SPOKEN.search(text)) for text in texts) > _MOST_SPOKEN * telling
    authors = often or any(map(_AUTHORS_SAY.search, texts))
    company = spoken and often and telling >= _LEAST_SHARE_SPOKEN * count
    return WritingStyle(authors and not spoken, company, lower)


def _says_we(tokens: Tokens) -> bool:
    """Whether a "we" stands outside quotation marks."""
    inside = False
    for token in tokens:
        if token.plain == '"':
            inside = not inside
        elif not inside and token.kind is Kind.FUNCTION and token.plain in _WE:
            return True
    return False
