"""Encoder-decoder models through the real llama.cpp: what their decoder would begin with."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize.errors import BudgetError, EngineError, ModelError, UsageError
from summarize.inference.llama_cpp.encoder_decoder import EncoderDecoder
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker
from support.t5_reference import Reference
from support.tiny_models import Tiny
from support.tiny_t5 import END, NO, PAD, TOKENS, YES, tiny_t5

pytestmark = pytest.mark.model
REFERENCE = Reference(tiny_t5())


def put(folder: Path, model: Tiny) -> Path:
    path = folder / "tiny.gguf"
    path.write_bytes(model.data())
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("t5"), tiny_t5())


@pytest.fixture(scope="module")
def model(path: Path) -> Iterator[EncoderDecoder]:
    with EncoderDecoder(path, threads=1) as loaded:
        yield loaded


def odds(model: EncoderDecoder, *texts: str) -> list[float]:
    return list(model.read_log_odds([model.tokenize(text) for text in texts], YES, NO))


def test_a_text_is_read_as_if_it_were_alone(model: EncoderDecoder) -> None:
    texts = ("the ferry left", "the ferry sank", "the ferry " * 400, "a")
    alone = [odds(model, text)[0] for text in texts]
    assert odds(model, *texts) == alone
    assert odds(model, *reversed(texts)) == alone[::-1]
    assert len(set(alone)) == len(texts)


@pytest.mark.parametrize("words", ["the", "the ferry left", "the ferry " * 60, "late " * 400])
def test_the_numbers_are_those_of_the_papers(model: EncoderDecoder, words: str) -> None:
    text = [*model.tokenize(words), END]
    assert model.read_logits(text) == pytest.approx(REFERENCE.read_logits(text), abs=5e-3)


def test_the_order_of_the_words_counts(model: EncoderDecoder) -> None:
    first, second = odds(model, "the ferry left the harbour", "the harbour left the ferry")
    assert first != second


def test_the_encoder_looks_in_both_directions(model: EncoderDecoder) -> None:
    """The last word changes what is made of the first ones: the answers differ by it alone."""
    first, second = odds(model, "the ferry left late", "the ferry left harbour")
    assert first != second


def test_log_odds_are_a_difference_of_logits(model: EncoderDecoder) -> None:
    text = model.tokenize("the ferry left")
    logits = model.read_logits(text)
    assert len(logits) == len(TOKENS)
    assert list(model.read_log_odds([text], YES, NO)) == [logits[YES] - logits[NO]]
    assert list(model.read_log_odds([text], NO, YES)) == [logits[NO] - logits[YES]]


def test_the_decoder_begins_with_its_start_token(tmp_path: Path, model: EncoderDecoder) -> None:
    another = tiny_t5()
    another.pairs["t5.decoder_start_token_id"] = 5
    with EncoderDecoder(put(tmp_path, another), threads=1) as other:
        assert odds(other, "the ferry") != odds(model, "the ferry")
    named = tiny_t5().without("t5.decoder_start_token_id")
    named.pairs["tokenizer.ggml.bos_token_id"] = PAD
    with EncoderDecoder(put(tmp_path, named), threads=1) as other:
        assert odds(other, "the ferry") == odds(model, "the ferry")


def test_a_file_that_names_no_start_is_refused(tmp_path: Path) -> None:
    unnamed = put(tmp_path, tiny_t5().without("t5.decoder_start_token_id"))
    with pytest.raises(ModelError, match="which tokens begin an answer"):
        EncoderDecoder(unnamed, threads=1)


def test_control_tokens_are_plain_text(model: EncoderDecoder) -> None:
    tokens = model.tokenize("the </s> ferry <pad>")
    assert END not in tokens
    assert PAD not in tokens
    assert "".join(map(model.token_text, tokens)) == "▁the▁</s>▁ferry▁<pad>"
    assert model.end_token == END


def test_the_window_is_kept(model: EncoderDecoder) -> None:
    tokens = model.tokenize("the ferry") * model.window
    whole, one_more = tokens[: model.window], tokens[: model.window + 1]
    assert list(model.read_log_odds([whole], YES, NO))
    with pytest.raises(BudgetError, match="1025 tokens does not fit the window of 1024"):
        model.read_logits(one_more)
    with pytest.raises(UsageError, match="something to read"):
        model.read_logits([])


def test_no_token_outside_the_vocabulary_has_a_text(model: EncoderDecoder) -> None:
    assert [model.token_text(one) for one in (-1, len(TOKENS))] == ["", ""]


def test_a_closed_model_raises(path: Path) -> None:
    with EncoderDecoder(path, threads=1) as model:
        text = model.tokenize("the ferry")
    with pytest.raises(EngineError, match="the model is closed"):
        model.read_logits(text)
    with pytest.raises(EngineError, match="the model is closed"):
        list(model.read_log_odds([text], YES, NO))
    with pytest.raises(EngineError, match="the model is closed"):
        model.tokenize("the ferry")
    model.close()  # once more changes nothing


def test_each_kind_of_model_is_refused_where_the_other_belongs(path: Path, tmp_path: Path) -> None:
    llama = put(tmp_path, Tiny())
    with pytest.raises(ModelError, match="is no encoder-decoder model"):
        EncoderDecoder(llama, threads=1)
    worker = Worker()
    with pytest.raises(ModelError, match="is not a model that writes on"):
        LlamaModel(path, worker)
    worker.close()


def test_a_damaged_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tiny\.gguf can't be loaded: ."):
        EncoderDecoder(put(tmp_path, tiny_t5().without("dec.blk.1.cross_attn_q.weight")))


@pytest.mark.parametrize("verb", ["encode", "decode"])
def test_a_failure_is_an_error_and_the_next_text_is_read(
    model: EncoderDecoder, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    good = odds(model, "the ferry")
    with monkeypatch.context() as patch:
        patch.setattr(model._context._lib, f"llama_{verb}", lambda _context, _batch: -3)
        with pytest.raises(EngineError, match=rf"could not {verb} \(code -3\)"):
            odds(model, "the ferry left")
    assert odds(model, "the ferry") == good


def test_ctrl_c_is_answered_and_the_next_text_is_read(model: EncoderDecoder) -> None:
    good = odds(model, "the ferry")
    text = model.tokenize("the ferry " * 500)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        list(model.read_log_odds([text] * 100_000, YES, NO))
    timer.join()
    assert odds(model, "the ferry") == good
