"""Evidence -> a link to its place in the source: on a web page, on a page or line of a file.

On a web page it has a text fragment, which browsers scroll to and mark. The form is that of
the Web Incubator Community Group's "URL Fragment Text Directives": `#:~:text=first words,last
words`, percent-encoded.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from summarize.document import Document
from summarize.results import Evidence

# Without what could end a link in Markdown, or is not ASCII: such an address gets none.
_WEB_ADDRESS = re.compile(r"https?://[!-;=?-~]+", re.IGNORECASE)
_MOST_WORDS = 8
"""A longer quote is named by its ends: a link over a line long is cut by mail programs."""
_END_WORDS = 4


def link_evidence(document: Document, evidence: Evidence) -> str | None:
    """Return the link to the evidence on its web page; None if the source is none.

    `"The toll rose." -> "https://example.org/news#:~:text=The%20toll%20rose."`
    """
    if not _WEB_ADDRESS.fullmatch(document.origin) or not document.extracted:
        return None
    words = document.sentence_text(document.sentence(evidence.sentence_number)).split()
    ends = [words] if len(words) <= _MOST_WORDS else [words[:_END_WORDS], words[-_END_WORDS:]]
    # "-" has a meaning of its own there, and is left alone by `quote`.
    text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    mark = "" if "#" in document.origin else "#"
    return f"{document.origin}{mark}:~:text={text}"


def link_source(document: Document, evidence: Evidence) -> str | None:
    """Return the link to the evidence in its web page or file; None if the source is neither.

    `"file:///home/kim/report.pdf#page=3"`, `"file:///home/kim/notes.txt#12"`: viewers that do not
    know the fragment open the file.
    """
    if _WEB_ADDRESS.match(document.origin) or not os.path.isfile(document.origin):
        return link_evidence(document, evidence)
    address = Path(document.origin).absolute().as_uri()
    if evidence.page is not None:
        return f"{address}#page={evidence.page}"
    return address if evidence.place is not None else f"{address}#{evidence.line}"
