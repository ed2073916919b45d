"""What a summary has to beat: the opening, the plain prompt, map-reduce, LexRank.

The numbers here (sentences for a length, chunk size, stop strings) are those that the
program began with. They stay when it changes: a yardstick must not grow with what it measures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.document import Document, Role
from summarize.generation.chunking import join_sentences, split_evenly, split_into_chunks
from summarize.generation.parsing import parse_answer_lines
from summarize.generation.prompts import spell_number
from summarize.inference import Completion, Engine, Prompt, Request
from summarize.nlp.normalize import get_stemmer
from summarize.storage.cache import Cache
from yardstick.measures import Text, cut, plain_words, text_of, words

_WORDS_A_SENTENCE, _MOST_SENTENCES, _TOKENS_A_SENTENCE = 22, 8, 64
_CHUNK_TOKENS, _CHUNK_SENTENCES = 1536, 3
_STOPS = ("\n\n\n", "\nArticle:", "\nSummary")
_SPARE = 16  # control tokens and joints between the pieces of a prompt


@dataclass(frozen=True)
class Task:
    """A document to summarise in about `target` words; the summary to beat has `given`."""

    document: Document
    target: int
    given: int

    @property
    def sentences(self) -> int:
        """How many sentences to ask a model for."""
        return min(_MOST_SENTENCES, max(1, round(self.target / _WORDS_A_SENTENCE)))

    @cached_property
    def texts(self) -> Text:
        """The article's sentences, headings included."""
        return tuple(map(self.document.sentence_text, self.document.sentences))

    @cached_property
    def prose(self) -> Text:
        """The article's sentences without headings."""
        sentences = self.document.sentences
        return tuple(self.document.sentence_text(s) for s in sentences if s.role is Role.PROSE)


@dataclass(frozen=True)
class Answer:
    """A baseline's summary; `unread` words of the article did not fit the prompt."""

    text: Text
    unread: int = 0


def opening(tasks: Sequence[Task]) -> list[Answer]:
    """The first words of each article, as many as the summary has."""
    return [Answer(cut(task.texts, task.given)) for task in tasks]


def first_sentence(tasks: Sequence[Task]) -> list[Answer]:
    return [Answer(task.prose[:1]) for task in tasks]


def request(engine: Engine, text: str, sentences: int) -> Request:
    """The plain prompt, greedy: a question to a chat model, a text to go on with to another."""
    asked = spell_number(sentences, "sentence")
    if engine.has_chat_template:
        prompt = engine.apply_chat_template(f"{text}\n\nSummarize the text above in {asked}.")
        stops: tuple[str, ...] = ()
    else:
        prompt = Prompt(f"Article:\n{text}\n\nSummary of the article in {asked}:\n")
        stops = _STOPS
    return Request(prompt, _TOKENS_A_SENTENCE * (sentences + 1), stop=stops)


def plain(engine: Engine, tasks: Sequence[Task]) -> list[Answer]:
    """The plain prompt over each article, cut from its end to what fits the model's window."""
    shown = [_fitted(engine, task) for task in tasks]
    asked = [
        request(engine, text, task.sentences) for task, (text, _) in zip(tasks, shown, strict=True)
    ]
    return [
        Answer(_said(completion), unread)
        for completion, (_, unread) in zip(_complete(engine, asked), shown, strict=True)
    ]


def _fitted(engine: Engine, task: Task) -> tuple[str, int]:
    """As many whole sentences of the article as fit, and how many words are left out."""
    room = _room(engine, task.sentences)
    sentences = task.document.sentences
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high + 1) // 2
        fits = engine.count_tokens(join_sentences(task.document, sentences[:middle])) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return join_sentences(task.document, sentences[:low]), words(task.texts[low:])


def _room(engine: Engine, sentences: int) -> int:
    """Tokens of a text that fit beside the rest of the plain prompt and its answer."""
    empty = request(engine, "", sentences)
    parts = (empty.prompt.before, empty.prompt.text, empty.prompt.after)
    return engine.context_size - empty.max_tokens - sum(map(engine.count_tokens, parts)) - _SPARE


