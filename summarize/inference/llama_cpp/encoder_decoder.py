"""An encoder-decoder model (T5) by llama.cpp: it reads a text, and its first word is looked at.

The encoder reads the whole text at once, every token with a view of all others. The decoder
begins an answer with the start token of its kind; nothing is written. One text is computed at a
time, so that no answer depends on the texts before.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path

from summarize.errors import BudgetError, ModelError, UsageError
from summarize.inference.llama_cpp import library
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.tuning import FLASH_OFF, JUDGE_WINDOW, Tuning, default_threads
from summarize.inference.llama_cpp.worker import Worker


class _EncoderDecoderModel(LlamaModel):
    """A GGUF file with an encoder and a decoder in memory; ModelError for any other."""

    def _is_fit(self) -> bool:
        lib, model = self._lib, self._pointer
        return bool(lib.llama_model_has_encoder(model) and lib.llama_model_has_decoder(model))

    def unfit_error(self) -> ModelError:
        """Return the error for a model of another kind."""
        return ModelError(f"{self._path} is no encoder-decoder model", "Choose another judge.")

    @property
    def tuning(self) -> Tuning:
        """As for other models, but a text is read in one batch: else C stops the process.

        With flash attention, the log-odds of long texts were off by a tenth.
        """
        return replace(super().tuning, batch=JUDGE_WINDOW, flash_attention=FLASH_OFF)

    @property
    def start_token(self) -> int:
        """The token with which the decoder begins every answer."""
        start = int(self._lib.llama_model_decoder_start_token(self.pointer))
        return start if start >= 0 else int(self._lib.llama_vocab_bos(self._vocab))

    @property
    def end_token(self) -> int:
        """The token that ends a text; negative if there is none."""
        return int(self._lib.llama_vocab_eos(self._vocab))


class EncoderDecoder(AbstractContextManager["EncoderDecoder"]):
    """Reads texts, and says how likely a word is to be the first of the answer.

    A context manager: it frees its memory at the end; every later use raises EngineError.
    `threads` None takes the physical cores, `gpu_layers` layers are offloaded to a GPU (-1: all).
    With `check_tensors`, all weights are checked while they are loaded. Raises ModelError for a
    file that is no such model. Not thread-safe.
    """

    def __init__(
        self,
        path: Path,
        threads: int | None = None,
        gpu_layers: int = -1,
        *,
        check_tensors: bool = False,
    ) -> None:
        self.path = path
        self.window = JUDGE_WINDOW
        with ExitStack() as undo:
            self._worker = Worker()
            undo.callback(self._worker.close)
            self._model = _EncoderDecoderModel(
                path, self._worker, gpu_layers, check_tensors=check_tensors
            )
            undo.callback(self._model.close)
            self._start = self._model.start_token
            self.end_token = self._model.end_token
            if min(self._start, self.end_token) < 0:
                fault = "does not say which tokens begin an answer and end a text"
                raise ModelError(f"{path} is damaged: it {fault}", library.DAMAGED_HINT)
            layout = ContextLayout(True, 1, self.window)
            self._context = LlamaContext(
                self._model, self._worker, layout, threads or default_threads()
            )
            undo.pop_all()

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of `text`; names of control tokens in it are ordinary characters."""
        return self._model.tokenize(text)

    def token_text(self, token: int) -> str:
        """Return a token as the vocabulary has it: `"▁the"`; "" if it has no such token."""
        return self._model.token_text(token)

    def read_logits(self, text: Sequence[int]) -> list[float]:
        """Return the logits of the answer's first token, one for each token of the vocabulary.

        Raises BudgetError for a text of more tokens than `window`, UsageError for an empty one,
        and EngineError if llama.cpp fails.
        """
        self._begin_answer(text)
        return self._context.read_logits(0)

    def read_log_odds(
        self, texts: Sequence[Sequence[int]], first: int, second: int
    ) -> Iterator[float]:
        """Yield for each text how much larger the logit of `first` is than that of `second`.

        These are two tokens with which an answer may begin. Raises as `read_logits` does.
        """
        for text in texts:
            self._begin_answer(text)
            yield self._context.read_log_odds(0, first, second)

    def _begin_answer(self, text: Sequence[int]) -> None:
        if not text:
            raise UsageError("a judge needs something to read")
        if len(text) > self.window:
            what = f"a text of {len(text)} tokens does not fit the window of {self.window}"
            raise BudgetError(what, "Give a shorter one.")
        self._model.pointer  # noqa: B018 (raises EngineError if the model is closed)
        self._worker.run(functools.partial(self._compute, text))

    def _compute(self, text: Sequence[int]) -> None:
        self._context.clear_sequences()  # of the answer begun before
        self._context.encode(text)
        self._context.decode([BatchToken(self._start, 0, 0, True)])

    def close(self) -> None:
        """Free the model and its context."""
        self._context.close()
        self._model.close()
        self._worker.close()

    def __exit__(self, *_: object) -> None:
        self.close()
