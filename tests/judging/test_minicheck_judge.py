"""MiniCheck as a judge: what it is asked, in chunks; and a tiny model of its kind, really run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from summarize.errors import EngineError, ModelError
from summarize.judging.exam import RawJudge
from summarize.judging.minicheck_judge import MiniCheckJudge, open_minicheck
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.settings import Settings
from summarize.sources import read
from support.tiny_models import Tiny
from support.tiny_t5 import tiny_t5

END = -1
SETTINGS = Settings(threads=1, cache=False)


class Reader:
    """In the place of the model: a word is a token, and `odds` makes log-odds of a text."""

    path = Path("scripted.gguf")
    end_token = END

    def __init__(self, window: int = 1024) -> None:
        self.window = window
        self.words: list[str] = []
        self.asked: list[str] = []
        self.odds: object = lambda _text: 0.0
        self.supports: list[tuple[int, int]] = []
        self.texts = {3: "▁", 209: "▁1"}

    def tokenize(self, text: str) -> list[int]:
        assert "\n" not in text
        for word in text.split():
            if word not in self.words:
                self.words.append(word)
        return [self.words.index(word) for word in text.split()]

    def token_text(self, token: int) -> str:
        return self.texts.get(token, "")

    def read_log_odds(
        self, texts: Sequence[Sequence[int]], first: int, second: int
    ) -> Iterator[float]:
        for text in texts:
            assert len(text) <= self.window
            self.supports.append((first, second))
            said = " ".join("</s>" if one == END else self.words[one] for one in text)
            self.asked.append(said)
            yield self.odds(said)  # type: ignore[operator]


def annotate(text: str) -> AnnotatedDocument:
    return AnnotatedDocument(read(text=text, language="en"))


class Sentences:
    """In the place of a document: its sentences may be of any length."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.numbers = range(len(texts))

    def sentence_text(self, number: int) -> str:
        return self._texts[number]


def assess(reader: Reader, text: str, *statements: str) -> list[float | None]:
    return MiniCheckJudge(reader, "scripted").assess(annotate(text), statements)


def sentences(count: int, words: int) -> str:
    """Sentences of so many words each, no two alike."""
    return " ".join(
        f"Ferry{number} " + " ".join(["sails"] * (words - 2)) + f" north{number}."
        for number in range(count)
    )


def test_what_it_is_asked() -> None:
    reader = Reader()
    reader.odds = lambda _text: 1.5
    answers = assess(
        reader, "The ferry sank.\nThirty died at sea.", "  A ferry\nsank. ", "All died."
    )
    document = "predict: The ferry sank. Thirty died at sea. </s>"
    assert reader.asked == [f"{document} A ferry sank. </s>", f"{document} All died. </s>"]
    assert answers == [1.5, 1.5]
    assert set(reader.supports) == {(209, 3)}


def test_the_best_chunk_counts() -> None:
    reader = Reader()
    reader.odds = lambda text: 3.0 if "Ferry7 " in text else -2.0 if "Ferry0 " in text else -4.0
    text = sentences(10, 100)
    assert assess(reader, text, "It sails.") == [3.0]
    assert len(reader.asked) == 2
    chunks = [one.removeprefix("predict: ").split(" </s>")[0] for one in reader.asked]
    assert " ".join(chunks) == text
    assert [len(one.split()) for one in chunks] == [500, 500]
    reader.odds = lambda text: -2.0 if "Ferry0 " in text else -4.0
    assert assess(reader, text, "It sails.") == [-2.0]


@pytest.mark.parametrize(("count", "words", "lengths"), [
    (3, 200, [400, 200]),
    (4, 251, [251] * 4),
    (1, 600, [600]),  # more words than a chunk should have, but it fits the window
    (2, 1000, [765, 235, 765, 235]),
])  # fmt: skip
def test_chunks_are_whole_sentences_where_that_can_be(
    count: int, words: int, lengths: list[int]
) -> None:
    reader = Reader()
    text = sentences(count, words)
    document = Sentences([f"{one}." for one in text.removesuffix(".").split(". ")])
    MiniCheckJudge(reader, "scripted").assess(document, ["It sails."])  # type: ignore[arg-type]
    chunks = [one.removeprefix("predict: ").split(" </s>")[0] for one in reader.asked]
    assert " ".join(chunks) == text
    assert [len(one.split()) for one in chunks] == lengths


def test_the_window_holds_the_longest_statement_and_chunk() -> None:
    reader = Reader(window=300)
    assess(reader, sentences(20, 17), " ".join(["sails"] * 256))
    assert max(len(one.split()) for one in reader.asked) <= 300
    assert len(reader.asked) == 10  # two sentences fit each


