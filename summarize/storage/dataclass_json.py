"""JSON of dataclasses, and back."""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any


def dump_fields(value: Any, leave_out: Collection[str] = ()) -> str:
    """Return a dataclass as a JSON object of its fields, but for those to `leave_out`.

    `dump_fields(Span(3, 5)) -> '{"start": 3, "end": 5}'`
    """
    return json.dumps(
        {k: v for k, v in _as_mapping(value).items() if k not in leave_out}, default=_as_mapping
    )


def load_fields(kind: Any, text: str, leave_out: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields that `dump_fields` wrote of a dataclass, with their types.

    Fields may hold dataclasses, tuples, enumerations of texts and plain values. Raises
    AttributeError, KeyError, TypeError or ValueError for any other text.
    """
    data = json.loads(text)
    return {
        name: _convert(one, data[name])
        for name, one in _hints(kind).items()
        if name not in leave_out
    }


def _as_mapping(value: Any) -> Mapping[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _convert(kind: Any, value: Any) -> Any:
    """Convert a value of JSON into `kind`."""
    if isinstance(kind, types.UnionType):
        (kind,) = (one for one in typing.get_args(kind) if one is not types.NoneType)
        return None if value is None else _convert(kind, value)
    if typing.get_origin(kind) is tuple:
        kinds = typing.get_args(kind)
        if kinds[-1] is Ellipsis:
            return tuple(_convert(kinds[0], one) for one in value)
        return tuple(map(_convert, kinds, value))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _convert(one, value[name]) for name, one in _hints(kind).items()})
    if issubclass(kind, StrEnum):
        return kind(value)
    return value
