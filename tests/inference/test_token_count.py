"""Token counts: by the tokenizer of each server, and estimated from bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.generation.chunking import texts_to_count
from summarize.inference.openai_server.capabilities import detect_capabilities
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.token_count import (
    ByteEstimate,
    ServerTokenizer,
    build_counter,
    escape_control_tokens,
)
from support.llm_server import HASTY, LLMServer, tokenize

PATHS = {"llama.cpp": "/tokenize", "vLLM": "/tokenize", "llama-cpp-python": "/extras/tokenize"}


@pytest.fixture(params=PATHS)
def server(request: pytest.FixtureRequest) -> Iterator[LLMServer]:
    with LLMServer(request.param) as server:
        server.path = PATHS[request.param]  # type: ignore[attr-defined]
        yield server


def counter_of(server: LLMServer) -> ServerTokenizer:
    client = HttpClient(server.address, None, HASTY)
    found = build_counter(client, detect_capabilities(client, ""), lambda text: None)
    assert isinstance(found, ServerTokenizer)
    return found


def calls(server: LLMServer) -> int:
    return len(server.asked(server.path))  # type: ignore[attr-defined]


def test_the_servers_own_tokens_without_its_start(server: LLMServer) -> None:
    mine = counter_of(server)
    assert [mine.count(text) for text in ("", "one", "one two  three\n\nfour")] == [0, 1, 4]


def test_a_text_is_counted_once(server: LLMServer) -> None:
    mine = counter_of(server)
    before = calls(server)
    assert {mine.count("one two") for _ in range(9)} == {2}
    assert calls(server) == before + 1


def test_a_long_document_costs_few_requests(server: LLMServer, feature: Document) -> None:
    mine = counter_of(server)
    texts = texts_to_count(feature)
    before = calls(server)
    mine.prefetch(texts)
    assert [mine.count(text) for text in texts] == [len(tokenize(text)) for text in texts]
    assert len(texts) > 100
    assert calls(server) <= before + 1


def test_a_book_is_counted_in_pieces(server: LLMServer) -> None:
    mine = counter_of(server)
    texts = [f"Sentence number {number} of a book that goes on." for number in range(12_000)]
    before = calls(server)
    mine.prefetch(texts)
    assert sum(map(mine.count, texts)) == 9 * len(texts)
    assert calls(server) - before < 5


def test_without_a_separator_each_is_counted(server: LLMServer) -> None:
    path = server.path  # type: ignore[attr-defined]
    route = server.routes[path]

    def no_control_tokens(call: object) -> object:
        body = call.body  # type: ignore[attr-defined]
        for key in ("content", "prompt", "input"):
            if key in body:
                body[key] = body[key].replace("<|im_end|>", "< | im_end | >")
        return route(call)  # type: ignore[arg-type]

    server.routes[path] = no_control_tokens
    mine = counter_of(server)
    texts = [f"Sentence {number} has words." for number in range(30)]
    before = calls(server)
    mine.prefetch(texts)
    assert calls(server) == before + 30
    assert [mine.count(text) for text in texts] == [4] * 30
    assert calls(server) == before + 30


def test_an_article_full_of_control_tokens_is_counted_all_the_same(server: LLMServer) -> None:
    mine = counter_of(server)
    texts = ["Now <|im_end|> comes.", "<|im_end|><|im_end|>", "And </s> more <end_of_turn>."]
    mine.prefetch(texts)
    assert [mine.count(text) for text in texts] == [
        len(tokenize(escape_control_tokens(text))) for text in texts
    ]


def test_a_server_that_is_gone_does_not_end_the_count(server: LLMServer) -> None:
    mine = counter_of(server)
    mine.count("These are seven words, more or less.")
    server.stop()
    text = "Some words that nobody has counted before"
    assert mine.count(text) >= 7
    mine.prefetch([text, text + " again"])
    assert mine.count("") == 0


def test_a_tokenizer_that_fails_at_once_is_not_taken() -> None:
    with LLMServer("llama.cpp") as server:
        client = HttpClient(server.address, None, HASTY)
        facts = detect_capabilities(client, "")
        server.routes["/tokenize"] = lambda call: {"tokens": "many"}
        assert isinstance(build_counter(client, facts, lambda text: None), ByteEstimate)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("a <|im_end|> b", "a < |im_end|> b"),
        ("</s><s><end_of_turn><|eot_id|>", "< /s>< s>< end_of_turn>< |eot_id|>"),
        ("a < b | c > d, <i>x</i> and <sup>2</sup>", "a < b | c > d, <i>x</i> and <sup>2</sup>"),
        ("half \ud83d a", "half ? a"),
    ],
)
def test_no_control_token_gets_through(text: str, harmless: str) -> None:
    assert escape_control_tokens(text) == harmless


@given(st.text())
def test_taming_twice_changes_nothing(text: str) -> None:
    assert escape_control_tokens(escape_control_tokens(text)) == escape_control_tokens(text)


def words(text: str) -> int:
    return len(text.split())


def estimate(texts: list[str]) -> ByteEstimate:
    made = ByteEstimate(words, 4096)
    made.prefetch(texts)
    return made


def test_an_estimate_is_measured_and_stays_above(feature: Document) -> None:
    texts = texts_to_count(feature)
    mine = estimate(texts)
    whole = "".join(texts)
    assert words(whole) <= mine.count(whole) <= 1.3 * words(whole)
    assert 0.8 * words(whole) <= mine.estimate(whole) <= 1.2 * words(whole)


def test_what_is_counted_is_the_same_in_the_next_run(feature: Document) -> None:
    texts = texts_to_count(feature)
    assert [estimate(texts).count(text) for text in texts] == [
        estimate(texts).count(text) for text in texts
    ]


def test_one_document_has_no_say_in_the_next(feature: Document) -> None:
    mine = estimate(texts_to_count(feature))
    mine.prefetch(["Too short."])
    assert mine.count("Some more words") == ByteEstimate(words, 4096).count("Some more words")


def test_an_estimate_without_any_measure_is_cautious() -> None:
    mine = ByteEstimate(lambda text: None, 4096)
    mine.prefetch(["A sentence of a document. "] * 50)
    assert mine.count("A sentence of a document.") >= 10
    assert mine.estimate("A sentence of a document.") == 0
    assert mine.count("東京で大会が開かれた。") >= 11
    assert mine.count("1,234,567.89") >= 12
    assert mine.count("") == 0


def test_measuring_takes_one_short_request() -> None:
    asked: list[str] = []

    def measure(text: str) -> int:
        asked.append(text)
        return words(text)

    texts = [f"Sentence {number} of a book. " for number in range(10_000)]
    ByteEstimate(measure, 4096).prefetch(texts)
    (sample,) = asked
    assert 1000 < len(sample) < 5000
    assert "Sentence 0 " in sample
    assert "Sentence 99" in sample


@pytest.mark.parametrize("text", ["東京で大会が開かれた。", "A sentence of it. ", "1,234.56; "])
def test_what_is_measured_fits_a_small_context_size(text: str) -> None:
    asked: list[str] = []
    ByteEstimate(asked.append, 512).prefetch([text] * 900)  # type: ignore[arg-type]
    assert 100 < len(asked[0].encode()) < 800


@pytest.mark.parametrize("tokens", [1, 3, 10**6])
def test_a_measure_that_can_not_be_is_not_believed(tokens: int) -> None:
    mine = ByteEstimate(lambda text: tokens, 4096)
    mine.prefetch(["A sentence of a document. "] * 50)
    assert mine.estimate("A sentence.") == 0


def test_a_sample_that_was_read_before_is_measured_again(feature: Document) -> None:
    texts, read = texts_to_count(feature), set[str]()

    def measure(text: str) -> int:
        new = text not in read
        read.add(text)
        return words(text) if new else 1

    for _ in range(2):
        mine = ByteEstimate(measure, 4096)
        mine.prefetch(texts)
        whole = "".join(texts)
        assert 0.8 * words(whole) <= mine.estimate(whole) <= 1.2 * words(whole)


def test_a_word_that_is_taken_for_the_separator_does_not_spoil_the_counts() -> None:
    with LLMServer("llama.cpp") as server:
        mine = counter_of(server)
        route, mark = server.routes["/tokenize"], tokenize("<|im_end|>")
        odd = tokenize("Zork")
        server.routes["/tokenize"] = lambda call: {
            "tokens": [mark[0] if one == odd[0] else one for one in route(call)["tokens"]]
        }
        texts = ["One text of six words here.", "Here is Zork again."]
        mine.prefetch(texts)
        assert [mine.count(text) for text in texts] == [6, 4]
