"""Evidence on a web page -> its address with a text fragment, which browsers scroll to and mark.

The form is that of the Web Incubator Community Group's "URL Fragment Text Directives":
`#:~:text=first words,last words`, percent-encoded.
"""

from __future__ import annotations

import re
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
