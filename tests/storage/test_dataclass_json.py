"""Dataclasses become JSON and are the same again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

import pytest

from summarize.document import Span
from summarize.storage.dataclass_json import dump_fields, load_fields


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    span: Span
    colour: Colour = Colour.RED


@dataclass(frozen=True)
class Whole:
    name: str | None
    parts: tuple[Part, ...] = ()
    pairs: tuple[tuple[int, str], ...] = ()
    last: Part | None = None
    share: float = 0.5
    told: bool = False


WHOLES = (
    Whole(None),
    Whole("ö\u2028", (Part(Span(0, 3)), Part(Span(4, 9), Colour.BLUE)), ((1, "&"), (7, ""))),
    Whole("", last=Part(Span(0, 0)), share=1.25, told=True),
)


@pytest.mark.parametrize("whole", WHOLES, ids=range(len(WHOLES)))
def test_what_is_dumped_is_loaded_the_same(whole: Whole) -> None:
    loaded = Whole(**load_fields(Whole, dump_fields(whole)))
    assert loaded == whole
    assert all(isinstance(one.colour, Colour) for one in loaded.parts)


def test_fields_can_be_left_out() -> None:
    text = dump_fields(WHOLES[1], leave_out=("parts", "last"))
    assert set(json.loads(text)) == {"name", "pairs", "share", "told"}
    assert set(load_fields(Whole, text, leave_out=("parts", "last"))) == set(json.loads(text))


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"name": 3}', "{", '{"name": "a", "parts": [{"span": 4}]}']
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError)):
        load_fields(Whole, text)
