"""The whole pipeline with models that misbehave: the same summary as from one that does not.

An honest model's answer is wrapped in all that models wrap answers in. What is printed, dropped and
repaired must be what it is without the wrapping: nothing of it comes through, and no honest
statement is lost with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest

from summarize.document import Document
from summarize.errors import EngineError
from summarize.inference import Completion, FinishReason, Request
from summarize.inference.llama_cpp.llama_engine import LlamaEngine
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.models.gguf import read_header
from summarize.models.registry import GEMMA, build_model_info, locate_model
from summarize.pipeline import summarize
from summarize.results import Summary
from summarize.settings import DEFAULT_MODEL
from summarize.sources import read
from support.answers import settings_for, voting
from support.chat_templates import FAMILIES
from support.library_article import LIBRARY, SHORT
from support.scripted_engine import ScriptedEngine

SETTINGS = settings_for(length="60", claims="3", cache=False)
HONEST = voting()
THOUGHT = "Okay, the user wants a summary of the article. Zebulon paid 987654 euros, I think."
Texts = tuple[str, ...]


def sentences(text: str) -> list[str]:
    """The statements of an honest answer, which are lines of a list or stand in a row."""
    lines = [re.sub(r"\A\d+\. ", "", line) for line in text.splitlines()]
    return lines if len(lines) > 1 else re.split(r"(?<=[.!?”]) (?=[“A-Z])", text)


def listed(mark: str) -> Callable[[str], str]:
    return lambda text: "\n".join(f"{mark}{line}" for line in sentences(text))


def tagged(tag: str) -> Callable[[str], str]:
    return lambda text: "".join(f"<{tag}>{line}</{tag}>" for line in sentences(text))


def in_a_table(text: str) -> str:
    rows = (f"| {number} | {line} |" for number, line in enumerate(sentences(text), 1))
    return "\n".join(["| No. | What the article says |", "|---:|:---|", *rows])


def framed(text: str) -> str:
    return "\n".join(f"The article states that {line}" for line in sentences(text))


def announced(words: str, closing: str = "") -> Callable[[str], str]:
    return lambda text: f"{words}\n\n{text}\n\n{closing}"


def turned(before: str, after: str) -> Callable[[str], str]:
    return lambda text: f"{before}{text}{after}"


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "think": turned(f"<think>\n{THOUGHT}\n</think>\n\n", ""),
    "think, begun by the template": turned(f"{THOUGHT}\n</think>\n\n", ""),
    "THINK": turned(f"[THINK]{THOUGHT}[/THINK]", ""),
    "thinking afterwards": turned("", f"\n<thinking>{THOUGHT}"),
    "nested": turned(f"<think>{THOUGHT}<think>{THOUGHT}</think>{THOUGHT}</think>", ""),
    "harmony": turned(
        f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>",
        "<|return|>",
    ),
    "chatml": turned(
        "<|im_start|>assistant\n",
        "<|im_end|>\n<|im_start|>user\nDid Zebulon pay 987654 euros for it?<|im_end|>",
    ),
    "gemma": turned("", "<end_of_turn>\n<start_of_turn>user\nDid Zebulon pay 987654 euros?"),
    "llama": turned("[/INST] ", "</s><s>[INST] Did Zebulon pay 987654 euros for it? [/INST]"),
    "instructions": turned(
        "### Response:\n", "\n\n### Instruction:\nDid Zebulon pay 987654 euros?"
    ),
    "role play": turned(
        "Assistant: ", "\nUser: Did Zebulon pay for it?\nAssistant: Yes, all of it."
    ),
    "preamble": announced("Sure! Here is a summary of the article in three sentences:"),
    "bold label": announced("**Summary:**", "I hope this helps! Let me know if you need more."),
    "title": announced("# The Harbour of the Town Today\n\n**Title:** A Harbour and Its Town\n\n"),
    "note": announced("", "Note: This summary is based only on the text above."),
    "german": announced(
        "Gerne! Hier ist eine Zusammenfassung:", "Ich hoffe, das hilft dir weiter!"
    ),
    "french": announced("Bien sûr ! Voici un résumé :", "N’hésitez pas à me poser des questions."),
    "chinese": announced("当然！以下是文章的摘要：", "希望这对您有帮助！"),
    "framed": framed,
    "bullets": listed("* "),
    "emoji": listed("✅ "),
    "quoted": listed("> "),
    "fenced": turned("```text\n", "\n```"),
    "facts": listed("Fact 1: "),
    "table": in_a_table,
    "html": tagged("li"),
    "xml": tagged("fact"),
    "json": lambda text: json.dumps({"summary": sentences(text)}, ensure_ascii=False),
    "json in a fence": lambda text: "```json\n" + json.dumps(sentences(text)) + "\n```",
    "zero width": lambda text: text.replace(" the ", " \u200bthe\ufeff "),
    "control characters": lambda text: text.replace(" the ", " \x00the\x1b "),
    "a word without end": turned("", "\n" + "ab" * 300 + " was seen in the harbour today."),
}


def texts(summary: Summary) -> tuple[Texts, ...]:
    """All that a reader can see of what the model said."""
    shown = (summary.sentences, summary.claims, summary.dropped)
    repaired = tuple(f"{repair.before} -> {repair.after}" for repair in summary.repairs)
    return (*(tuple(one.text for one in part) for part in shown), repaired)


def run(document: Document, answer: Callable[[Request], str | Completion], chats: bool) -> Summary:
    return summarize(document, SETTINGS, ScriptedEngine(answer, has_chat_template=chats))


@pytest.fixture(scope="module", params=[True, False], ids=["asked", "begun"])
def honest(request: pytest.FixtureRequest, harbour: Document) -> tuple[bool, tuple[Texts, ...]]:
    return request.param, texts(run(harbour, HONEST, request.param))


@pytest.mark.parametrize("name", WRAPPINGS)
def test_the_summary_is_that_of_a_model_that_behaves(
    name: str, honest: tuple[bool, tuple[Texts, ...]], harbour: Document
) -> None:
    chats, expected = honest
    assert expected[0]
    assert expected[1]

    def answer(request: Request) -> str:
        return WRAPPINGS[name](str(HONEST(request)))

    assert texts(run(harbour, answer, chats)) == expected


ELSEWHERE = {
    "german": "Der Hafen wurde am Montag von der Stadt geschlossen. Niemand weiß, was nun kommt.",
    "russian": "Гавань была закрыта городом в понедельник. Никто не знает, что будет дальше.",
}


@pytest.mark.parametrize("language", ELSEWHERE)
def test_an_answer_in_another_language_is_not_printed(language: str, harbour: Document) -> None:
    summary = run(harbour, lambda _: ELSEWHERE[language], True)
    assert summary.sentences
    for one in (*summary.sentences, *summary.claims):
        assert one.origin != "model"
        assert one.evidence[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\u200b",
        f"<think>{THOUGHT}",
        f"<|channel|>analysis<|message|>{THOUGHT}",
        "I'm sorry, but I can't help you to summarize that text.",
        "Sure! Here is a summary of the text above:",
        "<|im_start|>user\nSummarize the text above for me.",
        '{"summary": ""}',
        "| | |\n|---|---|",
    ],
)
def test_what_is_no_answer_is_said_to_be_none(text: str, harbour: Document) -> None:
    """Nothing was read, and that must not pass for a summary."""
    for stop in (FinishReason.END, FinishReason.LENGTH):
        with pytest.raises(EngineError, match="no usable answer"):
            run(harbour, lambda _, stop=stop: Completion(text, stop), True)  # type: ignore[misc]


def test_a_model_that_only_thought_is_said_to_have_done_so(harbour: Document) -> None:
    with pytest.raises(EngineError, match="only thoughts"):
        run(harbour, lambda _: Completion(f"<think>{THOUGHT}", FinishReason.LENGTH), True)
    with pytest.raises(EngineError, match=r"no usable answer about this part$"):
        run(harbour, lambda _: "Sure!", True)


def test_a_thought_is_cut_off_with_its_answer_but_other_drafts_count(harbour: Document) -> None:
    def answer(request: Request) -> str | Completion:
        if request.seed % 2:
            return Completion(f"<think>{THOUGHT}", FinishReason.LENGTH)
        return HONEST(request)

    summary = run(harbour, answer, True)
    assert summary.sentences
    assert "Zebulon" not in str(texts(summary))


@pytest.mark.parametrize("verb", ["discusses", "describes", "is about", "gives an overview of"])
def test_what_is_said_of_the_article_is_not_printed(verb: str, harbour: Document) -> None:
    """It is no statement that the article could carry, but it still says what matters."""
    about = f"The article {verb} the closing of the north breakwater at Pellmouth."
    summary = run(harbour, lambda _: about, True)
    assert summary.sentences
    assert not any("article" in one.text for one in (*summary.sentences, *summary.claims))


# What must never be seen: signs of templates and thoughts; and, in what is printed, words about
# the answer or the article.
SIGNS = re.compile(r"<[|/\w]|\|>|\[/?INST|think>|assistant|\buser\b", re.IGNORECASE)
WORDS = re.compile(r"\bsure\b|\bhere (?:is|are)\b|summar|\barticle\b|\bthe text\b", re.IGNORECASE)


def traces(summary: Summary) -> list[str]:
    everything = [text for part in texts(summary) for text in part]
    printed = [one.text for one in (*summary.sentences, *summary.claims)]
    return [*filter(SIGNS.search, everything), *filter(WORDS.search, printed)]


def test_traces_would_be_found(harbour: Document) -> None:
    for text in ("It rained.<|im_end|>", "</think> It rained.", "[/INST] It rained."):
        assert SIGNS.search(text)
    assert traces(run(harbour, HONEST, True)) == []


@pytest.fixture
def smollm() -> Iterator[LlamaEngine]:
    with opened_model(DEFAULT_MODEL) as engine:
        yield engine


def opened_model(name: str) -> LlamaEngine:
    path = locate_model(name)
    return LlamaEngine(path, build_model_info(path, read_header(path)))


@pytest.mark.model
@pytest.mark.parametrize("family", ["qwen thinking", "mistral v1"])
def test_the_packaged_model_under_templates_that_it_was_not_made_for(
    family: str, smollm: LlamaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers strangely then, which is what this is about: nothing strange is printed."""
    monkeypatch.setattr(LlamaModel, "template", FAMILIES[family].template)
    assert smollm.has_chat_template
    assert not smollm.template_warning
    summary = summarize(read(text=LIBRARY), SHORT, smollm)
    assert summary.sentences
    assert traces(summary) == []


@pytest.mark.model
def test_the_packaged_model_with_a_template_that_is_broken(
    smollm: LlamaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LlamaModel, "template", "{{ raise_exception('tools are needed') }}")
    assert not smollm.has_chat_template
    assert "tools are needed" in smollm.template_warning
    assert "like a base model" in smollm.template_warning
    summary = summarize(read(text=LIBRARY), SHORT, smollm)
    assert summary.sentences
    assert traces(summary) == []


@pytest.mark.model
def test_a_base_model() -> None:
    if not GEMMA.is_installed:
        pytest.skip("Gemma is not installed")
    with opened_model(GEMMA.name) as gemma:
        assert not gemma.has_chat_template
        assert not gemma.template_warning
        summary = summarize(read(text=LIBRARY), SHORT, gemma)
    assert summary.sentences
    assert traces(summary) == []
