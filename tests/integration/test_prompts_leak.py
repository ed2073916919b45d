"""No words of a prompt reach the reader, whatever a model does with its instructions.

What the packaged model does is in test_end_to_end.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from summarize.errors import EngineError
from summarize.generation import drafts as drafts_module
from summarize.generation.drafts import Task, build_requests, parse_statements
from summarize.generation.prompts import is_prompt_leak, load_template
from summarize.inference import Completion, FinishReason, Request
from summarize.pipeline import summarize
from summarize.results import Summary
from summarize.sources import read
from support.library_article import LIBRARY, SHORT
from support.prompt_leaks import FORBIDDEN, TEMPLATES, leaks, words
from support.scripted_engine import ScriptedEngine, is_claims

GOOD = "Anna Lee opened the new library in Marrow on Monday. It holds 40,000 books."
TASK = Task(words=30, drafts=2, claims=3, claim_lists=1, seed=0)


def texts_of(summary: Summary) -> Iterator[str]:
    """Everything in a result that can be the model's words."""
    for checked in (*summary.sentences, *summary.claims, *summary.dropped):
        yield checked.text
    for repair in summary.repairs:
        yield repair.before


def instructions_of(request: Request) -> str:
    return request.prompt.text.replace(LIBRARY, "")


def test_the_prompts_have_runs_to_look_for() -> None:
    assert ("use", "only", "what", "the", "text") in FORBIDDEN
    assert ("most", "important", "facts", "of", "the") in FORBIDDEN


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_prompt_brings_a_text_of_its_own(name: str) -> None:
    """Whoever adds an example must have it pass the checker here, and see that it does not leak."""
    assert len(words(load_template(name).template)) < 40


@pytest.mark.parametrize("chats", [True, False])
def test_instructions_are_no_statements(chats: bool) -> None:
    """Whichever task they are from: each sentence alone, and all of them together."""
    for request in build_requests(
        ScriptedEngine(lambda _: "", has_chat_template=chats), LIBRARY, TASK
    ):
        for text in (instructions_of(request), *instructions_of(request).split(". ")):
            assert parse_statements(Completion(text, FinishReason.END), "en", LIBRARY) == []


@pytest.mark.parametrize(
    "text",
    [
        "Use only what the text says.",
        "USE ONLY WHAT THE TEXT SAYS!",
        "- **Use only** what the text says",
        "Use only what the text says, and Anna Lee opened a library.",
        "The most important facts of the article are these.",
        "One short sentence each.",
        "Summarize the text above in nineteen sentences.",
    ],
)
def test_an_echo_is_heard_in_any_dress(text: str) -> None:
    assert is_prompt_leak(text, LIBRARY)
    assert parse_statements(Completion(text, FinishReason.END), "en", LIBRARY) == []


@pytest.mark.parametrize(
    "text",
    [
        "Use only what you need.",
        "Lee told the council the most important facts.",
        "The text above the door is a line by Ito.",
        "Reuse only what the text allows.",
        "only what the text said",
        "",
        "…",
    ],
)
def test_what_shares_a_few_words_is_no_echo(text: str) -> None:
    assert not is_prompt_leak(text, LIBRARY)


def test_what_the_article_says_is_no_echo() -> None:
    """An article about prompts may be summarised, too."""
    article = "The rule was short: “Use only what the text says.” Nobody kept it."
    assert not is_prompt_leak("The rule was: use only what the text says.", article)
    assert is_prompt_leak("List the most important facts of the text above.", article)
    both = "Use only what the text says: the most important facts of the text above."
    assert is_prompt_leak(both, article)


def whole_prompt(request: Request) -> str:
    return request.prompt.text


def instructions_then_answer(request: Request) -> str:
    return f"{instructions_of(request).strip()}\n\n{GOOD}"


def answer_then_the_other_task(request: Request) -> str:
    """What a base model does that goes on with another heading."""
    other = "Summary of the article in" if is_claims(request) else "The most important facts of the"
    return f"{GOOD}\n\n{other} article:\n- It holds 40,000 books."


def preamble(request: Request) -> str:
    return f"Sure! Here is a summary of the text above in three sentences:\n\n{GOOD}"


def labels(request: Request) -> str:
    return f"**Summary of the article in three sentences:** {GOOD}\n\n## Key facts\n\n1. {GOOD}"


def thinking(request: Request) -> str:
    return f"<think>I am to {instructions_of(request)} So: Lee lost 77 books.</think>\n{GOOD}"


def endless_thinking(request: Request) -> str:
    return f"<think>I am to {instructions_of(request)} So I list what is important"


TALKATIVE = [
    whole_prompt, instructions_then_answer, answer_then_the_other_task, preamble, labels, thinking,
]  # fmt: skip


@pytest.mark.parametrize("chats", [True, False])
@pytest.mark.parametrize("answer", TALKATIVE, ids=lambda answer: answer.__name__)
def test_nothing_of_a_prompt_is_in_a_result(answer: Callable[[Request], str], chats: bool) -> None:
    summary = summarize(read(text=LIBRARY), SHORT, ScriptedEngine(answer, has_chat_template=chats))
    assert summary.sentences
    assert leaks(texts_of(summary), LIBRARY) == set()
    assert all(set(words(text)) <= set(words(LIBRARY)) for text in texts_of(summary))


@pytest.mark.parametrize("chats", [True, False])
@pytest.mark.parametrize("answer", [instructions_of, endless_thinking])
def test_nothing_but_instructions_is_no_answer(
    answer: Callable[[Request], str], chats: bool
) -> None:
    with pytest.raises(EngineError, match="no usable answer"):
        summarize(read(text=LIBRARY), SHORT, ScriptedEngine(answer, has_chat_template=chats))


@pytest.mark.parametrize("chats", [True, False])
def test_without_the_guard_they_would_be_seen(chats: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests look for is there to be found."""
    monkeypatch.setattr(drafts_module, "is_prompt_leak", lambda *_: False)
    summary = summarize(
        read(text=LIBRARY), SHORT, ScriptedEngine(whole_prompt, has_chat_template=chats)
    )
    assert leaks(texts_of(summary), LIBRARY)
