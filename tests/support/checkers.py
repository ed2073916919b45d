"""A checker for a text, in one call."""

from __future__ import annotations

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read
from summarize.verification.checker import Checker


def checker_for(text: str, language: str | None = None) -> Checker:
    """Return a checker of statements about `text`."""
    return Checker(AnnotatedDocument(read(text=text, language=language)))
