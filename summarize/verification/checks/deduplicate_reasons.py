"""Each wrong word is told once, by the reason that says most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarize.verification.comparison import Reason


def deduplicate_reasons(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """The reasons without those that say less of the same words than one before them.

    "The cited sentence says 31 metres, not 31 miles" makes "“miles” is not in the cited
    sentence" needless. A hard reason never yields to a soft one. Takes no more of the
    reasons than it is asked for.
    """
    kept: list[Reason] = []
    for reason in reasons:
        better = [one for one in kept if one.instead and one.contradiction >= reason.contradiction]
        explained = {id(token) for one in better for token in one.wrong}
        needless = reason.wrong and not reason.instead
        if not (needless and all(id(token) in explained for token in reason.wrong)):
            kept.append(reason)
            yield reason
