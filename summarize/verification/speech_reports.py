"""Reported speech in a sentence: the verb, the speaker, and what is said of the speaker. Pure.

Only plain constructions are recognised: "X, Lee said", "said Lee", "Lee told reporters that
X", "according to Lee". Words inside quotation marks report nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.english.function_words import (
    DETERMINERS,
    SPEAKER_LINKS,
    SPEECH_VERB_ADVERBS,
)
from summarize.nlp.english.nouns import (
    NAME_DESCRIPTORS,
)
from summarize.nlp.english.number_words import TIME_ADVERBS
from summarize.nlp.english.stance_words import (
    NOT_BEFORE_SPEECH_VERB,
    REPORTING_NOUNS,
    REPORTING_VERBS,
    SPEECH_VERBS,
    UNNAMED_SPEAKERS,
)
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    count_quotation_marks,
    plain_at,
)
from summarize.verification.token_spans import find_token_spans

_VERBS = SPEECH_VERBS | REPORTING_VERBS
_LONGEST_SPEAKER = 12  # tokens; a longer stretch is no speaker


@dataclass(frozen=True, slots=True)
class SpeechReport:
    """Reported speech in a sentence: `place` is that of the verb, or of "according".

    `speaker` is empty for a pronoun. `apposition` is "the mayor" in "Lee, the mayor, said".
    """

    place: int
    speaker: tuple[Token, ...]
    apposition: tuple[Token, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The keys of the names in the speaker."""
        return frozenset(token.key for token in self.speaker if token.kind is Kind.NAME)

    @property
    def keys(self) -> frozenset[str]:
        """The content keys of the speaker and the apposition."""
        return frozenset(t.key for t in (*self.speaker, *self.apposition) if t.is_content)


def find_speech_reports(tokens: Tokens) -> list[SpeechReport]:
    """Find the reported speech of a sentence outside its quotations, in order."""
    found: list[SpeechReport | None] = []
    for place in _places_outside_quotations(tokens):
        plain = tokens[place].plain
        if plain == "according" and plain_at(tokens, place + 1) == "to":
            found.append(SpeechReport(place, _find_speaker_from(tokens, place + 2)))
        elif plain in _VERBS and tokens[place].kind is Kind.WORD:
            found.append(_parse_report(tokens, place))
    return [report for report in found if report]


def strip_quotations(tokens: Tokens) -> list[Token]:
    """Return the tokens outside quotation marks; all of them where a mark is missing."""
    return [tokens[place] for place in _places_outside_quotations(tokens)]


def _places_outside_quotations(tokens: Tokens) -> Iterator[int]:
    """Yield the places outside quotations; all of them where a mark is missing."""
    paired = count_quotation_marks(tokens) % 2 == 0
    inside = False
    for place, token in enumerate(tokens):
        if token.plain == '"' and paired:
            inside = not inside
        elif not inside:
            yield place


def _parse_report(tokens: Tokens, place: int) -> SpeechReport | None:
    """Return the reported speech of the verb at `place`; None if it reports none."""
    before = place - 1
    while (word := plain_at(tokens, before)).endswith("ly") or word in SPEECH_VERB_ADVERBS:
        before -= 1
    if word in NOT_BEFORE_SPEECH_VERB:
        return None
    certain = tokens[place].plain in SPEECH_VERBS
    subject = find_subject(tokens, before)
    if subject is None and before == place - 1 and plain_at(tokens, before) in {",", '"', ""}:
        who = _find_speaker_from(tokens, place + 1)
        behind = place + 1 + len(who)
        return SpeechReport(place, who, _find_apposition(tokens, behind)) if who else None
    if subject is None:
        return None
    start, who, described = subject
    after = plain_at(tokens, place + 1)
    trailing = plain_at(tokens, start - 1) in {",", '"'} and after in {".", ""}
    trailing = trailing or after in {"that", '"'}
    noun = tokens[place].plain in REPORTING_NOUNS and (not who or who[-1].kind is not Kind.NAME)
    if not certain and (noun or not trailing):
        return None
    return SpeechReport(place, who, described)


