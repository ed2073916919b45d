"""How many tokens a text has, in those of a server's model.

By the server's own tokenizer where it offers one: each text once, many of them in one
request. Else by bytes, measured on the text at hand and kept on the safe side.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from summarize.errors import EngineError
from summarize.inference.openai_server.capabilities import Capabilities, TokenizerField
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_errors import ServerError, unexpected_answer_error

_BATCH_CHARACTERS = 200_000
_MOST_KEPT = 200_000  # texts whose count is remembered
# Where nothing was measured: one token for so many bytes, fewer than in any usual language.
_CAUTIOUS_BYTES = 2.5
# Texts have figures, names and other languages in places: by so much more than measured.
_MARGIN = 1.15
# Between texts that are counted in one request: a token that stands for itself, in whatever text.
_SEPARATORS = ("<|im_end|>", "</s>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<eos>")
# Control tokens in an article would end its turn: there, a space takes their meaning away.
_CONTROL = re.compile(r"<(?=\|[^|<>\n]{1,40}\|>|/?s>|(?:start|end)_of_turn>|[be]os>)")
# What is measured: at least and at most so much, and no more than has room in any language.
_SAMPLE_LEAST, _SAMPLE_WEIGHT, _SURELY_FITS = 200.0, 3000.0, 1.5
# Beyond these the server has not counted what it was sent.
_FEWEST_BYTES, _MOST_BYTES = 1.0, 10.0


class TokenCounter(Protocol):
    """Counts tokens. Nothing here raises once it is made: a count must not end a long run."""

    is_exact: bool

    def count(self, text: str) -> int:
        """Tokens of a text, never fewer than a prompt needs for it."""
        ...

    def estimate(self, text: str) -> float:
        """How many tokens there are, as well as can be told."""
        ...

    def prefetch(self, texts: Sequence[str]) -> None:
        """These texts will be counted."""
        ...


def escape_control_tokens(text: str) -> str:
    """A text without control tokens: `"a<|im_end|>" -> "a< |im_end|>"`; half characters go."""
    return _CONTROL.sub("< ", text).encode("utf-8", "replace").decode("utf-8")


class ServerTokenizer:
    """The server's own tokenizer; see `Counter`. Raises RefusalError if it is none after all."""

    is_exact = True

    def __init__(
        self, client: HttpClient, capabilities: Capabilities, kind: TokenizerField
    ) -> None:
        self._client = client
        self._model = capabilities.model
        self._kind = kind
        self._parallel = capabilities.parallel
        self._known: dict[str, int] = {"": 0}
        self._bytes = self._tokens = 0
        self._start = self._tokenize("")  # what stands before every text
        self._separator, self._separator_token = self._find_separator()

    def count(self, text: str) -> int:
        """Tokens of a text; more rather than fewer while the server does not answer."""
        text = escape_control_tokens(text)
        if text not in self._known:
            try:
                self._remember(text, len(self._tokenize_with_retries(text)))
            except EngineError:
                return _estimate_with_margin(
                    text, self._bytes / max(1, self._tokens) or _CAUTIOUS_BYTES
                )
        return self._known[text]

    def estimate(self, text: str) -> float:
        """The same: they are counted."""
        return float(self.count(text))

    def prefetch(self, texts: Sequence[str]) -> None:
        """Count the texts that are not known yet, as few requests as there have to be."""
        new = list(
            dict.fromkeys(
                one for text in texts if (one := escape_control_tokens(text)) not in self._known
            )
        )
        try:
            if self._separator:
                for batch in _split_batches(new):
                    self._count_together(batch)
            else:
                self._count_separately(new)
        except EngineError:
            return  # `count` will ask for each, and make do

    def _count_together(self, texts: Sequence[str]) -> None:
        """One request: the separator is one token, and nothing in the texts can be it."""
        parts: list[int] = [0]
        for token in self._tokenize_with_retries(self._separator.join(texts)):
            if token == self._separator_token:
                parts.append(0)
            else:
                parts[-1] += 1
        if len(parts) != len(texts):
            self._separator = ""
            self._count_separately(texts)
            return
        for text, tokens in zip(texts, parts, strict=True):
            self._remember(text, tokens)

    def _count_separately(self, texts: Sequence[str]) -> None:
        with ThreadPoolExecutor(max_workers=self._parallel) as threads:
            for text, tokens in zip(
                texts, threads.map(self._tokenize_with_retries, texts), strict=True
            ):
                self._remember(text, len(tokens))

    def _remember(self, text: str, tokens: int) -> None:
        if len(self._known) > _MOST_KEPT:
            self._known = {"": 0}
        self._known[text] = tokens
        self._bytes += len(text.encode())
        self._tokens += tokens

    def _tokenize_with_retries(self, text: str) -> list[int]:
        return self._client.with_retries(lambda: self._tokenize(text))[len(self._start) :]

    def _tokenize(self, text: str) -> list[int]:
        body: dict[str, object] = {self._kind: text}
        if self._kind == "content":
            body |= {"add_special": False, "parse_special": True}
        if self._kind == "prompt":
            body |= {"add_special_tokens": False}
        if self._kind != "content":
            body |= {"model": self._model}
        path = "/extras/tokenize" if self._kind == "input" else "/tokenize"
        answer = self._client.post(path, body, self._client.timeouts.quick)
        tokens = answer.get("tokens") if isinstance(answer, dict) else None
        if not isinstance(tokens, list):
            raise unexpected_answer_error(self._client.address, "no tokens")
        return tokens

    def _find_separator(self) -> tuple[str, int]:
        """A control token of this model, as text and as number; "" if none of the usual is."""
        left, right = self._tokenize_with_retries("One day."), self._tokenize_with_retries("Two.")
        for text in _SEPARATORS:
            try:
                (mark,) = self._tokenize_with_retries(text)
            except ValueError:
                continue
            if self._tokenize_with_retries(f"One day.{text}Two.") == [*left, mark, *right]:
                return text, mark
        return "", -1


