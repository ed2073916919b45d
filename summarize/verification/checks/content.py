"""Check of content words that the evidence does not have, or not so often. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarize.nlp.tokens import Kind, lemmatize, name_words
from summarize.verification.comparison import BARRING, Comparison, Reason


def check_absent_words(pair: Comparison) -> Iterator[Reason]:
    """Check for words, neither names nor numbers, that the evidence does not have."""
    unknown = tuple({t.key: t for t in pair.unsupported if t.kind is Kind.WORD}.values())
    names = name_words(unknown, pair.claim)
    if len(unknown) == 1:
        counterpart = pair.find_counterpart(unknown[0])
        correction = name_words([counterpart], pair.evidence)[0] if counterpart else ""
        rest = f", but “{correction}”" if correction else ""
        text = f"the source does not say “{names[0]}” of this{rest}"
        # "takes" for "took" is another tense, not another word
        same = counterpart is not None and lemmatize(counterpart) == lemmatize(unknown[0])
        yield Reason(text, False, unknown, correction, BARRING if same else "")
    elif unknown:
        words = ", ".join(f"“{name}”" for name in names)
        yield Reason(f"the source does not say {words} of this", False, unknown)


def check_added_words(pair: Comparison) -> Iterator[Reason]:
    """Check for words behind the end of the evidence, which are other words for nothing there.

    `"Kim left in a hurry.", "Kim left." -> "adds “hurry” to what the source says"`
    """
    claim_last, evidence_last = pair.alignment[-1] if pair.alignment else (-1, -1)
    rest = pair.evidence[evidence_last + 1 :]
    missing = {id(token) for token in pair.unsupported}
    added = tuple(token for token in pair.claim[claim_last + 1 :] if id(token) in missing)
    ends = not any(token.kind in (Kind.WORD, Kind.NAME) for token in rest)
    if added and ends and pair.has_all_but(len(added)):
        words = ", ".join(f"“{name}”" for name in name_words(added, pair.claim))
        yield Reason(f"adds {words} to what the source says", False, added, check=BARRING)


def check_repeated_words(pair: Comparison) -> Iterator[Reason]:
    """Check for a word that the evidence has less often: "above the line above" for "below"."""
    more = Counter(t.key for t in pair.claim if t.is_content and t.key in pair.evidence_keys)
    more -= Counter(token.key for token in pair.evidence if token.is_content)
    for token in pair.claim:
        if token.key in more:
            text = f"says “{token.surface}” more often than the source"
            yield Reason(text, False, (token,))
            return


def check_omitted_words(pair: Comparison) -> Iterator[Reason]:
    """Check for any word left out, for languages without tables: it may be the "not"."""
    left_out = [t for t in pair.evidence if t.is_content and t.key not in pair.claim_keys]
    if left_out:
        name = name_words(left_out, pair.evidence)[0]
        text = f"leaves out “{name}”, which may change the meaning"
        yield Reason(text, contradiction=False, veto=not pair.unsupported)


ALL = (check_absent_words, check_added_words, check_repeated_words)
