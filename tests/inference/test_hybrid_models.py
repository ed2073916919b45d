"""Models with a state from token to token, with tiny files of each kind.

A state can't be taken back token by token, as cells of a KV cache can, and it takes memory for
each text that is computed side by side.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.inference import Prompt, Request
from summarize.inference.llama_cpp import llama_model
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.library import load_library, supports_architecture
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext
from summarize.inference.llama_cpp.llama_engine import LlamaEngine
from summarize.inference.llama_cpp.sampling import PromptLookup
from summarize.inference.llama_cpp.tuning import CPU_TUNING
from summarize.models.gguf import read_header
from summarize.models.registry import build_model_info
from support.tiny_hybrids import ARCHITECTURES, tiny_hybrid

pytestmark = pytest.mark.model

TEXT = "the cat sat on the mat and the dog was in the house with a hat. " * 5
TAILS = ("the end of the day", "a dog in the house", "that was for the cat", "on the mat")
TOWNS = ("harbour", "river", "mountain", "city", "ox")


@pytest.fixture(scope="module", params=ARCHITECTURES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tiny") / f"{request.param}.gguf"
    made.write_bytes(tiny_hybrid(request.param).data())
    return made


@pytest.fixture(scope="module")
def engine(path: Path) -> Iterator[LlamaEngine]:
    if not supports_architecture(path.stem):
        pytest.skip(f"this llama.cpp does not know {path.stem}")
    with LlamaEngine(path, build_model_info(path, read_header(path)), 1) as made:
        yield made


def ask(text: str) -> Request:
    return Request(Prompt(text), 12)


def answers(engine: LlamaEngine, *requests: Request) -> list[str]:
    found = sorted(engine.complete(requests), key=lambda one: one[0])
    assert not any(completion.detail for _, completion in found)
    return [completion.text for _, completion in found]


def test_it_is_told_from_the_file_that_there_is_a_state(engine: LlamaEngine) -> None:
    assert engine._model.is_recurrent
    assert engine._network.state_bytes_per_sequence > 0
    assert engine.count_tokens(TEXT) > CPU_TUNING.batch  # so that a state goes on in a batch


def test_a_shared_text_changes_no_answer(engine: LlamaEngine) -> None:
    asked = [ask(TEXT + tail) for tail in TAILS]
    alone = [answers(engine, one)[0] for one in asked]
    assert len(set(alone)) > 2  # what was read matters
    assert answers(engine, *asked) == alone
    assert engine.layout == ContextLayout(True, 4, engine.layout.n_ctx if engine.layout else 0)
    assert answers(engine, *reversed(asked)) == alone[::-1]


def test_more_requests_than_sequences_share_a_text_that_is_kept(engine: LlamaEngine) -> None:
    asked = [ask(TEXT + tail) for tail in TAILS]
    alone = [answers(engine, one)[0] for one in asked]
    assert answers(engine, *(asked * 5)) == alone * 5


def test_texts_side_by_side_are_answered_as_alone(engine: LlamaEngine) -> None:
    asked = [ask(f"{town} of " * 30 * (n + 1)) for n, town in enumerate(TOWNS)]
    alone = [answers(engine, one)[0] for one in asked]
    assert answers(engine, *asked) == alone
    assert engine.layout
    assert not engine.layout.kv_unified
    assert answers(engine, *reversed(asked)) == alone[::-1]


def test_no_token_is_drafted_as_it_could_not_be_taken_back(
    engine: LlamaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [ask(TEXT + tail) for tail in TAILS[:2]]
    alone = [answers(engine, one)[0] for one in asked]
    monkeypatch.setattr(PromptLookup, "draft", lambda _, most: [270, 271, 272][:most])
    assert answers(engine, *asked) == alone


def test_as_many_side_by_side_as_there_is_memory_for_their_states(
    path: Path, engine: LlamaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [ask(TEXT + tail) for tail in TAILS]
    alone = [answers(engine, one)[0] for one in asked]
    room = 2 * 3 * engine._network.state_bytes_per_sequence  # for three states and the cells
    few = replace(CPU_TUNING, context_bytes=room)
    monkeypatch.setattr(llama_model, "CPU_TUNING", few)
    with LlamaEngine(path, engine.info, 1) as own:
        assert answers(own, *(asked * 2)) == alone * 2
        assert own.layout
        assert own.layout.sequences <= 3
        assert own.measure_throughput(16, 4, kv_unified=True) is None


def test_the_state_has_the_size_that_the_header_tells(engine: LlamaEngine) -> None:
    """llama.cpp's copy of a text's memory: its state, keys and values, and some bookkeeping."""
    lib, model, network = load_library(), engine._model, engine._network
    context = LlamaContext(model, engine._worker, ContextLayout(True, 1, 512), 1)
    sizes = []
    for start, stop in ((0, 8), (8, 16)):
        context.decode([BatchToken(5, n, 0, False) for n in range(start, stop)])
        sizes.append(lib.llama_state_seq_get_size(context.pointer, ctypes.c_int32(0)))
    context.close()
    cell = (sizes[1] - sizes[0]) / 8
    assert network.kv_bytes_per_token <= cell <= network.kv_bytes_per_token + 32
    rest = sizes[0] - 8 * cell
    assert 0 <= rest - network.state_bytes_per_sequence <= 512
