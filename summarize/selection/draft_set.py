"""Draft sets: the model drafts summaries and claims of several texts; their votes are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from summarize.generation.drafts import GenerationSession, Task, build_requests, parse_statements
from summarize.generation.parsing import strip_thinking
from summarize.inference import Completion, FinishReason, Request
from summarize.results import Claim
from summarize.selection.votes import DraftVotes, count_votes
from summarize.verification.verdicts import ClaimVerifier


@dataclass(frozen=True, slots=True)
class DraftSet:
    """What the model proposed about one text: votes of the summary drafts and of the claim lists.

    Lists of claims contain more unimportant facts than drafts, so they have no votes on the
    summary. `failure` says why there are no votes, else it is empty. `draft` and `facts` are the
    first answer of either kind, unchecked: `--unchecked` prints them.
    """

    summary: DraftVotes
    claims: DraftVotes
    failure: str = ""
    draft: tuple[Claim, ...] = ()
    facts: tuple[Claim, ...] = ()

    def add(self, other: DraftSet, weight: float) -> None:
        """Add the votes of another set, multiplied by `weight`."""
        self.summary.add(other.summary, weight)
        self.claims.add(other.claims, weight)

    def merge_votes(self) -> DraftVotes:
        """Return the votes of drafts and lists together, by which the claims are selected."""
        both = DraftVotes()
        both.add(self.summary, 1.0)
        both.add(self.claims, 1.0)
        return both


class Drafter:
    """Has the model draft summaries and claims, and has the statements verified."""

    def __init__(self, session: GenerationSession, verifier: ClaimVerifier) -> None:
        self.session = session
        self.verifier = verifier

    def draft_texts(self, texts: Sequence[str], task: Task, stage: str) -> list[DraftSet]:
        """Let the model do the same task on every text, in one batch, and count the votes.

        A text without a usable answer gets one more draft with another seed and all the room there
        is: an answer of names alone, or cut off in its first sentence, is a matter of luck.
        """
        asked = [build_requests(self.session.engine, text, task) for text in texts]
        answers = self._complete_all(asked, stage)
        sets = [self._build_draft_set(mine, task) for mine in answers]
        done = [
            all(one.finish_reason is not FinishReason.FAILED for one in mine) for mine in answers
        ]
        lost = [place for place, drafted in enumerate(sets) if drafted.failure and done[place]]
        if lost:
            more = replace(task, drafts=task.drafts + 1, votes_only=False)
            asked = [build_requests(self.session.engine, texts[place], more) for place in lost]
            new_draws = [part[task.drafts : more.drafts] for part in asked]
            for place, (draft,) in zip(lost, self._complete_all(new_draws, stage), strict=True):
                answers[place].insert(task.drafts, draft)
                sets[place] = self._build_draft_set(answers[place], more)
        return sets

    def _complete_all(
        self, requests: Sequence[Sequence[Request]], stage: str
    ) -> list[list[Completion]]:
        """Return the completions of each text's requests, all computed in one batch."""
        every = [request for part in requests for request in part]
        answers = iter(self.session.complete(every, stage))
        return [list(islice(answers, len(part))) for part in requests]

    def _build_draft_set(self, answers: Sequence[Completion], task: Task) -> DraftSet:
        """Count the votes of one text's answers to a task: first its drafts, then the lists."""
        document = self.verifier.checker.annotated.document
        drafts, template = task.drafts, task.template.text if task.template else ""
        parsed = [
            parse_statements(answer, document.language, document.text, template)
            for answer in answers
        ]
        summary = count_votes(parsed[:drafts], self.verifier)
        claims = count_votes(parsed[drafts:], self.verifier)
        failure = "" if any(parsed) else _explain_silence(answers)
        draft, facts = next(iter(parsed), []), next(iter(parsed[drafts:]), [])
        return DraftSet(summary, claims, failure, tuple(draft), tuple(facts))


def _explain_silence(completions: Sequence[Completion]) -> str:
    """Say why no answer has a usable statement: an engine failure, only thinking, or nothing."""
    failed = [one.detail for one in completions if one.finish_reason is FinishReason.FAILED]
    nothing = "the model gave no usable answer about this part"
    thought = any(one.text.strip() and not strip_thinking(one.text) for one in completions)
    return failed[0] if failed else f"{nothing}, only thoughts" if thought else nothing
