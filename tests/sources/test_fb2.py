"""FictionBook: sections, notes, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.formats.fb2 import extract
from support.office_files import listed

BOOK = (
    '<FictionBook xmlns="urn:fb2" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>'
    "<author><first-name>Ann</first-name><last-name>Lee</last-name></author><book-title>Eels"
    '</book-title><lang>en</lang><date value="1999-05-01">May</date></title-info></description>'
    "<body><section><title><p>Part</p><p>one</p></title><section><title><p>Fins</p></title>"
    '<p>Eels <a l:href="#n1" type="note">[1]</a>swim.</p><subtitle>Mud</subtitle><p>Deep.</p>'
    "<poem><stanza><v>Long eel,</v><v>thin eel.</v></stanza></poem></section></section></body>"
    '<body name="notes"><section id="n1"><title><p>1</p></title><p>Some do.</p></section></body>'
    "<binary>AAAA</binary></FictionBook>"
)


def test_a_book() -> None:
    found = extract(BOOK.encode(), "eels.fb2")
    assert (found.metadata.title, found.metadata.author) == ("Eels", "Ann Lee")
    assert (found.metadata.date, found.language) == ("1999-05-01", "en")
    assert listed(found) == [
        ("heading1", "Part one"),
        ("heading2", "Fins"),
        ("prose", "Eels swim."),
        ("heading3", "Mud"),
        ("prose", "Deep."),
        ("prose", "Long eel, thin eel."),
        ("footnote", "Some do."),
    ]


def test_a_book_without_text() -> None:
    with pytest.raises(SourceError, match=r"eels\.fb2 holds no text"):
        extract(b"<FictionBook><body/></FictionBook>", "eels.fb2")
