"""Web pages: what is read of them, and in what form."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract, build_layout
from summarize.sources.html import MAX_BYTES, extract
from summarize.sources.html.metadata import _clean_line

PARAGRAPHS = (
    "The harbour board voted on Monday to deepen the northern channel by two metres, so that"
    " larger grain ships can call at the port without waiting for the tide to turn.",
    "Work is to begin in April and to last about fourteen months, said the board's engineer,"
    " Marta Lindqvist, who presented the plan to a full hall on the quay.",
    "Fishermen who keep their boats in the inner basin asked for a wall against the swell;"
    " the board promised to answer them before the end of the winter.",
    "The dredging will cost nineteen million crowns, of which the region pays a third and the"
    " owners of the grain terminal pay the rest over a period of eight years.",
)
MENU = "".join(
    f'<li><a href="/{word}">{word}</a></li>'
    for word in "Home News Sport Culture Weather Jobs Contact".split()
)


def page(body: str, head: str = "<title>Channel to be deepened</title>", lang: str = "en") -> bytes:
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8>{head}</head><body>"
        f"<nav><ul>{MENU}</ul></nav><main><article>{body}</article></main>"
        "<footer><p>Imprint, privacy and 14 Quay Street</p></footer></body></html>"
    ).encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or PARAGRAPHS)


def texts(found: Extract, *kinds: BlockKind) -> list[str]:
    return [block.text for block in found.blocks if not kinds or block.kind in kinds]


def test_the_article_and_nothing_but_the_article() -> None:
    body = (
        "<h1>Channel to be deepened</h1>"
        f'{paragraphs()}<div class="newsletter"><p>Sign up for our morning newsletter</p></div>'
    )
    aside = "<aside><h3>Most read</h3><p>A whale was seen near the island this week.</p></aside>"
    cookies = '<div class="cookie-banner"><p>We use cookies to improve this site.</p></div>'
    found = extract(page(body + aside + cookies), "a.html")
    assert texts(found) == list(PARAGRAPHS)
    assert found.metadata.title == "Channel to be deepened"
    assert found.language == "en"


def test_headings_keep_their_levels_and_lists_their_items() -> None:
    body = (
        f"<h1>Channel to be deepened</h1>{paragraphs()}"
        f"<h2>The cost</h2>{paragraphs(PARAGRAPHS[0][4:])}"
        f"<h3>Who pays for it</h3><ul><li>The region pays a third of all the costs.</li>"
        f"<li>The terminal pays two thirds of them.</li></ul>"
        f"<p>Both have agreed to this in writing, the engineer told the hall on Monday evening.</p>"
    )
    found = extract(page(body), "a.html")
    headings = [(b.text, b.level) for b in found.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("The cost", 2), ("Who pays for it", 3)]
    assert texts(found, BlockKind.ITEM) == [
        "The region pays a third of all the costs.",
        "The terminal pays two thirds of them.",
    ]


def test_tables_and_code_are_printed_but_not_read() -> None:
    table = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2024</td><td>410</td></tr></table>"
    code = "<pre><code>depth = 12\nprint(depth)</code></pre>"
    found = extract(page(paragraphs() + table + code + paragraphs("It ended at nine.")), "a.html")
    assert texts(found, BlockKind.TABLE) == ["Year | Ships\n2024 | 410"]
    assert texts(found, BlockKind.CODE) == ["depth = 12\nprint(depth)"]
    text, layout = build_layout(found)
    assert [text[e.span.start : e.span.end] for e in layout.excluded] == [
        "Year | Ships\n2024 | 410",
        "depth = 12\nprint(depth)",
    ]


def test_quotations_and_dates_stay_in_their_sentences() -> None:
    body = paragraphs(
        *PARAGRAPHS[:3],
        "The board met on <time datetime=2026-03-02>Monday evening</time> and its engineer"
        " answered <q>with pleasure</q> all that was asked of her in the hall.",
    )
    quoted = "<blockquote><p>We have waited for this wall for thirty years.</p></blockquote>"
    found = texts(extract(page(body + quoted + paragraphs(PARAGRAPHS[3])), "a.html"))
    assert (
        "The board met on Monday evening and its engineer answered “with pleasure” all that was"
        " asked of her in the hall."
    ) in found
    assert "We have waited for this wall for thirty years." in found


def test_line_breaks_end_paragraphs_where_they_end_sentences() -> None:
    body = (
        f"<p>{PARAGRAPHS[0]}<br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}</p>"
        "<p>The list of the<br>boats is long and nobody has read it to the end.</p>"
    )
    assert texts(extract(page(body), "a.html")) == [
        *PARAGRAPHS[:3],
        "The list of the boats is long and nobody has read it to the end.",
    ]


def test_captions_and_datelines_are_no_prose() -> None:
    body = (
        f"<p>2 March 2026 - News desk</p>{paragraphs()}"
        '<div><p class="wp-caption-text">The northern channel at low water, by night.</p></div>'
        f"{paragraphs('The next meeting of the board is to be held in the town hall in June.')}"
    )
    found = extract(page(body), "a.html")
    assert "2 March 2026 - News desk" not in texts(found, BlockKind.PROSE)
    assert not [text for text in texts(found, BlockKind.PROSE) if "low water" in text]


def test_links_to_other_articles_are_boilerplate() -> None:
    links = "".join(
        f'<p><a href="/{i}">{title}</a></p>'
        for i, title in enumerate(
            (
                "Ferry to run all winter again",
                "Why the old crane stays up",
                "Storm damages the pier",
            )
        )
    )
    found = texts(extract(page(f"{paragraphs()}<h3>Related articles</h3>{links}"), "a.html"))
    assert found == list(PARAGRAPHS)
    middle = paragraphs(*PARAGRAPHS[:2]) + links + paragraphs(*PARAGRAPHS[2:])
    assert texts(extract(page(middle), "a.html")) == list(PARAGRAPHS)


def test_a_linked_sentence_inside_the_article_stays() -> None:
    linked = "The plan can be read in full at the office of the harbour board."
    body = paragraphs(*PARAGRAPHS[:2], f'<a href="/plan">{linked}</a>', *PARAGRAPHS[2:])
    assert linked in texts(extract(page(body), "a.html"))


def test_what_the_page_says_twice_is_read_once() -> None:
    copy = f"<div><p>{' '.join(PARAGRAPHS)}</p></div>"
    assert texts(extract(page(paragraphs() + copy), "a.html")) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Deeper channel">', "title", "Deeper channel"),
        ('<meta name="author" content="Ann  Lee\n ">', "author", "Ann Lee"),
        ('<meta property="og:site_name" content="Harbour Post">', "site", "Harbour Post"),
        (
            '<meta property="article:published_time" content="2026-03-02T09:00:00Z">',
            "date",
            "2026-03-02",
        ),
        (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":'
            '"NewsArticle","headline":"Deeper channel","datePublished":"2026-03-02",'
            '"author":{"@type":"Person","name":"Ann Lee"}}</script>',
            "author",
            "Ann Lee",
        ),
        ('<meta name="author" content="https://example.org/ann">', "author", None),
    ],
)
def test_metadata(head: str, field: str, value: str | None) -> None:
    found = extract(page(paragraphs(), f"<title>x</title>{head}"), "a.html")
    assert getattr(found.metadata, field) == value


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("\u2067Fahr\u00adrinne and/\u200bor\u2028Kai\x07\u2069", "Fahrrinne and/or Kai"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),  # the joiner belongs to the spelling
    ],
)
def test_a_line_is_what_is_seen_of_it(written: str, title: str) -> None:
    assert _clean_line(written, 100) == title


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = (
        '<title>Deeper - Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
    )
    metadata = extract(page(paragraphs(), head), "a.html").metadata
    assert (metadata.title, metadata.site) == ("Deeper", "Harbour Post")


def test_fragments_and_deep_nesting_are_read() -> None:
    assert texts(extract(paragraphs().encode(), "a.html")) == list(PARAGRAPHS)
    deep = f"{'<div>' * 10_000}{paragraphs()}{'</div>' * 10_000}"
    found = extract(page(deep), "a.html")
    assert texts(found) == list(PARAGRAPHS)
    assert any("nested too deeply" in note for note in found.notes)


def test_a_very_large_page_is_read_whole() -> None:
    many = [f"Entry {i} tells of the ship that came into the harbour." for i in range(16_000)]
    found = extract(page(paragraphs(*many)), "a.html")
    assert texts(found) == many
    assert any("read whole" in note for note in found.notes)


def test_hordes_of_attributes_are_ignored() -> None:
    horde = " ".join(f'a{i}="x"' for i in range(20_000))
    found = extract(page(f"<div {horde}>{paragraphs()}</div>"), "a.html")
    assert texts(found) == list(PARAGRAPHS)
    assert any("attributes" in note for note in found.notes)


def test_too_large_a_page_is_refused() -> None:
    with pytest.raises(SourceError, match="20 MB is the limit") as caught:
        extract(b"<p>" + b"x" * MAX_BYTES, "big.html")
    assert caught.value.hint


@pytest.mark.parametrize("text", ["日本語の記事です。", "Это статья.", "Das ist ein Artikel."])
def test_a_short_article_is_an_article(text: str) -> None:
    body = f"<p>{text * 3}</p>"
    assert "".join(texts(extract(page(body, "<title>x</title>"), "a.html"))) == text * 3


def test_entities_of_a_doctype_fetch_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("the secret of the harbour")
    doctype = f'<!DOCTYPE html [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    data = f"{doctype}<html><body><article>{paragraphs()}<p>&leak;</p></article></body></html>"
    assert not [text for text in texts(extract(data.encode(), "a.html")) if "secret" in text]


def test_nothing_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    extract(page(paragraphs() + "<p>\x00&#xD800;<a href='http://['>x</a>"), "a.html")
    assert capfd.readouterr() == ("", "")


def test_control_characters_are_left_out() -> None:
    body = (
        f"{paragraphs()}<p>She <q>sa\x01il&#2;s</q> the <b title='\x03'>b\x04oat</b>\x05 home.</p>"
    )
    assert texts(extract(page(body), "a.html"))[-1] == "She “sails” the boat home."


def test_a_large_page_loses_nothing_behind_its_first_article() -> None:
    many = [f"Entry {i} tells of the ship that came into the harbour." for i in range(6_000)]
    data = f"<html><body><article>{paragraphs()}</article>{paragraphs(*many)}</body></html>"
    assert texts(extract(data.encode(), "a.html")) == [*PARAGRAPHS, *many]


def test_encyclopedias_and_platforms_write_around_the_article() -> None:
    boxes = (
        "<div class=ambox><p>This article is old.</p></div>"
        "<p>This article needs additional citations for verification. Please help improve it.</p>"
        "<p>From Wikipedia, the free encyclopedia</p>"
        "<p>(Learn how and when to remove this message)</p>"
        "<p>This biography of a living person relies too much on references to primary sources.</p>"
    )
    body = (
        f"{boxes}{paragraphs(*PARAGRAPHS[:2])}<h2>Cost[edit]</h2>{paragraphs(PARAGRAPHS[2])}"
        f'<h2>Time<span class="mw-editsection">[<a href=x>edit</a> | edit source]</span></h2>'
        f"{paragraphs(PARAGRAPHS[3])}<h2>Bezahlung [Bearbeiten | Quelltext bearbeiten]</h2>"
        f"{paragraphs(PARAGRAPHS[0][4:])}"
        "<h2>References</h2><ol><li>^ Lee, Ann (1999). The channel. Harbour Press.</li></ol>"
        "<p>Text is available under the Creative Commons Attribution-ShareAlike License 4.0.</p>"
    )
    found = extract(page(body), "a.html")
    assert texts(found, BlockKind.PROSE) == [*PARAGRAPHS, PARAGRAPHS[0][4:]]
    assert texts(found, BlockKind.HEADING) == ["Cost", "Time", "Bezahlung", "References"]
    assert texts(found, BlockKind.REFERENCE) == ["^ Lee, Ann (1999). The channel. Harbour Press."]


@pytest.mark.parametrize(
    "lines",
    [
        ("Follow", "·", "5 min read", "1.2K", "12", "Listen", "Share", "Member-only story"),
        ("If you enjoyed this story, clap 50 times and follow me.", "Open in app", "3 responses"),
        ("Thanks for reading! Subscribe for free to receive new posts and support my work.",),
        ("The Harbour Letter is a reader-supported publication. To get new posts, subscribe.",),
        ("Share this post", "Leave a comment", "Discussion about this post", "Ready for more?"),
        ("Sign up to discover human stories that deepen your understanding of the world.",),
        ("Press enter or click to view image in full size", "Get Ann Lee’s stories in your inbox"),
    ],
)
def test_lines_of_platforms(lines: tuple[str, ...]) -> None:
    around = paragraphs(*PARAGRAPHS[:2]) + paragraphs(*lines) + paragraphs(*PARAGRAPHS[2:])
    assert texts(extract(page(around), "a.html")) == list(PARAGRAPHS)
    below = paragraphs() + paragraphs(*lines)
    assert texts(extract(page(below), "a.html")) == list(PARAGRAPHS)


def test_an_article_on_such_lines_is_read() -> None:
    prose = (
        "Readers clap for a story up to fifty times, which tells its writer little of their minds.",
        "The newspaper lives from its readers: two thirds of its income are their subscriptions.",
        "This section of the wall needs repair, and the town has not found the stone for it yet.",
    )
    assert texts(extract(page(paragraphs(*PARAGRAPHS[:2], *prose)), "a.html")) == [
        *PARAGRAPHS[:2],
        *prose,
    ]
