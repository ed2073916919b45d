"""The chat template of a model, applied: what stands before and behind a user's message.

GGUF files carry their template in Jinja. It comes with the model file, from whoever made it: it is
run in a sandbox (see `sandbox`), and never sees the message itself.
"""

from __future__ import annotations

import functools

from summarize.errors import ModelError
from summarize.inference.llama_cpp.reasoning import TEMPLATE_SWITCHES, close_reasoning

# Stand for the user's message and the answer while the template is rendered. The message itself is
# never given to the template, so that a template can't alter the article; a template that would
# have to escape it, for JSON or HTML, alters this.
_MESSAGE = '\ufffcMessage "<&>" \\\ufffc'
_ANSWER = "\ufffcAnswer\ufffc"
# llama.cpp names a format of its own where a popular model's file has no template.
_BUILTIN_TEMPLATES = {"mistral-v7-tekken": "{{ bos_token }}[INST]{{ messages[0].content }}[/INST]"}
_PROMPTS_TO_ANSWER = "add_generation_prompt"

_Messages = list[dict[str, object]]


@functools.cache
def split_around_message(template: str, bos_token: str, eos_token: str) -> tuple[str, str]:
    """What the template writes before and after a user's only message.

    `"<|user|>{{ messages[0].content }}<|assistant|>" -> ("<|user|>", "<|assistant|>")`.
    The part after it ends where the answer begins: without thinking, where the model can do
    without. Raises ModelError if the template is broken, refuses a conversation of one
    message, or does not show the message exactly once.
    """
    first: ModelError | None = None
    template = _BUILTIN_TEMPLATES.get(template, template)
    for content, tools in _message_variants():
        try:
            before, after = _split_once(template, content, tools, (bos_token, eos_token))
        except ModelError as error:
            first = first or error
        else:
            return before, close_reasoning(template, after)
    assert first
    raise first


def find_template_fault(template: str, bos_token: str = "", eos_token: str = "") -> str:
    """Why a template can't be used, in one line; "" if it can."""
    try:
        split_around_message(template, bos_token, eos_token)
    except ModelError as error:
        return error.message
    return ""


def _message_variants() -> list[tuple[object, list[object] | None]]:
    """A message as text or, for models that see pictures too, in parts; tools, if it must be."""
    parts = [{"type": "text", "text": _MESSAGE}]
    return [(_MESSAGE, None), (parts, None), (_MESSAGE, [])]


def _split_once(
    template: str, content: object, tools: list[object] | None, tokens: tuple[str, str]
) -> tuple[str, str]:
    asked: _Messages = [{"role": "user", "content": content}]
    before, found, after = _render(template, asked, tools, tokens).partition(_MESSAGE)
    if not found or _MESSAGE in after:
        raise ModelError(
            "the model's chat template does not show the message once",
            "Use another file of this model, or an instruct model with a usual template.",
        )
    if _PROMPTS_TO_ANSWER not in template:
        after = _find_generation_prompt(template, asked, tools, tokens) or after
    return before, after


def _find_generation_prompt(
    template: str, asked: _Messages, tools: list[object] | None, tokens: tuple[str, str]
) -> str:
    """What a template that can't be told to begin an answer writes between message and answer.

    "" if it can't show an answer. Spaces at the end belong to the answer's first word.
    """
    answered: _Messages = [*asked, {"role": "assistant", "content": _ANSWER}]
    try:
        rendered = _render(template, answered, tools, tokens)
    except ModelError:
        return ""
    between, found, _ = rendered.partition(_MESSAGE)[2].partition(_ANSWER)
    return between.rstrip(" ") if found else ""


def _render(
    template: str, messages: _Messages, tools: list[object] | None, tokens: tuple[str, str]
) -> str:
    from summarize.inference.llama_cpp.template_sandbox import render_template

    return render_template(
        template,
        {
            "messages": messages,
            "tools": tools,
            "documents": None,
            _PROMPTS_TO_ANSWER: True,
            "bos_token": tokens[0],
            "eos_token": tokens[1],
            **TEMPLATE_SWITCHES,
        },
    )
