"""A loaded model: its tokenizer, its limits, its chat template."""

from __future__ import annotations

import ctypes
from pathlib import Path

from summarize.engine import Prompt
from summarize.engine.library import amx_is_used, load, log
from summarize.engine.template import split_around_message
from summarize.engine.worker import Worker
from summarize.errors import ModelError

_PIECE_BYTES = 256


class Model:
    """A GGUF file in memory. Close it when done.

    Raises ModelError if llama.cpp can't load the file.
    """

    def __init__(self, path: Path, worker: Worker) -> None:
        self._lib = load()
        params = self._lib.llama_model_default_params()
        params.use_extra_bufts = not amx_is_used()
        # Loading can be interrupted too; C asks between two tensors.
        progress = self._lib.llama_progress_callback(lambda _done, _data: not worker.aborted)
        params.progress_callback = progress
        log.clear()
        name = str(path).encode()
        self.pointer = worker.run(lambda: self._lib.llama_model_load_from_file(name, params))
        if not self.pointer:
            raise ModelError(f"{path} can't be loaded: {_reason()}", "Try: summarize doctor")
        self._vocab = self._lib.llama_model_get_vocab(self.pointer)
        if not self._lib.llama_model_has_decoder(self.pointer):
            raise ModelError(f"{path} is not a model that writes text", "Choose another model.")
        self._pieces: dict[int, bytes] = {}

    @property
    def trained_context(self) -> int:
        """The longest text, in tokens, that the model was trained on."""
        return int(self._lib.llama_model_n_ctx_train(self.pointer))

    @property
    def cell_bytes(self) -> int:
        """Memory that one token takes in the context, in bytes (16-bit keys and values)."""
        lib, model = self._lib, self.pointer
        heads = max(1, lib.llama_model_n_head(model))
        per_layer = lib.llama_model_n_embd(model) * lib.llama_model_n_head_kv(model) // heads
        return int(2 * 2 * lib.llama_model_n_layer(model) * max(1, per_layer))

    @property
    def template(self) -> str | None:
        """The chat template of the file, in Jinja; None for a base model."""
        text = self._lib.llama_model_chat_template(self.pointer, None)
        return text.decode("utf-8", "replace") if text else None

    def tokenize(self, text: str, *, begin: bool = False, control: bool = False) -> list[int]:
        """Tokens of `text`.

        `begin` puts the token before them that the model expects at the start of
        a text; `control` lets names of control tokens stand for these tokens.
        """
        data = text.encode("utf-8", "replace")
        room = len(data) + 2  # never more tokens than bytes, plus those added at the ends
        buffer = (ctypes.c_int32 * room)()
        count = self._lib.llama_tokenize(self._vocab, data, len(data), buffer, room, begin, control)
        if count < 0:
            raise ModelError("the model's tokenizer failed", "Try another model file.")
        return list(buffer[:count])

    def encode(self, prompt: Prompt) -> list[int]:
        """Tokens of a whole prompt; control tokens count only in the template's own text."""
        before = self.tokenize(prompt.before, begin=self._begins(prompt), control=True)
        text = self.tokenize(prompt.text)
        return before + text + self.tokenize(prompt.after, control=True)

    def _begins(self, prompt: Prompt) -> bool:
        """Whether the start token must be added: not when the template has written it."""
        start = self._token_text(self._lib.llama_vocab_bos(self._vocab))
        return not (start and prompt.before.startswith(start))

    def _token_text(self, token: int) -> str:
        if token < 0:
            return ""
        text = self._lib.llama_vocab_get_text(self._vocab, token)
        return text.decode("utf-8", "replace") if text else ""

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; none for control tokens."""
        known = self._pieces.get(token)
        if known is None:
            buffer = ctypes.create_string_buffer(_PIECE_BYTES)
            size = self._lib.llama_token_to_piece(
                self._vocab, token, buffer, _PIECE_BYTES, 0, False
            )
            known = self._pieces[token] = buffer.raw[: max(0, size)]
        return known

    def ends(self, token: int) -> bool:
        """Whether the token means that the model has finished."""
        return bool(self._lib.llama_vocab_is_eog(self._vocab, token))

    def chat(self, message: str) -> Prompt:
        """`message` as a user's turn; ModelError if there is no usable template."""
        template = self.template
        if template is None:
            raise ModelError("the model has no chat template", "Use a completion prompt.")
        lib = self._lib
        before, after = split_around_message(
            template,
            bos_token=self._token_text(lib.llama_vocab_bos(self._vocab)),
            eos_token=self._token_text(lib.llama_vocab_eos(self._vocab)),
        )
        return Prompt(message, before, after)

    def close(self) -> None:
        """Free the memory."""
        self._lib.llama_model_free(self.pointer)


def _reason() -> str:
    """What llama.cpp's log says, the most telling line of it."""
    errors = [line for line in log if "error" in line or "fail" in line] or list(log)
    return errors[0] if errors else "no reason was given"
