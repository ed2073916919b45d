"""Texts -> ballots: the model reads several texts at once, and its statements are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from summarize.generation.drafts import Task, requests, statements
from summarize.generation.parsing import without_thinking
from summarize.inference import Completion, Engine, Request, Stop
from summarize.progress import Progress, Step
from summarize.results import Claim
from summarize.selection.votes import Ballot, poll
from summarize.verification.checker import Checker


@dataclass(frozen=True, slots=True)
class Reading:
    """The votes that came of one text: those of the summary drafts, and those of the claims.

    Lists of facts wander further from what matters than drafts do, so they have no
    say in the summary. `failure` says why there are no votes, else it is empty.
    `draft` and `facts` are what the first answer of either sort says, unchecked and as
    it came: for those who want to see what the checks are good for.
    """

    summary: Ballot
    claims: Ballot
    failure: str = ""
    draft: tuple[Claim, ...] = ()
    facts: tuple[Claim, ...] = ()

    def add(self, other: Reading, weight: float) -> None:
        """Take in another reading, its votes multiplied by `weight`."""
        self.summary.add(other.summary, weight)
        self.claims.add(other.claims, weight)

    def all(self) -> Ballot:
        """Both ballots in one: what decides on the claims."""
        both = Ballot()
        both.add(self.summary, 1.0)
        both.add(self.claims, 1.0)
        return both


class Reader:
    """One run's engine and checker, what they have cost so far, and whom to tell of progress."""

    def __init__(self, engine: Engine, checker: Checker, progress: Progress) -> None:
        self.engine = engine
        self.checker = checker
        self.prompt_tokens = 0
        self.unanswered: list[str] = []  # why, for each request that failed
        self.output_tokens = 0
        self._progress = progress

    def read(self, texts: Sequence[str], task: Task, stage: str) -> list[Reading]:
        """Have the model do the same task on every text, all in one go, and poll the answers.

        A text about which it says nothing usable is tried once more, with another draw: an
        answer of names alone, or cut off in its first sentence, is a matter of luck.
        """
        answers = self._answers([requests(self.engine, text, task) for text in texts], stage)
        readings = [self._reading(mine, task.drafts) for mine in answers]
        lost = [
            place
            for place, reading in enumerate(readings)
            if reading.failure and all(one.stop is not Stop.FAILED for one in answers[place])
        ]
        if lost:
            more = replace(task, drafts=task.drafts + 1)
            asked = [requests(self.engine, texts[place], more) for place in lost]
            again = self._answers([part[task.drafts : more.drafts] for part in asked], stage)
            for place, (draft,) in zip(lost, again, strict=True):
                answers[place].insert(task.drafts, draft)
                readings[place] = self._reading(answers[place], more.drafts)
        return readings

    def _answers(self, asked: Sequence[Sequence[Request]], stage: str) -> list[list[Completion]]:
        """The completions of each text's requests, all computed in one go."""
        answers = iter(self.complete([request for part in asked for request in part], stage))
        return [list(islice(answers, len(part))) for part in asked]

    def _reading(self, answers: Sequence[Completion], drafts: int) -> Reading:
        """The votes of one text's answers, of which the first are so many drafts."""
        document = self.checker.document
        said = [statements(answer, document.language, document.text) for answer in answers]
        drafted = poll(said[:drafts], self.checker)
        listed = poll(said[drafts:], self.checker)
        failure = "" if any(said) else _why_nothing(answers)
        first, facts = next(iter(said), []), next(iter(said[drafts:]), [])
        return Reading(drafted, listed, failure, tuple(first), tuple(facts))

    def complete(self, asked: Sequence[Request], stage: str) -> list[Completion]:
        """All completions in the order of the requests; `stage` is what progress tells of."""
        results: dict[int, Completion] = {}
        self._progress(Step(stage, 0, len(asked)))
        tokens = 0
        for index, completion in self.engine.complete(asked):
            results[index] = completion
            if completion.stop is Stop.FAILED:
                self.unanswered.append(completion.detail)
            self.prompt_tokens += completion.prompt_tokens
            self.output_tokens += completion.output_tokens
            tokens += completion.prompt_tokens + completion.output_tokens
            self._progress(Step(stage, len(results), len(asked), tokens))
        return [results[index] for index in range(len(asked))]


def _why_nothing(completions: Sequence[Completion]) -> str:
    failed = [completion.detail for completion in completions if completion.stop is Stop.FAILED]
    nothing = "the model gave no usable answer about this part"
    thought = any(one.text.strip() and not without_thinking(one.text) for one in completions)
    return failed[0] if failed else f"{nothing}, only thoughts" if thought else nothing
