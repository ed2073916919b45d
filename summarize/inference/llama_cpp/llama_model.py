"""A loaded GGUF model: its tokenizer, its limits, its chat template."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from summarize.errors import EngineError, ModelError
from summarize.inference import Prompt
from summarize.inference.llama_cpp import library
from summarize.inference.llama_cpp.chat_template import find_template_fault, split_around_message
from summarize.inference.llama_cpp.reasoning import is_reasoning_delimiter
from summarize.inference.llama_cpp.tuning import CPU_TUNING, GPU_TUNING, Tuning
from summarize.inference.llama_cpp.worker import Worker
from summarize.models.gguf.hyperparameters import Hyperparameters

_PIECE_BYTES = 256
_MAX_TOKENS = 1 << 30
# The templates that a file may have: the default one, and those for tools and for documents.
_TEMPLATES = (None, b"tool_use", b"rag")


class LlamaModel:
    """A GGUF file in memory. Close it when done; every later use raises EngineError.

    `gpu_layers` of its layers are offloaded to a GPU, if the library can use one; -1 for all.
    With `check_tensors`, all weights are checked while they are loaded. Raises ModelError if
    llama.cpp can't load the file, or it holds a model that does not generate text.
    """

    def __init__(
        self, path: Path, worker: Worker, gpu_layers: int = -1, *, check_tensors: bool = False
    ) -> None:
        self._lib = library.load_library()
        self._gpu_layers = gpu_layers if library.supports_gpu_offload() else 0
        self._check_tensors = check_tensors
        self._worker = worker
        self._path = path
        self._pieces: dict[int, bytes] = {}
        self._pointer: Any = None
        try:
            worker.run(self._load)
            if not self._pointer:
                reason = library.find_failure_reason()
                raise ModelError(f"{path} can't be loaded: {reason}", library.UNUSABLE_HINT)
            if not self._is_fit():
                raise self.unfit_error()
        except BaseException:
            self.close()
            raise

    def _load(self) -> None:
        params = self._lib.llama_model_default_params()
        params.use_extra_bufts = not library.is_amx_used()
        params.n_gpu_layers = self._gpu_layers
        params.check_tensors = self._check_tensors
        # Loading can be interrupted, too; C asks between two tensors, and never afterwards.
        params.progress_callback = self._lib.llama_progress_callback(
            lambda _done, _data: not self._worker.is_aborted
        )
        library.log_lines.clear()
        self._pointer = self._lib.llama_model_load_from_file(os.fsencode(self._path), params)

    def _is_fit(self) -> bool:
        """Whether the model is of the kind that this class is for."""
        lib, model = self._lib, self._pointer
        # An encoder's output would have to be computed first; without it C stops the process.
        return bool(lib.llama_model_has_decoder(model) and not lib.llama_model_has_encoder(model))

    def unfit_error(self) -> ModelError:
        """Return the error for a model of another kind: embeddings, translation, diffusion."""
        return ModelError(f"{self._path} is not a model that writes on", "Choose another model.")

    @property
    def pointer(self) -> Any:
        """llama.cpp's handle; EngineError if the model is closed."""
        if not self._pointer:
            raise EngineError("the model is closed", "Open it again.")
        return self._pointer

    @property
    def _vocab(self) -> Any:
        return self._lib.llama_model_get_vocab(self.pointer)

    @property
    def tuning(self) -> Tuning:
        """The batch size and limits for the device that computes the model."""
        return GPU_TUNING if self._gpu_layers else CPU_TUNING

    @property
    def vocabulary_size(self) -> int:
        """How many tokens the vocabulary has."""
        return int(self._lib.llama_vocab_n_tokens(self._vocab))

    @property
    def trained_context(self) -> int:
        """The longest text, in tokens, that the model was trained on."""
        return int(self._lib.llama_model_n_ctx_train(self.pointer))

    @property
    def is_recurrent(self) -> bool:
        """Whether some layers at least carry a state from token to token."""
        lib, model = self._lib, self.pointer
        return bool(lib.llama_model_is_recurrent(model) or lib.llama_model_is_hybrid(model))

    def cell_bytes(self, network: Hyperparameters) -> int:
        """Return the memory that one KV cell of this network takes, in bytes.

        A cell holds the keys and values of a token in every layer that has a KV cache. Its column
        of attention scores is added (32-bit, one layer at a time, for a batch of tokens), unless
        flash attention does without them.
        """
        scores = 0 if self.tuning.flash_attention else 4 * network.head_count * self.tuning.batch
        return max(1, network.kv_bytes_per_token + scores)

    @property
    def template(self) -> str | None:
        """The file's chat template, in Jinja; None for a base model.

        Of several templates in one file it is the default one, else that for tools or documents.
        """
        for name in _TEMPLATES:
            text = self._lib.llama_model_chat_template(self.pointer, name)
            if text:
                return str(text.decode("utf-8", "replace"))
        return None

    @property
    def template_fault(self) -> str:
        """Why the chat template can't be used; "" if it can, and if there is none."""
        template = self.template
        return find_template_fault(template, *self._special_tokens) if template is not None else ""

    @property
    def _special_tokens(self) -> tuple[str, str]:
        """The texts of the BOS and EOS tokens."""
        bos, eos = self._lib.llama_vocab_bos(self._vocab), self._lib.llama_vocab_eos(self._vocab)
        return self.token_text(bos), self.token_text(eos)

    def tokenize(self, text: str, *, control: bool = False) -> list[int]:
        """Return the tokens of `text`; with `control`, names of control tokens become these."""
        data = text.encode("utf-8", "replace")
        vocab, room = self._vocab, len(data) + 2
        while True:
            buffer = (ctypes.c_int32 * room)()
            count = self._lib.llama_tokenize(vocab, data, len(data), buffer, room, False, control)
            if count >= 0:
                return list(buffer[:count])
            if -count <= room or -count > _MAX_TOKENS:
                raise ModelError("the model's tokenizer failed", "Try another model file.")
            room = -count  # rarely, a tokenizer splits characters first

    def encode(self, prompt: Prompt) -> list[int]:
        """Return the tokens of a prompt; control tokens count only in the template's own text.

        The three parts are tokenized as one text, as in training: separately, a
        tokenizer may begin each with a space of its own. Only if the message
        holds the name of a control token is it tokenized by itself.
        """
        whole = self.tokenize(prompt.before + prompt.text + prompt.after, control=True)
        before = self.tokenize(prompt.before, control=True)
        text = self.tokenize(prompt.text)
        after = self.tokenize(prompt.after, control=True)
        lib, vocab = self._lib, self._vocab
        # The second condition is for names that only arise where two parts meet.
        if text != self.tokenize(prompt.text, control=True) or (
            [token for token in whole if lib.llama_vocab_is_control(vocab, token)]
            != [token for token in before + after if lib.llama_vocab_is_control(vocab, token)]
        ):
            whole = before + text + after
        # The template may have left out a BOS token that the model expects.
        bos = lib.llama_vocab_bos(vocab)
        is_missing = bos >= 0 and lib.llama_vocab_get_add_bos(vocab) and whole[:1] != [bos]
        return [bos, *whole] if is_missing else whole

    def encode_choices(self, prompt: Prompt, choices: tuple[str, str]) -> tuple[int, int]:
        """Return the tokens with which an answer to the prompt begins, for each choice.

        Raises ModelError if the model's tokenizer begins both with the same one.
        """
        ending = prompt.after or prompt.text
        before = self.tokenize(ending, control=True)
        first, second = (self._begin_answer(ending, before, choice) for choice in choices)
        if first == second or min(first, second) < 0:
            raise ModelError(
                f"“{choices[0]}” and “{choices[1]}” begin with the same token in {self._path}",
                "Choose another model.",
            )
        return first, second

    def _begin_answer(self, ending: str, before: list[int], choice: str) -> int:
        whole = self.tokenize(ending + choice, control=True)
        # a tokenizer may join the ends of both, or put a space before a text of its own
        fits = whole[: len(before)] == before and len(whole) > len(before)
        return whole[len(before)] if fits else next(iter(self.tokenize(choice)), -1)

    def token_text(self, token: int) -> str:
        """Return a token as the vocabulary has it: `"▁the"`; "" if it has no such token."""
        if not 0 <= token < self.vocabulary_size:
            return ""
        text = self._lib.llama_vocab_get_text(self._vocab, token)
        return text.decode("utf-8", "replace") if text else ""

    def token_to_piece(self, token: int) -> bytes:
        """Return the bytes of a token, none for control tokens.

        Those that delimit reasoning are an exception: their names are returned.
        """
        if token not in self._pieces:
            self._pieces[token] = self._convert_token(token, _PIECE_BYTES)
        return self._pieces[token]

    def _convert_token(self, token: int, room: int) -> bytes:
        buffer = ctypes.create_string_buffer(room)
        named = is_reasoning_delimiter(self.token_text(token))
        size = self._lib.llama_token_to_piece(self._vocab, token, buffer, room, 0, named)
        # A negative size is the room that it needs.
        return buffer.raw[:size] if size >= 0 else self._convert_token(token, -size)

    def is_end_of_generation(self, token: int) -> bool:
        """Whether the token ends the completion."""
        return bool(self._lib.llama_vocab_is_eog(self._vocab, token))

    def apply_chat_template(self, message: str) -> Prompt:
        """Return `message` as a user's turn; ModelError if there is no usable template."""
        template = self.template
        if template is None:
            raise ModelError("the model has no chat template", "Use a completion prompt.")
        before, after = split_around_message(template, *self._special_tokens)
        return Prompt(message, before, after)

    def close(self) -> None:
        """Free the memory."""
        pointer, self._pointer = self._pointer, None
        if pointer:
            self._worker.run(lambda: self._lib.llama_model_free(pointer))