def map_reduce(engine: Engine, tasks: Sequence[Task]) -> list[Answer]:
    """The plain prompt over each chunk, its answers joined and summarised again, up to one text.

    What is one chunk gets the plain prompt once, as in `plain`.
    """
    budget = min([_CHUNK_TOKENS, *(_room(engine, task.sentences) for task in tasks)])
    parts = [_chunks(engine, task.document, budget) for task in tasks]
    while any(len(own) > 1 for own in parts):
        owners = [at for at, own in enumerate(parts) for _ in own if len(own) > 1]
        asked = [
            request(engine, text, _CHUNK_SENTENCES) for own in parts for text in own if len(own) > 1
        ]
        told: dict[int, list[str]] = {}
        for owner, completion in zip(owners, _complete(engine, asked), strict=True):
            told.setdefault(owner, []).append(" ".join(_said(completion)))
        for owner, texts in told.items():
            parts[owner] = _packed(engine, [text for text in texts if text], budget)
    asked = [
        request(engine, own[0] if own else "", task.sentences)
        for task, own in zip(tasks, parts, strict=True)
    ]
    return [Answer(_said(completion)) for completion in _complete(engine, asked)]


def _chunks(engine: Engine, document: Document, budget: int) -> list[str]:
    chunks, _ = split_into_chunks(document, engine.count_tokens, budget)
    return [chunk.prompt_text for chunk in chunks] if len(chunks) > 1 else [c.text for c in chunks]


def _packed(engine: Engine, texts: Sequence[str], budget: int) -> list[str]:
    """Answers joined to as few texts as fit.

    An answer is at most a sixth of a chunk, so they get fewer. In a very small window
    they might not: then the later half is given up, so that there is an end.
    """
    sizes = [engine.count_tokens("\n" + text) for text in texts]
    runs = split_evenly(sizes, [0.0] * len(sizes), budget)
    if len(runs) == len(texts) > 1:
        runs = runs[: len(runs) // 2]
    return ["\n".join(texts[run.start : run.stop]) for run in runs]


def _said(completion: Completion) -> Text:
    return tuple(s for line in parse_answer_lines(completion.text) for s in text_of(line))


def _complete(engine: Engine, asked: Sequence[Request]) -> list[Completion]:
    """The completions in the order of the requests, all sent at once."""
    found = dict(engine.complete(asked))
    return [found[index] for index in range(len(asked))]


def lexrank(tasks: Sequence[Task], cache: Cache | None = None) -> list[Answer]:
    """The sentences that LexRank ranks first, as many words as the summary has, in order."""
    return [Answer(_filled(task.prose, _ranked(task.prose, cache), task.given)) for task in tasks]


def _filled(sentences: Text, ranked: Sequence[int], left: int) -> Text:
    """The best sentences with `left` words in all; the worst of them is cut short."""
    chosen: dict[int, str] = {}
    for place in ranked:
        if left <= 0:
            break
        chosen[place] = " ".join(cut((sentences[place],), left))
        left -= words((chosen[place],))
    return tuple(chosen[place] for place in sorted(chosen))


def _ranked(sentences: Text, cache: Cache | None) -> list[int]:
    """The places of the sentences, best first. It takes quadratic time, so it is kept."""
    key = hashlib.sha256(json.dumps(["lexrank", sentences]).encode()).digest()
    kept = cache.get(key) if cache else None
    if kept is not None:
        return list(json.loads(kept))
    ranked = _lexrank(sentences)
    if cache:
        cache.put(key, json.dumps(ranked))
    return ranked


class _Words:
    """Stands for sumy's tokenizer, which would want data from the network."""

    def to_words(self, sentence: str) -> list[str]:
        return plain_words(sentence)


def _lexrank(sentences: Text) -> list[int]:
    """The places of the sentences, best first; of those with the same words the first alone."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    model = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in sentences])])
    summarizer = LexRankSummarizer(get_stemmer("en"))
    summarizer.stop_words = get_stop_words("english")
    ranked: dict[str, int] = {}

    def keep(rated: Sequence) -> Sequence:
        """Stands for a number of sentences: sumy hands over all of them, best first."""
        for one in rated:
            ranked.setdefault(str(one.sentence), one.order)
        return rated

    summarizer(model, keep)
    return list(ranked.values())


Baseline = Callable[[Sequence[Task]], list[Answer]]
NAMES = ("opening", "first sentence", "plain", "map-reduce", "lexrank")


def baselines(engine: Engine, cache: Cache | None, names: Sequence[str]) -> dict[str, Baseline]:
    """Those with these names, ready to take many documents at once."""
    every: dict[str, Baseline] = {
        "opening": opening,
        "first sentence": first_sentence,
        "plain": lambda tasks: plain(engine, tasks),
        "map-reduce": lambda tasks: map_reduce(engine, tasks),
        "lexrank": lambda tasks: lexrank(tasks, cache),
    }
    return {name: every[name] for name in names}
