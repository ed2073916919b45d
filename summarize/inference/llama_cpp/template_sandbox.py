"""Jinja sandbox for untrusted chat templates: no access, bounded steps, bounded text.

Jinja's own sandbox keeps a template from everything but its variables. It does not keep it from
running for ever or from filling the memory, which a damaged template may do as well as a hostile
one; both are bounded here by counting, so that the same template always ends the same way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from types import FrameType
from typing import Any, TypeVar

from jinja2 import Environment, TemplateError
from jinja2.ext import Extension
from jinja2.nodes import Node
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from summarize.errors import ModelError

# Ten times what the longest templates of published models need.
_MAX_SOURCE = 200_000  # characters
_MAX_STEPS = 300_000  # lines of Python
_MAX_TEXT = 200_000  # characters, or entries of a list
_MAX_EXPONENT = 64
# Filters and methods that make long texts of short ones; no published template uses them.
_SWELLING = frozenset({"batch", "center", "format", "slice", "urlize", "wordwrap"})
_SWELLING_METHODS = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust",
                               "translate", "zfill"})  # fmt: skip
# Templates that ask for the date get this one: the same document and model must give the same
# summary tomorrow, and what was computed today must still be found in the cache.
_TODAY = datetime(2025, 1, 1)
# What a template can raise, besides Jinja's own errors.
_FAULTS = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip


def render_template(template: str, variables: Mapping[str, object]) -> str:
    """Return the text that a template makes of the variables.

    Raises ModelError, with the reason in one line, if it is no valid Jinja, fails, refuses, or
    exceeds a bound: 200,000 characters of template or of text, 300,000 steps.
    """
    try:
        if len(template) > _MAX_SOURCE:
            raise TemplateError(f"it is {len(template)} characters long")
        compiled = _build_environment().from_string(template)
        before = sys.gettrace()
        sys.settrace(_StepCounter())
        try:
            return _ensure_short(compiled.render(variables))
        finally:
            sys.settrace(before)  # a debugger's
    except (TemplateError, *_FAULTS) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        message = f"the model's chat template can't be used: {reason}"
        raise ModelError(message, "Use another file of this model.") from error


class _StepCounter:
    """A trace function that ends templates with too many steps or too long a text."""

    def __init__(self) -> None:
        self._steps = 0

    def __call__(self, frame: FrameType, event: str, value: Any) -> _StepCounter:
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise TemplateError("it does not end")
        if event == "return":
            _ensure_short(value)
        return self


T = TypeVar("T")


def _ensure_short(value: T) -> T:
    if isinstance(value, str | list | tuple) and len(value) > _MAX_TEXT:
        raise TemplateError("it makes a text without end")
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with bounded sums and products and without swelling methods."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute an operation on two values; refuse results that are too large."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            if operator == "**" and abs(right) > _MAX_EXPONENT:
                raise TemplateError("it makes a number without end")
        elif operator == "%":  # formatting, which has widths
            raise TemplateError("it formats by %")
        else:
            sizes = [value if isinstance(value, int) else len(value) for value in (left, right)]
            if operator == "*" and sizes[0] * sizes[1] > _MAX_TEXT:
                raise TemplateError("it makes a text without end")
        return _ensure_short(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute."""
        return attr not in _SWELLING_METHODS and super().is_safe_attribute(obj, attr, value)


class _Generation(Extension):
    """`{% generation %}`, which marks the answer for training: only its body is rendered."""

    tags = {"generation"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> list[Node]:
        """Return the statements inside."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _build_environment() -> Environment:
    """Return an environment with the settings and functions that template authors count on."""
    environment = _Sandbox(
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # nothing is computed before it is counted
        extensions=["jinja2.ext.loopcontrols", _Generation],
    )
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = _TODAY.strftime
    environment.globals.pop("lipsum")
    environment.filters["tojson"] = _to_json
    for name in _SWELLING:
        environment.filters.pop(name)
    return environment


def _raise_exception(reason: str) -> None:
    raise TemplateError(reason)


def _to_json(value: object, indent: int | None = None, **options: Any) -> str:
    """Return plain JSON; Jinja's own filter escapes it for HTML."""
    options.setdefault("ensure_ascii", False)
    return json.dumps(value, indent=min(indent or 0, 8) or None, **options)
