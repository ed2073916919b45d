"""The article as it was read: what is left when the furniture is gone."""

from __future__ import annotations

from itertools import groupby, pairwise

from summarize.document import Document, Sentence


def render_readable(document: Document) -> str:
    """The article without its furniture, a blank line between paragraphs, lines joined.

    What was got out of another format comes as it is, so that all offsets hold in it:
    it has no furniture. So does what has no sentences, like a table.
    `"READ: X\\n\\nOne\\nline. Two." -> "One line. Two.\\n"`
    """
    if document.extracted or not document.sentences:
        return document.text
    paragraphs = groupby(document.sentences, key=lambda sentence: sentence.paragraph)
    return "\n\n".join(_join_sentences(document, list(group)) for _, group in paragraphs) + "\n"


def _join_sentences(document: Document, sentences: list[Sentence]) -> str:
    parts = [document.sentence_text(sentences[0])]
    for before, sentence in pairwise(sentences):
        # Scripts that write without spaces between sentences get none here either.
        glued = before.span.end == sentence.span.start and not parts[-1][-1:].isascii()
        parts += ["" if glued else " ", document.sentence_text(sentence)]
    return "".join(parts)
