"""Deliberate errors and their exit codes."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summarize
from summarize import errors
from summarize.cli import ExitCode
from summarize.errors import SummarizeError, UsageError
from summarize.settings import resolve_settings
from summarize.sources import read

PACKAGE = Path(summarize.__file__).parent
CLASSES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


def test_the_tree_at_the_top_is_the_tree_of_the_classes() -> None:
    drawn = re.findall(r"(\w+Error)(?:\s+exit (\d))?", errors.__doc__ or "")
    tree = {name: int(code or 1) for name, code in drawn}
    assert tree == {kind.__name__: kind.exit_code for kind in CLASSES}


def test_every_error_is_one_of_ours_with_message_and_hint() -> None:
    for kind in CLASSES:
        error = kind("a.txt is empty", "Give another file.")
        assert isinstance(error, SummarizeError)
        assert (error.message, error.hint) == ("a.txt is empty", "Give another file.")
        assert str(error) == "a.txt is empty"
        assert kind("a.txt is empty").hint == ""


def test_exit_codes_say_one_thing_each() -> None:
    of_errors = {kind.exit_code for kind in CLASSES}
    assert len({*ExitCode, *of_errors}) == len(ExitCode) + len(of_errors)
    assert (SummarizeError.exit_code, UsageError.exit_code) == (1, 2)


def handlers() -> list[tuple[str, ast.ExceptHandler]]:
    return [
        (f"{path.name}:{node.lineno}", node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
    ]


def test_nothing_catches_everything() -> None:
    """An error that nobody has thought of is a bug, and must look like one.

    The checker catches all: there a bug must not let a statement pass, and is reported. So is one
    that a document of many shows, and whatever other machines answer, in the list of failures.
    """
    assert handlers()
    for place, handler in handlers():
        assert handler.type is not None, place
        caught = ast.unparse(handler.type)
        if any(name in str(place) for name in ("checker.py", "part_check.py")):
            assert "report" in ast.unparse(handler) or "_failed" in ast.unparse(handler), place
            continue
        if any(place.startswith(f"{name}.py") for name in ("tasks", "executor", "crew")):
            continue  # one document, or one worker, must not cost the others
        assert caught != "Exception", place
        if caught == "BaseException":  # raised again, here or in the thread that waits
            again = any(isinstance(node, ast.Raise) for node in ast.walk(handler))
            assert again or "set_exception" in ast.unparse(handler), place


def refusal(action: Callable[[], object]) -> SummarizeError | None:
    """The error of ours that an action raises; any other one is let through."""
    try:
        action()
    except SummarizeError as error:
        return error
    return None


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)))
def test_no_other_error_leaks_from_reading(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    error = refusal(lambda: read(path))
    assert error is None or "any.txt" in error.message
    assert error is None or "\n" not in error.message + error.hint


names = st.sampled_from("length claims format model focus language seed threads ctx cache".split())


@settings(deadline=None)
@given(st.dictionaries(names, st.one_of(st.text(max_size=20), st.integers(), st.floats())))
def test_no_other_error_leaks_from_settings(flags: dict[str, object]) -> None:
    error = refusal(lambda: resolve_settings(flags, {}, Path("/nowhere/config.toml")))
    assert error is None or any(name in error.message for name in flags)
    assert error is None or "\n" not in error.message + error.hint
