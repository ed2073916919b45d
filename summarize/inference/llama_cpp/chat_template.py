"""Chat template of a model (Jinja): the text before and after the user's message.

GGUF files carry their template. It is untrusted code: it runs in a sandbox (see
`template_sandbox`), and the message itself is never passed to it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from contextlib import suppress

from summarize.errors import ModelError
from summarize.inference.llama_cpp.reasoning import TEMPLATE_SWITCHES, close_reasoning

# Placeholders for the user's message and the answer while the template is rendered. The message
# itself is never passed to the template, so that a template can't alter the document; a template
# that would escape it, for JSON or HTML, alters the placeholder.
_MESSAGE = '\ufffcMessage "<&>" \\\ufffc'
_ANSWER = "\ufffcAnswer\ufffc"
# llama.cpp returns the name of a built-in format for a popular model without a template.
_BUILTIN_TEMPLATES = {"mistral-v7-tekken": "{{ bos_token }}[INST]{{ messages[0].content }}[/INST]"}
_GENERATION_PROMPT = "add_generation_prompt"


@functools.cache
def split_around_message(template: str, bos_token: str, eos_token: str) -> tuple[str, str]:
    """Return what the template writes before and after a user's only message.

    `"<|user|>{{ messages[0].content }}<|assistant|>" -> ("<|user|>", "<|assistant|>")`.
    The part after it ends where the answer begins: without thoughts if the model can do
    without them. Raises ModelError if the template is broken, refuses a conversation of one
    message, or does not show the message exactly once.
    """
    first: ModelError | None = None
    template = _BUILTIN_TEMPLATES.get(template, template)
    # The message as text or, as multimodal models take it, in parts; with tools or not.
    text, parts = {"content": _MESSAGE}, {"content": [{"type": "text", "text": _MESSAGE}]}
    variants: tuple[tuple[Mapping[str, object], object], ...] = (
        (text, None), (parts, None), (text, []),
    )  # fmt: skip
    for content, tools in variants:
        variables = {
            "tools": tools, "documents": None, _GENERATION_PROMPT: True,
            "bos_token": bos_token, "eos_token": eos_token, **TEMPLATE_SWITCHES,
        }  # fmt: skip
        try:
            before, after = _split_once(template, {"role": "user", **content}, variables)
        except ModelError as error:
            first = first or error
        else:
            return before, close_reasoning(template, after)
    assert first
    raise first


def find_template_fault(template: str, bos_token: str = "", eos_token: str = "") -> str:
    """Return why a template can't be used, in one line; "" if it can."""
    try:
        split_around_message(template, bos_token, eos_token)
    except ModelError as error:
        return error.message
    return ""


def _split_once(
    template: str, question: Mapping[str, object], variables: Mapping[str, object]
) -> tuple[str, str]:
    from summarize.inference.llama_cpp.template_sandbox import render_template

    def render(*messages: Mapping[str, object]) -> str:
        return render_template(template, {**variables, "messages": list(messages)})

    before, found, after = render(question).partition(_MESSAGE)
    if not found or _MESSAGE in after:
        raise ModelError(
            "the model's file does not say how to ask it: its chat template loses the question",
            "Use another file of this model, or an instruct model with a usual template.",
        )
    if _GENERATION_PROMPT not in template:
        # What such a template writes between message and answer, if it can show an answer.
        # Spaces at the end belong to the answer's first word.
        with suppress(ModelError):
            rendered = render(question, {"role": "assistant", "content": _ANSWER})
            between, found, _ = rendered.partition(_MESSAGE)[2].partition(_ANSWER)
            after = (between.rstrip(" ") if found else "") or after
    return before, after