class ByteEstimate:
    """Bytes in the place of tokens, as many to a token as `measure` finds; see `Counter`.

    `measure` gives the tokens of a text as the server has counted them in a prompt, None if
    it does not tell; what it measures fits `window` tokens for certain. The sample is the same
    for the same texts, and so are the counts: what was kept of an earlier run is still good.
    """

    is_exact = False

    def __init__(self, measure: Callable[[str], int | None], context_size: int) -> None:
        self._measure = measure
        self._most = min(_SAMPLE_WEIGHT, _SURELY_FITS * context_size)
        self._bytes_a_token: float | None = None

    def count(self, text: str) -> int:
        """More tokens than there are, by about a sixth."""
        return _estimate_with_margin(
            escape_control_tokens(text), self._bytes_a_token or _CAUTIOUS_BYTES
        )

    def estimate(self, text: str) -> float:
        """How many there are by what was measured; 0 where nothing was."""
        return (
            _weigh_bytes(escape_control_tokens(text)) / self._bytes_a_token
            if self._bytes_a_token
            else 0.0
        )

    def prefetch(self, texts: Sequence[str]) -> None:
        """Measure how many bytes a token has in a sample of the texts."""
        self._bytes_a_token = None
        sample = _draw_sample(texts, self._most)
        weight = _weigh_bytes(sample)
        if weight < _SAMPLE_LEAST:
            return
        for start in ("", f"{random.randrange(10**6)}\n"):  # some count nothing they have read
            try:
                tokens = self._measure(start + sample)
            except EngineError:
                return
            if tokens and _FEWEST_BYTES <= weight / tokens <= _MOST_BYTES:
                self._bytes_a_token = weight / tokens
                return


def _estimate_with_margin(text: str, bytes_a_token: float) -> int:
    return -(-int(_weigh_bytes(text) * _MARGIN * 100) // max(1, int(bytes_a_token * 100)))


def _weigh_bytes(text: str) -> float:
    """Bytes, of which figures and marks count as more: they often are tokens by themselves."""
    marks = sum(not (char.isalpha() or char.isspace()) for char in text)
    return len(text.encode("utf-8", "replace")) + 2.0 * marks


def _draw_sample(texts: Sequence[str], most: float) -> str:
    """Some of the texts from all over, of at most that weight."""
    step = max(1, round(sum(map(_weigh_bytes, texts)) / most))
    sample = escape_control_tokens("".join(texts[::step]).strip())
    while _weigh_bytes(sample) > most:
        sample = sample[: int(len(sample) * most / _weigh_bytes(sample))]
    return sample


def _split_batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def build_counter(
    client: HttpClient, capabilities: Capabilities, measure: Callable[[str], int | None]
) -> TokenCounter:
    """The counter for a server: its tokenizer, or an estimate where it has none that works."""
    if capabilities.tokenizer:
        try:
            return ServerTokenizer(client, capabilities, capabilities.tokenizer)
        except ServerError:
            pass
    return ByteEstimate(measure, capabilities.context_size)
