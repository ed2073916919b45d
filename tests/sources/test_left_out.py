"""Nothing of a page's article is left out in silence, whatever its boxes."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.html import extract

ROOF = (
    "The roof of the school leaks, and the repair will cost 60,000 pounds more than planned.",
    "The council met for three hours on Monday evening, and forty parents came to listen to it.",
    "Ruth Amber, who leads the council, said that the sheet on the roof was meant for one winter.",
    "Work is to begin on the fourth of June, when the summer holidays of the school begin, too.",
)
ITEMS = ("The builder must finish by the end of August.", "The sheet must go before July.")
FIRST, MIDDLE, LAST = (f"<p>{ROOF[i]}</p>" for i in (0, 1, 3))
TWO = FIRST + MIDDLE


def read(body: str, head: str = "") -> Extract:
    page = f"<!doctype html><html lang=en><head><title>Roof</title>{head}</head>{body}</html>"
    return extract(page.encode(), "a.html")


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


def items(body: str) -> list[str]:
    return [block.text for block in read(body).blocks if block.kind is BlockKind.ITEM]


@pytest.mark.parametrize("box", ["<body>{}</body>", "<div>{}</div>", "<center>{}</center>"])
@pytest.mark.parametrize("order", ["{0}{1}{2}", "{0}{2}{1}", "{1}{0}{2}"])
def test_lists_on_pages_without_a_container(box: str, order: str) -> None:
    rows = "".join(f"<li>{item}</li>" for item in ITEMS)
    for tag in ("ul", "ol"):
        body = box.format(order.format(TWO, f"<{tag}>{rows}</{tag}>", LAST))
        assert items(body) == list(ITEMS)
        assert set(texts(body)) == {ROOF[0], ROOF[1], *ITEMS, ROOF[3]}


def test_lists_in_lists_definitions_and_forms() -> None:
    nested = f"<ul><li>{ITEMS[0]}<ul><li>{ITEMS[1]}</li></ul></li></ul>"
    assert items(f"<body>{TWO}{nested}{LAST}</body>") == list(ITEMS)
    terms = f"<dl><dt>Time</dt><dd>{ITEMS[0]}</dd><dt>Sheet</dt><dd>{ITEMS[1]}</dd></dl>"
    assert items(f"<body>{TWO}{terms}{LAST}</body>") == ["Time", ITEMS[0], "Sheet", ITEMS[1]]
    rows = "".join(f"<li>{item}</li>" for item in ITEMS)
    form = f"<form action=x><input type=hidden><div>{TWO}<ul>{rows}</ul>{LAST}</div></form>"
    assert items(form) == list(ITEMS)
    ingredients = "<ul><li>200 g of flour</li><li>3 eggs</li></ul>"
    assert items(f"<body>{ingredients}{TWO}{LAST}</body>") == ["200 g of flour", "3 eggs"]


@pytest.mark.parametrize(
    "body",
    [
        "<body>{}<br><br>{}<br><br>{}<p>{}</p></body>",
        "<body>{}<p>{}</p>{}<p>{}</p></body>",
        "<body><div>{}<p>{}</p>{}<p>{}</p></div></body>",
        "<body><div>{}</div><div>{}</div><div>{}</div><div>{}</div></body>",
        "<body><span>{}</span><br><span>{}</span><br>{}<p>{}</p></body>",
        "<body><p>{}</p><blockquote>{}</blockquote><p>{}</p><p>{}</p></body>",
        "<body><p>{}</p><blockquote><p>{}</p></blockquote><p>{}</p><p>{}</p></body>",
        "<body><p>{}</p><figure><blockquote>{}</blockquote></figure><p>{}</p><p>{}</p></body>",
        "<body><table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></table>",
        "<body><p>{}</p><details><p>{}</p></details><p>{}</p><p>{}</p></body>",
    ],
)
def test_loose_text_quotations_and_cells(body: str) -> None:
    assert texts(body.format(*ROOF)) == list(ROOF)


@pytest.mark.parametrize("tag", ["aside", "fieldset", "header", "footer", "form", "nav"])
def test_a_box_is_judged_by_what_is_in_it(tag: str) -> None:
    article = "".join(f"<p>{text}</p>" for text in ROOF)
    cookies = "<div id=cookie><p>We use cookies to make this site better.</p></div>"
    assert texts(f"<body>{cookies}<{tag} class=a>{article}</{tag}></body>") == list(ROOF)


def test_an_aside_beside_an_article_is_left_out() -> None:
    article = "".join(f"<p>{text}</p>" for text in ROOF)
    aside = f"<aside>{'<p>A whale was seen near the island on Sunday.</p>' * 3}</aside>"
    assert texts(f"<body><article>{article}</article>{aside}</body>") == list(ROOF)


def test_headings_and_tables_among_what_is_read() -> None:
    body = f"<body>{FIRST}<h2>The cost</h2>{MIDDLE}<h3>The time</h3><div>{ROOF[2]}</div>{LAST}"
    kinds = [block.kind for block in read(body).blocks]
    assert kinds.count(BlockKind.HEADING) == 2
    data = "<table><tr><th>Year</th><th>Pupils</th></tr><tr><td>2024</td><td>260</td></tr></table>"
    found = read(f"<body>{TWO}{data}{LAST}</body>").blocks
    assert [block.text for block in found if block.kind is BlockKind.TABLE] == [
        "Year | Pupils\n2024 | 260"
    ]


def test_a_table_of_sentences_is_read() -> None:
    cells = "<tr><td>The sheet is old.</td><td>It has stood for three winters.</td></tr>"
    found = read(f"<body>{TWO}<table>{cells}</table>{LAST}</body>").blocks
    assert all(block.kind is BlockKind.PROSE for block in found)


def test_teasers_sharing_and_links_are_not_put_back() -> None:
    noise = (
        "<div class=related><p>A whale was seen near the island this week, the coast guard said."
        "</p></div><ul><li><a href=a>Whale seen near the island</a></li>"
        "<li><a href=b>Ferry runs again</a></li></ul>"
    )
    body = f"<body><article>{TWO}{noise}{LAST}</article></body>"
    assert not [text for text in texts(body) if "hale" in text or "Ferry" in text]


def test_nothing_is_read_twice() -> None:
    body = f"<body><h1>Roof</h1>{ROOF[0]} It is <code>x</code>, <b>bad</b>.{MIDDLE}{LAST}</body>"
    found = texts(body)
    assert found[0] == f"{ROOF[0]} It is x, bad."
    assert " ".join(found).count("bad") == 1


def test_much_prose_that_is_left_out_is_told() -> None:
    article = "".join(f"<p>{text}</p>" for text in ROOF)
    other = "".join(
        f"<div><div><p>The ship number {i} came into the harbour at noon and left it before the"
        f" night of the {i}th day of the month.</p></div></div>"
        for i in range(1, 20)
    )
    found = read(f"<body><article>{article}</article><section>{other}</section></body>")
    read_words = sum(len(block.text.split()) for block in found.blocks)
    assert read_words > 300 or any("not taken for the article" in w for w in found.warnings)
    assert not read(f"<body><article>{article}</article></body>").warnings


def test_hidden_and_struck_out_text_is_told() -> None:
    hidden = "<p style='display:none'>The school has burnt down to its ground.</p>"
    struck = "<p>It costs <s>nine pounds</s> six pounds, the council said on Monday evening.</p>"
    found = read(f"<body><article>{TWO}{hidden}{struck}{LAST}</article></body>")
    assert found.warnings == ("8 words of hidden text left out",)
    assert 'struck-out text left out: "nine pounds"' in found.notes
    assert [note for note in found.notes if "burnt" in note]
    menu = "<nav style='display:none'>Home. News. Sport. All of it.</nav>"
    assert not read(f"<body>{menu}<article>{TWO}{LAST}</article></body>").warnings


def test_a_noscript_is_no_script_wall_beside_an_article() -> None:
    wall = "<noscript>Please enable JavaScript to read this page.</noscript>"
    assert texts(f"<body>{wall}{TWO}</body>") == list(ROOF[:2])
