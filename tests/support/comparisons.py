"""Compare a statement's words with those of one sentence."""

from __future__ import annotations

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks.omissions import check_omissions
from summarize.verification.comparison import Comparison, Reason

_NO_VOCABULARY = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def compare_texts(part: str, source: str) -> Comparison:
    return Comparison(tokenize(part), tokenize(source), _NO_VOCABULARY)


def list_omissions(part: str, source: str) -> list[Reason]:
    """List the reasons for which `part` isn't `source` with what may go left out."""
    return list(check_omissions(compare_texts(part, source)))
