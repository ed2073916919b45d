"""Prompt templates, and the detection of prompt text in answers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.generation import prompts as prompts_module
from summarize.generation.drafts import GenerationSession, Task, build_requests
from summarize.generation.parsing import parse_answer_lines
from summarize.generation.prompts import (
    build_prompt,
    fill_template,
    is_prompt_leak,
    load_template,
    spell_number,
)
from summarize.judging.chat_judge import ChatJudge
from summarize.results import Claim
from summarize.rewriting.model_rewrite import rewrite_statements
from summarize.rewriting.translation import LanguagePair, Translator
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for
from support.prompt_leaks import TEMPLATES
from support.scripted_engine import ScriptedEngine


def engine(chats: bool) -> ScriptedEngine:
    return ScriptedEngine(lambda request: "", has_chat_template=chats)


def test_there_are_templates() -> None:
    assert {name.rpartition("_")[2] for name in TEMPLATES} == {"chat", "completion"}


def test_what_translations_have_in_common_comes_first() -> None:
    for name in ("translation_chat", "translation_completion"):
        template = load_template(name).template
        assert template.index("$language") < template.index("$sentence")


def test_the_evidence_comes_before_the_statement_about_it() -> None:
    for name in ("judge_chat", "judge_completion", "rewrite_chat", "rewrite_completion"):
        template = load_template(name).template
        assert template.index("$evidence") < template.index("$statement")


def test_every_template_is_asked_for_by_some_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that nothing uses would be tuned for nothing."""
    used: list[str] = []

    def noted(name: str) -> object:
        used.append(name)
        return load_template(name)

    monkeypatch.setattr(prompts_module, "load_template", noted)
    for chats in (True, False):
        build_requests(engine(chats), "Ito won.", Task(60, 1, 3, 1, 0))
        checker = checker_for("Ito won the race on the old pier.")
        session = GenerationSession(engine(chats))
        Translator(LanguagePair("en", "de"), session, checker).translate(["Ito won the race."])
        ChatJudge(engine(chats)).assess(checker.annotated, ["Ito was first in the race."])
        failed = [checker.check(Claim("Ito lost the race on the old pier."))]
        rewrite_statements(failed, session, ClaimVerifier(checker))
    assert sorted(set(used)) == TEMPLATES


@pytest.mark.parametrize("chats", [True, False])
def test_every_prompt_renders_without_holes(chats: bool) -> None:
    asked = build_requests(engine(chats), "Ito won $5.", Task(60, 1, 3, 1, 0, " Focus on Lee."))
    assert len(asked) == 2
    for request in asked:
        text = request.prompt.text
        assert "Ito won $5." in text
        assert "Focus on Lee." in text
        assert not re.search(r"\$\w*[a-z]", text)


@pytest.mark.parametrize(
    "name", [name for name in TEMPLATES if name.startswith(("summary", "claims"))]
)
def test_the_article_comes_before_what_differs_between_tasks(name: str) -> None:
    """Requests share the work of reading what they have in common at the beginning."""
    template = load_template(name).template
    assert all(template.index("$article") <= mark.start() for mark in re.finditer(r"\$", template))
    assert "$article" in template


@pytest.mark.parametrize("values", [{}, {"article": "Ito won."}])
def test_a_missing_variable_is_an_error(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="takes"):
        fill_template("summary_chat", **values)


def test_an_extra_variable_is_an_error() -> None:
    names = load_template("summary_chat").get_identifiers()
    with pytest.raises(ValueError, match="tone"):
        fill_template("summary_chat", **dict.fromkeys(names, "x"), tone="dry")


def test_an_article_that_looks_like_a_template_is_left_alone() -> None:
    names = dict.fromkeys(load_template("summary_chat").get_identifiers(), "")
    article = "It cost $extra_instructions and $$5 and ${article}."
    assert article in fill_template("summary_chat", **{**names, "article": article})


def test_a_chat_model_is_asked_and_a_base_model_given_a_beginning() -> None:
    values = {"article": "Ito won.", "sentences": "two sentences", "extra_instructions": ""}
    asked, begun = (
        build_prompt(engine(True), "summary", **values),
        build_prompt(engine(False), "summary", **values),
    )
    assert (asked.before, asked.after) != ("", "")
    assert (begun.before, begun.after) == ("", "")
    assert asked.text != begun.text


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (1, "sentence", "one sentence"),
        (3, "sentence", "three sentences"),
        (10, "fact", "ten facts"),
        (11, "fact", "11 facts"),
        (7, "", "seven"),
        (12, "", "12"),
    ],
)
def test_spell(number: int, noun: str, text: str) -> None:
    assert spell_number(number, noun) == text


