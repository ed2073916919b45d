"""Requests for summary drafts and claims, their completion, and the statements in the answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.document import count_words, length_factor
from summarize.generation.parsing import parse_answer_lines, strip_boilerplate
from summarize.generation.prompts import (
    build_prompt,
    is_prompt_leak,
    spell_number,
    wrap_prompt,
)
from summarize.inference import Completion, Engine, FinishReason, Request
from summarize.nlp.patterns import CLOSERS, END_MARKS, add_full_stop
from summarize.nlp.quotations import balance_quotation_marks
from summarize.nlp.sentences import split_sentences
from summarize.progress import Progress, Step, ignore_progress
from summarize.results import Claim
from summarize.settings.prompt_files import PromptFile

# The average sentence of a summary. Prompts ask for a number of sentences, because models
# follow a count of sentences far better than a count of words.
_WORDS_PER_SENTENCE = 22
_MAX_SENTENCES = 8
# The token limit of an answer: so many words for each sentence and for one more. Votes do not
# need what small models write beyond it. A single sentence that is cut off is no answer at
# all, so there is always room for a few.
_LIMIT_WORDS, _MIN_LIMIT_SENTENCES = 18, 3
# What answers that only vote are shorter by: half a sentence makes no difference, a whole one does
# (docs/experiments.md).
_UNREAD_SENTENCES = 0.5
# Tokens per word are measured on the text, within these bounds: a table of numbers has many more.
_MIN_TOKENS_PER_WORD, _MAX_TOKENS_PER_WORD = 1.2, 2.4
_MIN_STATEMENT_WORDS = 4  # words
_TEMPERATURE = 0.7
# Control tokens and separators between the pieces of a prompt, counted nowhere else.
_SPARE_TOKENS = 16
# Base models continue with the next article, another heading, a list of tags.
_STOP_STRINGS = ("\n\n", "\nArticle:", "\nSummary")
# A quotation that was cut in two leaves one mark behind. Some models number the sentences of a
# paragraph, or put them in a list: "(1) Ito won. (2) Lee was second.", "Ito won. - Lee was second."
_STRAY_MARKS = re.compile(
    r"\A[”»)\]]+\s*|\A\(\d{1,2}\)\s+|\A[-–—•]\s+|\A[“„«\"](?=[^”»\"]*\Z)|\s+[“„\"‘«(\[]+\Z"
)
_END_MARK = re.compile(rf"[{END_MARKS}][{CLOSERS}»]*\Z")


@dataclass(frozen=True, slots=True)
class Task:
    """What to ask about one text: `drafts` summaries of `words` words, lists of `claims` claims.

    `extra_instructions` (the focus) is added to every prompt, already a sentence. `template` is
    that of the user's own for summaries. `votes_only`: nothing of an answer is printed, so that it
    may end sooner.
    """

    words: int
    drafts: int
    claims: int
    claim_lists: int
    seed: int
    extra_instructions: str = ""
    template: PromptFile | None = None
    votes_only: bool = False


class GenerationSession:
    """Completes requests with one engine, counts tokens and failures, and reports progress.

    `unanswered` has the reason of each request that failed.
    """

    def __init__(self, engine: Engine, progress: Progress = ignore_progress) -> None:
        self.engine = engine
        self.prompt_tokens = 0
        self.output_tokens = 0
        self.unanswered: list[str] = []
        self._progress = progress

    def complete(self, requests: Sequence[Request], stage: str) -> list[Completion]:
        """Return the completions in the order of the requests; progress is reported as `stage`."""
        results: dict[int, Completion] = {}
        self._progress(Step(stage, 0, len(requests)))
        tokens = 0
        for index, completion in self.engine.complete(requests):
            results[index] = completion
            if completion.finish_reason is FinishReason.FAILED:
                self.unanswered.append(completion.detail)
            self.prompt_tokens += completion.prompt_tokens
            self.output_tokens += completion.output_tokens
            tokens += completion.prompt_tokens + completion.output_tokens
            self._progress(Step(stage, len(results), len(requests), tokens))
        return [results[index] for index in range(len(requests))]


def build_requests(engine: Engine, text: str, task: Task) -> list[Request]:
    """Return the requests for one text: summary drafts first, then lists of claims.

    The first draft is decoded greedily, the others are sampled with different seeds. All
    prompts begin with the text, so that the engine evaluates it once.
    """
    factor = length_factor(text)
    sentences = _estimate_sentences(task.words / factor)
    words = count_words(text) / factor
    least, most = _MIN_TOKENS_PER_WORD, _MAX_TOKENS_PER_WORD
    tokens_per_word = min(most, max(least, engine.count_tokens(text) / words)) if words else most
    given = {"article": text, "extra_instructions": task.extra_instructions}
    count = spell_number(sentences, "sentence")
    if task.template:
        summary = wrap_prompt(engine, task.template.fill(sentences=count, **given))
    else:
        summary = build_prompt(engine, "summary", sentences=count, **given)
    # An instruct model ends by itself, and may begin with an empty line.
    stops = () if engine.has_chat_template else _STOP_STRINGS
    wanted = [(summary, task.drafts, sentences)]
    if task.claims and task.claim_lists:
        claims = build_prompt(engine, "claims", count=spell_number(task.claims), **given)
        wanted.append((claims, task.claim_lists, task.claims))
    return [
        Request(
            prompt,
            _max_tokens(statements, tokens_per_word, votes_only=task.votes_only),
            _TEMPERATURE if number else 0.0,
            task.seed + number,
            stops,
        )
        for prompt, times, statements in wanted
        for number in range(times)
    ]


def _estimate_sentences(words: float) -> int:
    return min(_MAX_SENTENCES, max(1, round(words / _WORDS_PER_SENTENCE)))


def _max_tokens(statements: int, tokens_per_word: float, *, votes_only: bool = False) -> int:
    """Return the token limit of an answer of so many statements."""
    most = max(statements + 1, _MIN_LIMIT_SENTENCES) - _UNREAD_SENTENCES * votes_only
    return round(most * _LIMIT_WORDS * tokens_per_word)


def count_prompt_overhead(engine: Engine, task: Task) -> int:
    """Count the tokens of a task's longest prompt besides the text, separators included."""
    prompts = (request.prompt for request in build_requests(engine, "", task))
    parts = ((prompt.before, prompt.text, prompt.after) for prompt in prompts)
    return _SPARE_TOKENS + max(sum(map(engine.count_tokens, texts)) for texts in parts)


