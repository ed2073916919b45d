"""Digests of sets of documents, drafted by a scripted engine."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.digests import Digest
from summarize.document import Document
from summarize.inference import Engine
from summarize.multidocument import combine, count_target, number_sources
from summarize.multidocument.members import MemberDrafter
from support.answers import settings_for, voting
from support.scripted_engine import ScriptedEngine


def make_digest(
    documents: Sequence[Document], engine: Engine | None = None, **flags: object
) -> Digest:
    """Draft the documents with an engine that repeats their sentences, and combine them."""
    engine, settings = engine or ScriptedEngine(voting()), settings_for(**flags)
    sources = number_sources(documents)
    drafter = MemberDrafter(settings, count_target(sources, settings), engine)
    members = [drafter.draft(one) for one in sources if one.repeats is None]
    return combine(sources, members, settings, engine.info)
