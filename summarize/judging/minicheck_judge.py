"""MiniCheck: a small encoder-decoder model that was trained to check statements against a text.

Tang, Laban and Durrett (2024), "MiniCheck: Efficient Fact-Checking of LLMs on Grounding
Documents". Flan-T5-Large was trained to begin its answer with "1" for a statement that the text
supports, and with "0" for others. A long text is read in chunks, and the best of them counts. All
this is as in the authors' own code, but that there what is too long is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from summarize.errors import ModelError
from summarize.inference.llama_cpp.encoder_decoder import EncoderDecoder
from summarize.inference.llama_cpp.preflight import prepare_judge
from summarize.models.gguf import read_header
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.settings import Settings

_BEGINNING = "predict:"
# The tokens with which an answer begins, as T5's vocabulary numbers them: "0" has no token that
# begins a word, so that its first one is the border of a word alone.
_UNSUPPORTED, _SUPPORTED = 3, 209
_TOKEN_TEXTS = {_UNSUPPORTED: "\u2581", _SUPPORTED: "\u25811"}
_MOST_WORDS = 500  # of a chunk, as in training
_STATEMENT_TOKENS = 256  # longer statements are not judged


class AnswerReader(Protocol):
    """What is needed of `EncoderDecoder`."""

    path: Path
    window: int
    end_token: int

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of `text`; names of control tokens in it are ordinary characters."""
        ...

    def token_text(self, token: int) -> str:
        """Return a token as the vocabulary has it."""
        ...

    def read_log_odds(
        self, texts: Sequence[Sequence[int]], first: int, second: int
    ) -> Iterator[float]:
        """Yield for each text by how much an answer begins likelier with `first` than `second`."""
        ...


class MiniCheckJudge:
    """Satisfies `exam.RawJudge`, with MiniCheck-Flan-T5-Large or what was trained like it.

    Raises ModelError for a model whose vocabulary is not T5's: its answers can't be read.
    """

    def __init__(self, model: AnswerReader, name: str) -> None:
        self._model = model
        self.name = name
        if any(model.token_text(token) != text for token, text in _TOKEN_TEXTS.items()):
            fault = "is no MiniCheck model: its vocabulary is not that of T5"
            raise ModelError(f"{model.path} {fault}", "Choose another judge.")
        self._beginning = model.tokenize(_BEGINNING)
        # besides the chunk: the beginning, the statement, and an end token behind both texts
        self._room = model.window - len(self._beginning) - _STATEMENT_TOKENS - 2

    def assess(self, annotated: AnnotatedDocument, statements: Sequence[str]) -> list[float | None]:
        """Return for each statement the log-odds that the document supports it.

        They are those of the chunk that supports it most. None for a statement that is empty or
        longer than 256 tokens, and where the document has no prose.
        """
        chunks = self._cut_chunks(annotated.sentence_text(number) for number in annotated.numbers)
        return [self._assess_statement(chunks, one) for one in statements]

    def _assess_statement(self, chunks: Sequence[list[int]], statement: str) -> float | None:
        claim = self._tokenize(statement)
        if not 0 < len(claim) <= _STATEMENT_TOKENS:
            return None
        end = self._model.end_token
        texts = [[*self._beginning, *chunk, end, *claim, end] for chunk in chunks]
        return max(self._model.read_log_odds(texts, _SUPPORTED, _UNSUPPORTED), default=None)

    def _cut_chunks(self, sentences: Iterable[str]) -> list[list[int]]:
        """Return the chunks of a document in tokens: whole sentences, as many as fit.

        A chunk has at most 500 words; a sentence that is too long for any is cut.
        """
        chunks: list[list[int]] = []
        words = _MOST_WORDS
        for sentence in sentences:
            count, tokens = len(sentence.split()), self._tokenize(sentence)
            for start in range(0, len(tokens), self._room):
                piece = tokens[start : start + self._room]
                if words + count > _MOST_WORDS or len(chunks[-1]) + len(piece) > self._room:
                    chunks.append([])
                    words = 0
                chunks[-1] += piece
                words += count
        return chunks

    def _tokenize(self, text: str) -> list[int]:
        # T5 puts a space before every text, so that the tokens of several are those of the whole
        return self._model.tokenize(" ".join(text.split()))


@contextmanager
def open_minicheck(path: Path, settings: Settings) -> Iterator[MiniCheckJudge]:
    """Load the judge that is an encoder-decoder model at `path`, and close it at the end.

    Threads and GPU layers are those of the settings. Raises ModelError for a file that is no such
    model, is damaged, or does not fit into memory. At its first use it is tried in a process of
    its own, which takes as long as loading it.
    """
    header = read_header(path)
    ready = prepare_judge(path, header, settings)
    with EncoderDecoder(path, settings.threads, ready.gpu_layers) as model:
        yield MiniCheckJudge(model, header.name)
