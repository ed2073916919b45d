"""Commands that have commands of their own, each with its Typer application."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.settings import Settings


def resolve_settings(flags: Mapping[str, object]) -> Settings:
    """The settings in force with these flags; None is a flag that was not given.

    Raises SettingsError, which says where an impossible value stands.
    """
    from summarize.settings import resolve

    return resolve(flags, os.environ).settings
