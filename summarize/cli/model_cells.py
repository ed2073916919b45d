"""What is known of a model, in the words of a table's cells."""

from __future__ import annotations

from summarize.cli.model_row import ModelRow
from summarize.judging.exam import describe_area

_MAX_LANGUAGES = 4  # more are counted


def format_cells(model: ModelRow) -> tuple[str, ...]:
    """Return the cells of a row of the table, in the order of `model_table`'s header."""
    return (
        format_name(model),
        format_bytes(model.size),
        format_parameters(model.parameters),
        model.weights,
        model.runs_as,
        str(model.context or "?"),
        format_bytes(model.memory),
        "no" if model.error else {True: "yes", False: "no", None: "?"}[model.fits],
        _format_share(model.invention),
        _format_exam(model),
        model.origin,
        f"unusable: {model.error}" if model.error else model.kind,
        model.licence.partition(" (")[0] or "?",
        _count_languages(model) or "?",
        f"{model.reading:.0f}/{model.writing:.0f}" if model.reading else "",
        model.path,
    )


def describe_invention(model: ModelRow) -> str:
    """Return how often it invents something, and who says so; "" if nobody measured it."""
    if model.invention is None:
        return ""
    share = _format_share(model.invention)
    return f"in {share} of its summaries, before it was quantised ({model.invention_source})"


def _format_share(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def describe_exam(model: ModelRow) -> str:
    """Return what the model made of the exam of judges; "" if it never took it here."""
    if model.exam_area is None:
        return ""
    outcome = "passed, it can judge" if model.exam_passed else "not passed, it judges nothing"
    return f"{outcome}: {describe_area(model.exam_area)}"


def _format_exam(model: ModelRow) -> str:
    """Return what the model made of the exam: `"0.83 passed"`, "" if it never took it."""
    if model.exam_area is None:
        return ""
    return f"{model.exam_area:.2f} {'passed' if model.exam_passed else 'failed'}"


def format_name(model: ModelRow) -> str:
    """Return the name, marked if it is the default."""
    return f"{model.name} (default)" if model.is_default else model.name


def format_bytes(size: int) -> str:
    """Return a number of bytes: `1_500_000_000 -> "1.5 GB"`, `0 -> "?"`."""
    if not size:
        return "?"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def format_parameters(parameters: int) -> str:
    """Return a number of parameters: `1_540_000_000 -> "1.5 B"`, `0 -> "?"`."""
    if not parameters:
        return "?"
    return f"{parameters / 1e9:.1f} B" if parameters >= 1e9 else f"{parameters / 1e6:,.0f} M"


def _count_languages(model: ModelRow) -> str:
    """Return a few languages by their codes, more by their number: `"en de"`, `"over 140"`."""
    languages = model.languages
    if languages and len(languages) <= _MAX_LANGUAGES:
        return " ".join(languages)
    return model.spoken.partition(",")[0] or (str(len(languages)) if languages else "")
