"""Check of reported speech: do claim and evidence name the same speakers? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.nlp.coreference.mentions import find_mentions
from summarize.nlp.english.function_words import (
    AUXILIARY_VERBS,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    SPEECH_VERB_ADVERBS,
)
from summarize.nlp.english.nouns import (
    FEMALE_NOUNS,
    GROUP_NOUNS,
    MALE_NOUNS,
    NON_PERSON_NOUNS,
    PERSON_NOUNS,
    PERSON_SUFFIXES,
)
from summarize.nlp.english.stance_words import (
    UNNAMED_SPEAKERS,
)
from summarize.nlp.tokens import (
    Kind,
    Token,
    Tokens,
    plain_at,
)
from summarize.verification.comparison import Comparison, Reason
from summarize.verification.speech_reports import (
    SpeechReport,
    find_speech_reports,
    find_subject,
    format_speaker,
)

_SINGLE_PERSON = frozenset({"he", "she"})
_THIRD_PERSON = _SINGLE_PERSON | {"they", "it"}
_GENDERED_NOUNS = ((MALE_PRONOUNS, MALE_NOUNS), (FEMALE_PRONOUNS, FEMALE_NOUNS))

_VERB_REACH = 4  # tokens from a pronoun to its verb: "he has also warned"


def check_attribution(pair: Comparison) -> Iterator[Reason]:
    """Check for words attributed to another speaker."""
    reports = find_speech_reports(pair.evidence)
    named = [report for report in reports if report.speaker]
    for claim_report in find_speech_reports(pair.claim) if named else ():
        if not claim_report.speaker:
            continue
        shared = [report for report in named if claim_report.keys & report.keys]
        report = _find_governing_report(pair, claim_report, reports)
        if shared and (report is None or not report.speaker or report in shared):
            continue
        found = report if report and report.speaker else named[0]
        # "the trust, whose aide, Lee, left, said": whose words these are, is not certain
        inner = any(token.plain == "whose" for token in pair.evidence[: found.place])
        both = len(named) == 1 and claim_report.names and found.names and not inner
        other = format_speaker(found.speaker)
        wrong = tuple(token for token in claim_report.speaker if token.is_content)
        said = format_speaker(claim_report.speaker)
        text = f"in the source {other} says so, not {said}"
        yield Reason(text, bool(both) and pair.has_all_but(len(wrong)), wrong, other)
        return


def check_pronoun_subject(pair: Comparison) -> Iterator[Reason]:
    """Check for a pronoun that can't mean the subject of its verb in the evidence.

    "He warned" can't be "experts warned", and "they warned" not "Kim warned".
    """
    known = {token.plain for token in pair.evidence}
    places = dict(pair.alignment)
    for place, token in enumerate(pair.claim):
        if token.plain not in _THIRD_PERSON or token.plain in known:
            continue
        near = range(place + 1, min(len(pair.claim), place + 1 + _VERB_REACH))
        verb = next((places[at] for at in near if at in places), None)
        subject = _find_subject_of(pair.evidence, verb) if verb is not None else ()
        if not subject or _may_mean(token.plain, subject):
            continue
        who = format_speaker(subject)
        text = f"in the source it is {who}, not “{token.surface}”"
        yield Reason(text, False, (token,), who)
        return


def _find_subject_of(tokens: Tokens, verb: int) -> tuple[Token, ...]:
    """Return the subject of the verb at a place; empty if there is none that is clear."""
    report = next((one for one in find_speech_reports(tokens) if one.place == verb), None)
    if report and report.speaker:
        return report.speaker
    before = verb - 1
    while _may_be_before_verb(tokens, before):
        before -= 1
    if before >= 0 and tokens[before].plain in UNNAMED_SPEAKERS:
        return (tokens[before],)
    subject = find_subject(tokens, before) if before >= 0 else None
    return subject[1] if subject else ()


def _may_be_before_verb(tokens: Tokens, place: int) -> bool:
    """Whether an adverb or auxiliary stands there, between a subject and its verb."""
    word = plain_at(tokens, place)
    return word.endswith("ly") or word in SPEECH_VERB_ADVERBS | AUXILIARY_VERBS


def _find_governing_report(
    pair: Comparison, claim_report: SpeechReport, reports: Sequence[SpeechReport]
) -> SpeechReport | None:
    """Find the report of the evidence whose content is that of a report of the claim.

    It is the last one before what was said, else the first one behind it.
    """
    own = claim_report.keys | {pair.claim[claim_report.place].key}
    places = [there for here, there in pair.alignment if pair.claim[here].key not in own]
    said = pair.claim_keys - own
    places = places or [at for at, token in enumerate(pair.evidence) if token.key in said]
    if not places:
        return None
    start = min(places)
    ahead = [report for report in reports if report.place < start]
    behind = [report for report in reports if report.place > start]
    return ahead[-1] if ahead else next(iter(behind), None)


def _may_mean(pronoun: str, subject: Tokens) -> bool:
    """Whether a pronoun may mean a noun phrase: "he" is one person, "they" are not."""
    if subject[-1].plain in _THIRD_PERSON:
        return False
    if subject[-1].plain in UNNAMED_SPEAKERS:
        return pronoun == "they" or subject[-1].plain in {"who", "which", "that"}
    single, gender = _classify_person(subject)
    if pronoun in _SINGLE_PERSON:
        return single and (not gender or pronoun in gender)
    return not single and (pronoun == "they" or not _is_plural(subject))


def _is_plural(who: Tokens) -> bool:
    noun = who[-1]
    ends = noun.plain.endswith("s") and not noun.plain.endswith("ss")
    plural = noun.plain in {"police", "people", "children"} or noun.plain.endswith("men") or ends
    return any(t.plain == "and" for t in who) or (plural and noun.kind is not Kind.NAME)


def _classify_person(who: Tokens) -> tuple[bool, frozenset[str]]:
    """Return whether a speaker is one person, and the pronouns of their gender if it is known."""
    if any(token.plain == "and" for token in who):
        return False, frozenset()
    mentions = list(find_mentions(who, lambda _: True))
    if mentions:
        return len(mentions) == 1, mentions[0].gender
    noun = who[-1].plain
    groups = {pronouns: noun in nouns for pronouns, nouns in _GENDERED_NOUNS}
    gender = next((pronouns for pronouns, own in groups.items() if own), frozenset[str]())
    person = noun in PERSON_NOUNS or (
        noun.endswith(PERSON_SUFFIXES) and noun not in NON_PERSON_NOUNS | GROUP_NOUNS
    )
    return person and not noun.endswith(("s", "men")), gender


ALL = (check_attribution, check_pronoun_subject)
