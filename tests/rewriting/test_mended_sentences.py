"""Sentences without their connective, and the two that were run together."""

from __future__ import annotations

import pytest

from summarize.results import Origin
from summarize.rewriting.mended_sentences import drop_connective, split_fused
from support.checkers import checker_for


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("However, the pier of Kallen was closed.", "The pier of Kallen was closed."),
        ("But the pier of Kallen was closed.", "The pier of Kallen was closed."),
        ("As Rosa Kim noted, the pier of Kallen was closed.", None),
        ("As rain fell, the pier of Kallen was closed.", None),
        ("But for the rain the pier of Kallen was closed.", None),
        ("So far the pier of Kallen was closed in every May.", None),
        ("Yet another pier of Kallen was closed.", None),
        ("So was the old pier of Kallen closed.", None),
        ("However, she closed the pier of Kallen.", None),
        ("The pier of Kallen was closed.", None),
    ],
)
def test_a_connective_goes(sentence: str, rest: str | None) -> None:
    found = drop_connective(2, checker_for(f"Rain fell in May. {sentence}", language="en"))
    assert (found.text if found else None) == rest
    assert found is None or found.origin is Origin.EDITED


def test_sentences_run_together_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the splitter of sentences had not told them apart.
    monkeypatch.setattr("summarize.nlp.sentences.split_run_ons", lambda _, span: [span])
    fused = (
        "Rosa Kim sailed to the town of Kallen with six boats "
        "The 31-year-old also sold the ferry to Brannick in May."
    )
    found = split_fused(2, checker_for(f"Rain fell. {fused} Ola Kvist left.", language="en"))
    assert [one.text for one in found] == [
        "Rosa Kim sailed to the town of Kallen with six boats.",
        "The 31-year-old also sold the ferry to Brannick in May.",
    ]
    assert split_fused(1, checker_for("Rosa Kim sold the ferry in May.", language="en")) == ()
