"""The chat template of a model, applied.

GGUF files carry their template in Jinja. It comes with the model file, from
whoever made it, so it is run in Jinja's sandbox.
"""

from __future__ import annotations

import functools

from summarize.errors import ModelError

# What the code of a template can raise, beside Jinja's own errors.
_FAULTS = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
# Stands for the user's message while the template is rendered. The message itself
# is never given to the template, so that a template can't alter the article.
_MESSAGE = "\N{OBJECT REPLACEMENT CHARACTER}message\N{OBJECT REPLACEMENT CHARACTER}"


@functools.cache
def split_around_message(template: str, bos_token: str, eos_token: str) -> tuple[str, str]:
    """What the template writes before and after a user's only message.

    `"<|user|>{{ messages[0].content }}<|assistant|>" -> ("<|user|>", "<|assistant|>")`.
    The part after it ends where the answer begins. Raises ModelError if the
    template is broken or does not show the message exactly once.
    """
    rendered = _render(template, bos_token, eos_token)
    before, found, after = rendered.partition(_MESSAGE)
    if not found or _MESSAGE in after:
        raise ModelError(
            "the model's chat template does not show the message once",
            "Use another file of this model, or an instruct model with a usual template.",
        )
    return before, after


def _render(template: str, bos_token: str, eos_token: str) -> str:
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def refuse(reason: str) -> None:
        raise TemplateError(reason)

    # These settings and the extension are what authors of templates count on.
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.globals["raise_exception"] = refuse
    try:
        return environment.from_string(template).render(
            messages=[{"role": "user", "content": _MESSAGE}],
            add_generation_prompt=True,
            enable_thinking=False,
            bos_token=bos_token,
            eos_token=eos_token,
        )
    except (TemplateError, *_FAULTS) as error:
        raise ModelError(
            f"the model's chat template can't be used: {error or type(error).__name__}",
            "Use another file of this model.",
        ) from error
