"""Token counts of texts for a server's model: by its tokenizer, or estimated from bytes.

The server's tokenizer gets each text once, many of them in one request. Without one, tokens are
estimated from bytes, with a ratio that is measured on the document and a margin.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from summarize.errors import EngineError
from summarize.inference.openai_server.capabilities import Capabilities
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_errors import ServerError, unexpected_answer_error

_BATCH_CHARACTERS = 200_000
_MAX_CACHED = 200_000  # texts whose count is cached
# Without a measurement: fewer bytes for a token than in any usual language.
_DEFAULT_BYTES_PER_TOKEN = 2.5
# A margin for figures, names and other languages in places.
_MARGIN = 1.15
# Between texts that are counted in one request: a control token, which no text can contain.
_SEPARATORS = ("<|im_end|>", "</s>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<eos>")
# Control tokens in a document would end its turn: a space takes their meaning away.
_CONTROL = re.compile(r"<(?=\|[^|<>\n]{1,40}\|>|/?s>|(?:start|end)_of_turn>|[be]os>)")
# Weighted bytes of a sample: at least, at most, and for each token of the context.
_MIN_SAMPLE, _MAX_SAMPLE, _CONTEXT_SHARE = 200.0, 3000.0, 1.5
# Beyond these, the server has not counted the text that it was sent.
_MIN_BYTES_PER_TOKEN, _MAX_BYTES_PER_TOKEN = 1.0, 10.0


def escape_control_tokens(text: str) -> str:
    """Break control tokens: `"a<|im_end|>" -> "a< |im_end|>"`; lone surrogates become "?"."""
    return _CONTROL.sub("< ", text).encode("utf-8", "replace").decode("utf-8")


class ServerTokenizer:
    """Counts by the server's own tokenizer. Raises ServerError if it has none after all.

    Its methods never raise, as those of `ByteEstimate`: a count must not end a long run.
    """

    is_exact = True

    def __init__(self, client: HttpClient, capabilities: Capabilities) -> None:
        self._client = client
        self._model = capabilities.model
        self._kind = capabilities.tokenizer or "content"
        self._parallel = capabilities.parallel
        self._known: dict[str, int] = {"": 0}
        self._bytes = self._tokens = 0
        self._start = self._tokenize("")  # tokens before every text
        self._separator, self._separator_token = self._find_separator()

    def count(self, text: str) -> int:
        """Return the tokens of a text; a high estimate while the server does not answer."""
        text = escape_control_tokens(text)
        if text not in self._known:
            try:
                self._remember(text, len(self._tokenize_with_retries(text)))
            except EngineError:
                ratio = self._bytes / max(1, self._tokens) or _DEFAULT_BYTES_PER_TOKEN
                return _estimate_with_margin(text, ratio)
        return self._known[text]

    def estimate(self, text: str) -> float:
        """Return the count."""
        return float(self.count(text))

    def prefetch(self, texts: Sequence[str]) -> None:
        """Count the texts that are not cached yet, in as few requests as possible."""
        escaped = dict.fromkeys(map(escape_control_tokens, texts))
        new = [text for text in escaped if text not in self._known]
        try:
            if self._separator:
                for batch in _split_batches(new):
                    self._count_together(batch)
            else:
                self._count_separately(new)
        except EngineError:
            return  # `count` will try each again

    def _count_together(self, texts: Sequence[str]) -> None:
        """Count in one request: the separator is one token that no text contains."""
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
            answers = threads.map(self._tokenize_with_retries, texts)
            for text, tokens in zip(texts, answers, strict=True):
                self._remember(text, len(tokens))

    def _remember(self, text: str, tokens: int) -> None:
        if len(self._known) > _MAX_CACHED:
            self._known = {"": 0}
        self._known[text] = tokens
        self._bytes += len(text.encode())
        self._tokens += tokens

    def _tokenize_with_retries(self, text: str) -> list[int]:
        return self._client.with_retries(lambda: self._tokenize(text))[len(self._start) :]

    def _tokenize(self, text: str) -> list[int]:
        fields: dict[str, dict[str, object]] = {
            "content": {"add_special": False, "parse_special": True},
            "prompt": {"add_special_tokens": False, "model": self._model},
            "input": {"model": self._model},
        }
        path = "/extras/tokenize" if self._kind == "input" else "/tokenize"
        answer = self._client.request_json(path, {self._kind: text, **fields[self._kind]})
        tokens = answer.get("tokens") if isinstance(answer, dict) else None
        if not isinstance(tokens, list):
            raise unexpected_answer_error(self._client.address, "no tokens")
        return tokens

    def _find_separator(self) -> tuple[str, int]:
        """Return a control token of this model, as text and number; "" if none of the usual is."""
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
    """Estimates tokens from bytes, by the ratio that `measure` finds.

    `measure` returns the tokens of a text as the server has counted them in a prompt, None if
    it does not report them; the sample surely fits `context_size` tokens. The sample is the same
    for the same texts, and so are the counts: completions cached by an earlier run still count.
    """

    is_exact = False

    def __init__(self, measure: Callable[[str], int | None], context_size: int) -> None:
        self._measure = measure
        self._max_sample = min(_MAX_SAMPLE, _CONTEXT_SHARE * context_size)
        self._bytes_per_token: float | None = None

    def count(self, text: str) -> int:
        """Return more tokens than there are, by about a sixth."""
        ratio = self._bytes_per_token or _DEFAULT_BYTES_PER_TOKEN
        return _estimate_with_margin(escape_control_tokens(text), ratio)

    def estimate(self, text: str) -> float:
        """Return the tokens by the measured ratio; 0 without a measurement."""
        ratio = self._bytes_per_token
        return _weigh_bytes(escape_control_tokens(text)) / ratio if ratio else 0.0

    def prefetch(self, texts: Sequence[str]) -> None:
        """Measure how many bytes a token has in a sample of the texts."""
        self._bytes_per_token = None
        # Every n-th of the texts, joined, of at most that weight.
        step = max(1, round(sum(map(_weigh_bytes, texts)) / self._max_sample))
        sample = escape_control_tokens("".join(texts[::step]).strip())
        while (weight := _weigh_bytes(sample)) > self._max_sample:
            sample = sample[: int(len(sample) * self._max_sample / weight)]
        if weight < _MIN_SAMPLE:
            return
        for start in ("", f"{random.randrange(10**6)}\n"):  # some servers do not count cached text
            try:
                tokens = self._measure(start + sample)
            except EngineError:
                return
            if tokens and _MIN_BYTES_PER_TOKEN <= weight / tokens <= _MAX_BYTES_PER_TOKEN:
                self._bytes_per_token = weight / tokens
                return


def _estimate_with_margin(text: str, bytes_per_token: float) -> int:
    return -(-int(_weigh_bytes(text) * _MARGIN * 100) // max(1, int(bytes_per_token * 100)))


def _weigh_bytes(text: str) -> float:
    """Return the bytes; digits and punctuation count more, as they often are single tokens."""
    marks = sum(not (char.isalpha() or char.isspace()) for char in text)
    return len(text.encode("utf-8", "replace")) + 2.0 * marks


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


TokenCounter = ServerTokenizer | ByteEstimate


def build_counter(
    client: HttpClient, capabilities: Capabilities, measure: Callable[[str], int | None]
) -> TokenCounter:
    """Return the counter for a server: its tokenizer, or an estimate if it has none that works."""
    if capabilities.tokenizer:
        with suppress(ServerError):
            return ServerTokenizer(client, capabilities)
    return ByteEstimate(measure, capabilities.context_size)