@pytest.mark.parametrize(
    "answer",
    [
        "Ito won the race.",
        "<think>\nThe user wants facts.\n</think>\nIto won the race.",
        "<THINKING>hm</THINKING> Ito won the race.",
        "The user wants facts.</think>\n\nIto won the race.",
        "Ito won the race.<think>Is that all?",
        "<|im_start|>Ito won the race.<|im_end|>",
        "<s>Ito won the race.</s>",
        "Ito won the race.<end_of_turn>",
        "- Ito won the race.",
        "* Ito won the race.",
        "*Ito won the race.",
        "• Ito won the race.",
        "1. Ito won the race.",
        "(2) Ito won the race.",
        "- 3) Ito won the race.",
        "-4. Ito won the race.",
        "**Ito** won the *race*.",
        "*Ito won the race.*",
        "***Ito*** won the __race__.",
        "**Ito won the race.",
        "`Ito` won the race.",
        "- **Ito won the race.**",
        "## Ito won the race.",
        "Summary: Ito won the race.",
        "**Summary:** Ito won the race.",
        "Summary of the article in one sentence: Ito won the race.",
        "Key facts: Ito won the race.",
        "Answer:\nIto won the race.",
        "Sure! Here is a summary: Ito won the race.",
        "Sure! Here is a summary:\n\nIto won the race.",
        "Sure, here's a summary of the text above:\n1. Ito won the race.",
        "Certainly: Ito won the race.",
        "Here are the three most important facts, one sentence each:\n- Ito won the race.",
        "The following is an overview of the article: Ito won the race.",
        "  Ito   won the race. \n\n* * *\n---\n",
    ],
)
def test_what_is_not_the_answer_is_taken_off(answer: str) -> None:
    assert parse_answer_lines(answer) == ["Ito won the race."]


@pytest.mark.parametrize(
    "answer", ["", "\n \n", "<think>", "<think>On and on", "---", "<|im_end|>"]
)
def test_no_answer(answer: str) -> None:
    assert parse_answer_lines(answer) == []


@pytest.mark.parametrize(
    "text",
    [
        "The answer: 42 ships sank.",
        "Text messages sent on Monday show that Ito lied: he knew.",
        "Output fell by 5 per cent: the worst since 2009.",
        "Summary executions were reported in Aleppo: 12 died.",
        "Summary of the dispute between Ito and Lee: they disagree.",
        "Key points of agreement were reached in Doha: three.",
        "Here is where it happened: Osaka.",
        "Here's what happened: a wall fell.",
        "Sure enough, the wall fell: it was old.",
        "The following day: rain.",
        "Article 5 of the treaty says: an attack on one.",
        "“Sure,” said Ito.",
        "It has a 5* hotel and a 4* hotel.",
        "3 * 4 * 5 equals 60.",
        "2**3 is eight.",
        "The file_name_here was lost.",
        "-5 degrees were measured at noon.",
        "14 people died at 10:30.",
        "In 1. FC Köln he found a club.",
        "#1 seed Ito lost.",
        "If 3 < 4 then <b> is a tag.",
    ],
)
def test_real_text_is_left_alone(text: str) -> None:
    assert parse_answer_lines(text) == [text]


def test_lines_stay_lines() -> None:
    assert parse_answer_lines("1. Ito won.\n2. Lee was second.\r\n3. It rained.") == [
        "Ito won.",
        "Lee was second.",
        "It rained.",
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_answer_gives_clean_lines(text: str) -> None:
    for line in parse_answer_lines(text):
        assert line == " ".join(line.split())
        assert any(char.isalnum() for char in line)


words = st.lists(st.from_regex(r"[A-Za-z]{2,9}", fullmatch=True), min_size=1, max_size=12)


@settings(deadline=None)
@given(words)
def test_plain_words_come_back_as_they_are(words: list[str]) -> None:
    text = " ".join(words) + "."
    assert parse_answer_lines(text) == [text]


def test_the_users_own_prompt_leaks_no_more_than_the_programs() -> None:
    own = "$article\n\nTell the harbour master in $sentences what the gulls want for $$2."
    article = "The harbour closes on Monday."
    assert is_prompt_leak("What the gulls want for 2.", article, own)
    assert is_prompt_leak("Tell the harbour master in three sentences.", article, own)
    assert not is_prompt_leak("What the gulls want for 2.", article)
    assert not is_prompt_leak("The harbour closes on Monday.", article, own)
    said = "He asked what the gulls want for 2."
    assert not is_prompt_leak("What the gulls want for 2.", said, own)
