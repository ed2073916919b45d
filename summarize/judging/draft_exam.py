"""The other half of the exam: a model drafts summaries of its texts, and they are checked."""

from __future__ import annotations

from collections.abc import Callable

from summarize.generation.drafts import Task, build_requests, parse_statements
from summarize.inference import Engine
from summarize.judging.exam import read_exam
from summarize.judging.trust import Trust
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Verdict
from summarize.verification.checker import Checker

_DRAFT_WORDS = 60


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