def find_subject(
    tokens: Tokens, end: int
) -> tuple[int, tuple[Token, ...], tuple[Token, ...]] | None:
    """Find the speaker before a verb, up to `end`: return start, speaker and apposition."""
    described: tuple[Token, ...] = ()
    if plain_at(tokens, end) == ",":
        nearest = range(end - 1, max(-1, end - 2 * _LONGEST_SPEAKER), -1)
        opening = next((at for at in nearest if tokens[at].plain == ","), None)
        if opening is None:
            return None
        described = tuple(tokens[opening + 1 : end])
        end = _skip_age(tokens, opening - 1)
    if end >= 0 and tokens[end].plain in UNNAMED_SPEAKERS:
        return end, (), ()
    start = end + 1
    first = max(0, end - _LONGEST_SPEAKER)
    while start > first and _may_be_in_speaker(tokens, start - 1):
        # a noun phrase begins at an article with no link before it
        articled = start <= end and tokens[start].plain in DETERMINERS
        if articled and tokens[start - 1].plain not in SPEAKER_LINKS:
            break
        start -= 1
    who = _trim_links(tokens[start : end + 1])
    if not who or end - start >= _LONGEST_SPEAKER or not any(token.is_content for token in who):
        return None
    return start, who, described


def _skip_age(tokens: Tokens, end: int) -> int:
    """Return the place before an age, "Kim" in "Kim, 51, of Kallen, said"; else `end` itself."""
    start = end
    while start >= 0 and (tokens[start].kind is Kind.NUMBER or tokens[start].plain == "aged"):
        start -= 1
    return start - 1 if start < end and plain_at(tokens, start) == "," else end


def _may_be_in_speaker(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    linking = token is POSSESSIVE_MARK or token.plain in DETERMINERS | SPEAKER_LINKS
    return linking or (token.is_content and token.plain not in TIME_ADVERBS)


def _find_speaker_from(tokens: Tokens, start: int) -> tuple[Token, ...]:
    """Find the speaker from `start` on: a name, or a noun phrase; empty if there is none."""
    if plain_at(tokens, start) in UNNAMED_SPEAKERS:
        return ()
    end = start
    last = min(len(tokens), start + _LONGEST_SPEAKER + 1)
    while end < last and _may_be_in_speaker(tokens, end):
        token, before = tokens[end], tokens[end - 1]
        opened = end == start or before.plain in SPEAKER_LINKS
        named = end > start and before.kind is Kind.NAME and token.kind is Kind.WORD
        if (token.plain in DETERMINERS and not opened) or named:
            break
        end += 1
    who = _trim_links(tokens[start:end])
    content = any(token.is_content for token in who)
    return who if content and len(who) <= _LONGEST_SPEAKER else ()


def _find_apposition(tokens: Tokens, start: int) -> tuple[Token, ...]:
    """Return what is between a comma at `start` and the next mark."""
    if plain_at(tokens, start) != ",":
        return ()
    end = start + 1
    last = min(len(tokens), start + 2 * _LONGEST_SPEAKER)
    while end < last and tokens[end].kind is not Kind.MARK:
        end += 1
    return tuple(tokens[start + 1 : end])


def _trim_links(tokens: Tokens) -> tuple[Token, ...]:
    """Trim links and owners at both ends."""
    loose = SPEAKER_LINKS | {POSSESSIVE_MARK.plain}
    start, end = 0, len(tokens)
    while start < end and tokens[start].plain in loose:
        start += 1
    while end > start and tokens[end - 1].plain in loose | DETERMINERS:
        end -= 1
    return tuple(tokens[start:end])


def format_speaker(who: Tokens) -> str:
    """Return a speaker as words inside a sentence: `"The mayor's" -> "the mayor"`."""
    words = [token.surface for token in who if token is not POSSESSIVE_MARK]
    if words and who[0].plain in DETERMINERS | NAME_DESCRIPTORS and who[0].kind is not Kind.NAME:
        words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(words).removesuffix("'s")


def quote_speaker(report: SpeechReport, text: str, tokens: Tokens) -> str | None:
    """Return the speaker as the text prints them, with hyphens; None for a pronoun.

    `tokens` are those of the text in which the report was found.
    """
    if not report.speaker:
        return None
    shown = format_speaker(report.speaker)
    ends = [token for token in report.speaker if token is not POSSESSIVE_MARK]
    spans = find_token_spans(text, tokens, (ends[0], ends[-1]))
    if not spans:
        return shown
    cut = text[spans[0].start : spans[-1].end].removesuffix("'s").removesuffix("’s")
    return shown[:1] + cut[1:]
