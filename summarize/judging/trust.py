"""Trust in a writer: how many statements of a model's own drafts are contradicted.

The drafts are about the eight texts of the exam. What comes out is fixed for a model, so that a
result does not depend on what was done before.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from summarize.generation.drafts import Task, build_requests, parse_statements
from summarize.inference import Engine
from summarize.judging.exam import read_exam
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Verdict
from summarize.verification.checker import Checker

_DRAFT_WORDS = 60
# From the share of contradicted statements to that of true ones, as log-odds: a line through two
# models whose statements were read, with 24 % and 74 % true ones (docs/experiments.md).
_INTERCEPT, _SLOPE = -3.0, -1.0


@dataclass(frozen=True, slots=True)
class Trust:
    """Statements that a model has written about the texts of the exam, and how many are refuted."""

    written: int
    contradicted: int

    @property
    def prior(self) -> float:
        """The share of its statements that are true, estimated: `25 written, 0 -> 0.72`."""
        share = (self.contradicted + 0.5) / (self.written + 1)
        total = _INTERCEPT + _SLOPE * math.log(share / (1 - share))
        return 1 / (1 + math.exp(-total))


def measure_trust(engine: Engine, annotate: Callable[[str], AnnotatedDocument]) -> Trust:
    """Have a model write a draft about each text of the exam, and check its statements."""
    texts = read_exam()[0]
    task = Task(_DRAFT_WORDS, 1, 0, 0, seed=0)
    requests = [request for text in texts for request in build_requests(engine, text, task)]
    verdicts: list[Verdict] = []
    for index, completion in engine.complete(requests):
        checker = Checker(annotate(texts[index]))
        claims = parse_statements(completion, "en", texts[index])
        verdicts += [checker.check(claim).verdict for claim in claims]
    return Trust(len(verdicts), verdicts.count(Verdict.UNSUPPORTED))