def max_answer_tokens(words: int, claims: int) -> int:
    """Return the tokens to leave free for the longest completion of a task."""
    return _max_tokens(max(_estimate_sentences(words), claims), _MAX_TOKENS_PER_WORD)


def parse_statements(
    completion: Completion, language: str | None, article: str = "", template: str = ""
) -> list[Claim]:
    """Return the statements in a completion: whole sentences, each once, without preamble.

    A sentence that was cut off is left out. So is one that repeats the prompt's instructions,
    those of the user's own `template` too, and is not in the article.
    """
    found: dict[str, None] = {}
    lines = parse_answer_lines(completion.text)
    for number, line in enumerate(lines):
        cut_off = completion.finish_reason is not FinishReason.END and number == len(lines) - 1
        for span in split_sentences(line, language or "en"):
            sentence = line[span.start : span.end].strip()
            if cut_off and not _END_MARK.search(sentence):
                continue
            text = _STRAY_MARKS.sub("", strip_boilerplate(_STRAY_MARKS.sub("", sentence), article))
            is_leak = is_prompt_leak(text, article, template)
            if count_words(text) >= _MIN_STATEMENT_WORDS and not is_leak:
                # claims in lists often come without a full stop
                text = text if _END_MARK.search(text) else add_full_stop(text.rstrip(",;:，；：、"))
                # an answer that was cut off inside a quotation
                text = balance_quotation_marks(text, goes_on=True, began=False) or text
                found[text] = None
    return [Claim(text) for text in found]
