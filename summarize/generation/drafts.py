"""What the model proposes about a stretch of text: summary drafts and claims, unchecked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.document import count_words
from summarize.generation.parsing import parse_answer_lines, strip_boilerplate
from summarize.generation.prompts import build_prompt, is_prompt_leak, spell_number
from summarize.inference import Completion, Engine, Prompt, Request, Stop
from summarize.nlp.sentences import split
from summarize.results import Claim

# Words in a sentence of a summary, on average: from a length to a number of sentences,
# because models follow a count of sentences far better than a count of words.
_WORDS_PER_SENTENCE = 22
_MAX_SENTENCES = 8
# A fuse, not a length: what so many words for each sentence and for one more take in the text's
# own tokens. What small models write beyond it, the vote does not need; but a single sentence
# that is cut off is no answer at all, so that there is always room for a few.
_LIMIT_WORDS, _MIN_LIMIT_SENTENCES = 18, 3
# Tokens a word, as far as a text can be believed: a table of numbers has many more.
_MIN_TOKENS_PER_WORD, _MAX_TOKENS_PER_WORD = 1.2, 2.4
_MIN_STATEMENT_WORDS = 4  # words
_TEMPERATURE = 0.7
# Base models go on with the next article, another heading, a list of tags.
# Control tokens and joints between the pieces of a prompt, counted nowhere else.
_SPARE_TOKENS = 16
_STOPS_SUMMARY = ("\n\n", "\nArticle:", "\nSummary")
_STOPS_CLAIMS = ("\n\n", "\nArticle:", "\nSummary")
# Of a quotation that was cut apart, the mark of the other half stays behind; some models
# count the sentences of a paragraph: "(1) Ito won. (2) Lee was second."
_STRAY_MARKS = re.compile(
    r"\A[”»)\]]+\s*|\A\(\d{1,2}\)\s+|\A[“„«\"](?=[^”»\"]*\Z)|\s+[“„\"‘«(\[]+\Z"
)
_END_MARK = re.compile(r"[.!?…。！？।؟][”’\"'»」』)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Task:
    """What to ask about one text: `words` of summary from `drafts` tries, `claims` claims.

    `extra_instructions` is added to every prompt (focus, language), already a sentence.
    """

    words: int
    drafts: int
    claims: int
    claim_lists: int
    seed: int
    extra_instructions: str = ""


def build_requests(engine: Engine, text: str, task: Task) -> list[Request]:
    """The requests for one text: summary drafts first, then lists of claims.

    The first draft takes the likeliest words, the others vary by seed. All begin
    with the text, so that the engine reads it once.
    """
    sentences = _estimate_sentences(task.words)
    word = _tokens_per_word(engine, text)
    summary = build_prompt(
        engine,
        "summary",
        article=text,
        sentences=spell_number(sentences, "sentence"),
        extra_instructions=task.extra_instructions,
    )
    fuse, stops = _max_tokens(sentences, word), _stops(engine, _STOPS_SUMMARY)
    made = _repeat_prompt(summary, task.drafts, task.seed, fuse, stops)
    if task.claims and task.claim_lists:
        listed = build_prompt(
            engine,
            "claims",
            article=text,
            count=spell_number(task.claims),
            extra_instructions=task.extra_instructions,
        )
        fuse, stops = _max_tokens(task.claims, word), _stops(engine, _STOPS_CLAIMS)
        made += _repeat_prompt(listed, task.claim_lists, task.seed, fuse, stops)
    return made


def _estimate_sentences(words: int) -> int:
    return min(_MAX_SENTENCES, max(1, round(words / _WORDS_PER_SENTENCE)))


def _stops(engine: Engine, stops: tuple[str, ...]) -> tuple[str, ...]:
    """An instruct model ends by itself, and may begin with an empty line."""
    return () if engine.has_chat_template else stops


def _tokens_per_word(engine: Engine, text: str) -> float:
    """What a word of the text takes in tokens, within reason; the most for a text without any."""
    words = count_words(text)
    if not words:
        return _MAX_TOKENS_PER_WORD
    return min(_MAX_TOKENS_PER_WORD, max(_MIN_TOKENS_PER_WORD, engine.count(text) / words))


def _max_tokens(statements: int, word: float) -> int:
    """The most tokens for an answer of so many statements, with `word` tokens in a word."""
    return round(max(statements + 1, _MIN_LIMIT_SENTENCES) * _LIMIT_WORDS * word)


def _repeat_prompt(
    prompt: Prompt, times: int, seed: int, tokens: int, stops: tuple[str, ...]
) -> list[Request]:
    """The same prompt several times, each with so many tokens to write at most."""
    return [
        Request(prompt, tokens, _TEMPERATURE if number else 0.0, seed + number, stops)
        for number in range(times)
    ]


def count_prompt_overhead(engine: Engine, task: Task) -> int:
    """Tokens that the longest prompt of a task has besides the text, and the joints around it."""
    prompts = [request.prompt for request in build_requests(engine, "", task)]
    return _SPARE_TOKENS + max(
        engine.count(one.before) + engine.count(one.text) + engine.count(one.after)
        for one in prompts
    )


def max_answer_tokens(words: int, claims: int) -> int:
    """Tokens to leave free for the longest completion of a task."""
    return _max_tokens(max(_estimate_sentences(words), claims), _MAX_TOKENS_PER_WORD)


def parse_statements(
    completion: Completion, language: str | None, article: str = ""
) -> list[Claim]:
    """The statements in a completion: whole sentences, each once, without preamble.

    What was cut off in the middle of a sentence is left out, and what repeats the
    prompt's instructions without being in the article.
    """
    found: dict[str, None] = {}
    lines = parse_answer_lines(completion.text)
    for number, line in enumerate(lines):
        cut_off = completion.stop is not Stop.END and number == len(lines) - 1
        for sentence in _sentences(line, language):
            if cut_off and not _END_MARK.search(sentence):
                continue
            said = _STRAY_MARKS.sub("", strip_boilerplate(_STRAY_MARKS.sub("", sentence), article))
            if count_words(said) >= _MIN_STATEMENT_WORDS and not is_prompt_leak(said, article):
                found[_add_full_stop(said)] = None
    return [Claim(text) for text in found]


def _sentences(line: str, language: str | None) -> list[str]:
    spans = split(line, language or "en")
    return [line[span.start : span.end].strip() for span in spans]


def _add_full_stop(sentence: str) -> str:
    """Claims in lists often come without a full stop."""
    return sentence if _END_MARK.search(sentence) else sentence.rstrip(",;:") + "."