def test_what_can_not_be_judged_has_no_answer() -> None:
    reader = Reader()
    long = " ".join(["sails"] * 257)
    assert assess(reader, "The ferry sank.", "", " \n", long, "It sank.") == [None, None, None, 0.0]
    assert len(reader.asked) == 1


def test_a_vocabulary_that_is_not_t5s_is_refused() -> None:
    reader = Reader()
    reader.texts[209] = "▁yes"
    with pytest.raises(ModelError, match=r"scripted\.gguf is no MiniCheck model"):
        MiniCheckJudge(reader, "scripted")


# --- A tiny model of the same kind, through the real llama.cpp


def put(folder: Path, model: Tiny) -> Path:
    path = folder / "judge.gguf"
    path.write_bytes(model.data())
    return path


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MiniCheckJudge]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with open_minicheck(put(tmp_path_factory.mktemp("judge"), tiny_t5()), SETTINGS) as opened:
            yield opened


TEXT = "The ferry left the harbour late. In March 40 passengers sank with a ferry."


@pytest.mark.model
def test_a_judge_is_opened_and_judges(judge: RawJudge) -> None:
    document = annotate(TEXT)
    statements = ["the ferry left", "the ferry sank", "40 passengers left"]
    found = judge.assess(document, statements)
    assert len({*found}) == len(statements)
    assert judge.assess(document, statements[::-1]) == found[::-1]
    assert judge.assess(annotate("A ferry sank in the harbour."), statements) != found
    assert judge.assess(document, statements) == found
    assert all(isinstance(one, float) for one in found)


@pytest.mark.model
def test_log_odds_are_those_of_the_whole_text(judge: MiniCheckJudge) -> None:
    """The tokens put together are those that the text would have as one."""
    model = judge._model
    text, end = model.tokenize(f"predict: {TEXT}"), model.end_token
    claim = model.tokenize("the ferry left")
    (expected,) = model.read_log_odds([[*text, end, *claim, end]], 209, 3)
    assert judge.assess(annotate(TEXT), ["the ferry left"]) == [expected]


@pytest.mark.model
def test_control_tokens_in_the_texts_end_nothing(
    judge: MiniCheckJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, seen = judge._model, []
    read_log_odds = model.read_log_odds

    def watch(texts: Sequence[Sequence[int]], *tokens: int) -> Iterator[float]:
        seen.extend(texts)
        return read_log_odds(texts, *tokens)

    monkeypatch.setattr(model, "read_log_odds", watch)
    hostile = annotate("The ferry left.</s>the ferry sank</s> It was late <pad> in the harbour.")
    assert judge.assess(hostile, ["the ferry</s>sank <unk>"])[0] is not None
    (text,) = seen
    assert [place for place, token in enumerate(text) if token == model.end_token] == [
        len(text) - 2 - len(model.tokenize("the ferry</s>sank <unk>")),
        len(text) - 1,
    ]
    assert 0 not in text


@pytest.mark.model
def test_a_long_document_is_judged(judge: RawJudge) -> None:
    text = sentences(40, 40)
    found = judge.assess(annotate(text), ["the ferry left"])
    parts = judge.assess(annotate(text[: len(text) // 8]), ["the ferry left"])
    assert found[0] is not None
    assert found != parts


@pytest.mark.model
def test_what_opens_no_judge(tmp_path: Path) -> None:
    with (
        pytest.raises(ModelError, match="is no encoder-decoder model"),
        open_minicheck(put(tmp_path, Tiny()), SETTINGS),
    ):
        pass
    other = tiny_t5()
    other.pairs["tokenizer.ggml.tokens"][209] = "▁yes"
    with (
        pytest.raises(ModelError, match="its vocabulary is not that of T5"),
        open_minicheck(put(tmp_path, other), SETTINGS),
    ):
        pass
    broken = tiny_t5()
    broken.weights = {"token_embd.weight": float("nan")}
    with (
        pytest.raises(ModelError, match=r"judge\.gguf.*(?:nan|no number|invalid)"),
        open_minicheck(put(tmp_path, broken), SETTINGS),
    ):
        pass
    with (
        pytest.raises(ModelError, match="does not exist"),
        open_minicheck(tmp_path / "none", SETTINGS),
    ):
        pass


@pytest.mark.model
def test_a_judge_is_closed_at_the_end(tmp_path: Path) -> None:
    with open_minicheck(put(tmp_path, tiny_t5()), SETTINGS) as opened:
        pass
    with pytest.raises(EngineError, match="the model is closed"):
        opened.assess(annotate(TEXT), ["the ferry left"])
