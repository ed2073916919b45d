"""What a browser does not show of a page, and what it strikes out."""

from __future__ import annotations

import pytest
from lxml import etree, html

from summarize.sources.html import colours
from summarize.sources.html.hidden_style import (
    Unseen,
    is_hidden,
    is_struck_out,
    read_styles,
    remove_unseen,
)
from summarize.sources.html.style_rules import StyleRules, parse_declarations

SEEN = "The mill was sold on Monday to a baker from the next valley, the town said."
PROSE = (
    "The mill stands by the river and has ground no corn since the flood of that year.",
    "Its new owner wants to bake there, and has asked the town for a road to the door.",
    "The council will vote on the road in March, when the snow is gone from the pass.",
)


def read(body: str, style: str = "") -> tuple[str, Unseen]:
    root = html.document_fromstring(f"<head><style>{style}</style></head><body>{body}</body>")
    unseen = remove_unseen(root)
    for sheet in root.xpath("//style|//script"):
        sheet.drop_tree()
    return " ".join(root.text_content().split()), unseen


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        "hidden=until-found",
        "style='display:none'",
        "style='DISPLAY : NONE !important'",
        "style='visibility:hidden'",
        "style='visibility:collapse'",
        "style='opacity:0'",
        "style='opacity:0.0'",
        "style='font-size:0'",
        "style='font-size:1px'",
        "style='font:0/0 a'",
        "style='position:absolute;left:-9999px'",
        "style='position:fixed;top:-200em'",
        "style='position:absolute;left:-100vw'",
        "style='margin-left:-5000px'",
        "style='text-indent:-9999px'",
        "style='position:absolute;clip:rect(0 0 0 0)'",
        "style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'",
        "style='clip-path:inset(50%)'",
        "style='height:0;overflow:hidden'",
        "style='width:1px;height:1px;overflow:hidden'",
        "style='max-height:0;overflow:hidden'",
        "style='transform:scale(0)'",
        "style='content-visibility:hidden'",
        "style='color:#fff;background:#fff'",
        "style='color:white;background-color:rgb(255, 255, 255)'",
        "style='color:#fefefe;background:#FFFFFF none'",
        "style='color:transparent'",
        "style='color:rgba(0,0,0,0)'",
    ],
)
def test_hidden(attribute: str) -> None:
    text, unseen = read(f"<p>{SEEN}</p><p {attribute}>The miller has poisoned the river.</p>")
    assert text == SEEN
    assert [one.text for one in unseen.hidden] == ["The miller has poisoned the river."]


@pytest.mark.parametrize(
    "attribute",
    [
        "aria-hidden=true",
        "style='display:block' hidden",
        "style='opacity:0.5'",
        "style='font-size:11px'",
        "style='left:-9999px'",  # without a position it does nothing
        "style='position:absolute;left:-20px'",
        "style='height:0;padding-bottom:56%;overflow:hidden'",  # a film is shown in it
        "style='height:0'",  # runs over
        "style='color:#fff;background:#000'",
        "style='color:#fff'",  # no background is given
        "style='color:#fff;background:#fff url(sea.jpg)'",
        "style='color:#fff;background:linear-gradient(red, blue)'",
        "style='color:transparent;background:#f00;background-clip:text'",
        "style='text-indent:2em'",
        "style='clip:rect(0, 200px, 90px, 0);position:absolute'",
        "style='transform:translatey(-20px)'",
    ],
)
def test_seen(attribute: str) -> None:
    text, unseen = read(f"<p>{SEEN}</p><p {attribute}>The miller is glad.</p>")
    assert text == f"{SEEN}The miller is glad."
    assert not unseen.hidden


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("p{display:none}", True),
        (".x{display:none}", True),
        ("#i{display:none}", True),
        ("p.x{display:none}", True),
        ("p.x.y{display:none}", True),
        ("p.x.z{display:none}", False),
        ("div.x{display:none}", False),
        ("h1, .x , h2 {display : none }", True),
        (".box .x{display:none}", True),
        (".box > .x{display:none}", True),
        ("body > .x{display:none}", False),
        (".other .x{display:none}", False),
        ("p{display:none} p{display:block}", False),
        ("p{display:block} p{display:none}", True),
        (".x{display:block} p{display:none}", False),  # a class is stronger than a name
        ("p{display:none !important} #i{display:block}", True),
        ("@media print{.x{display:none}}", False),
        ("@media (max-width:600px){.x{display:none}}", False),
        ("@media screen{.x{display:none}}", True),
        ("@media print{p{color:red}} .x{display:none}", True),
        (".x:hover{display:none}", False),
        (".x::before{display:none}", False),
        ("/* .x{display:none} */", False),
        ('@charset "x"; @import url(a.css); .x{display:none}', True),
        ('.a{content:"}"} .x{display:none}', True),
        (".js .x{display:none}", False),
        (".x{--a:none; display:var(--a)}", False),
        ("<!-- .x{display:none} -->", True),
        (".x{display:none", True),
        ("}}{;{.x", False),
    ],
)
def test_rules_of_the_page(style: str, hidden: bool) -> None:
    body = f"<div class=box><p id=i class='x y'>Nobody may read this.</p></div><h3>{SEEN}</h3>"
    assert read(body, style)[0] == (SEEN if hidden else f"Nobody may read this.{SEEN}")


def test_what_is_hidden_may_hold_what_is_seen() -> None:
    body = "<p style='visibility:hidden'>No. <b style='visibility:visible'>Yes.</b> No.</p>"
    assert read(body)[0] == "Yes."
    # Between blocks in a line, some pages give white space no size.
    menu = "<ul style='font-size:0'>\n<li style='font-size:16px'>Yes.</li> <li>No.</li></ul>"
    assert read(menu)[0] == "Yes."


def test_colours_come_from_around() -> None:
    box = "<div style='background:#eeeeee'><p>{}</p><p style='color:#eee'>Not this.</p></div>"
    assert read(box.format(SEEN))[0] == SEEN
    table = "<table bgcolor=white><tr><td><font color='#FFFFFF'>Not this.</font>Yes.</table>"
    assert read(table)[0] == "Yes."
    black = "<div style='background:#000;color:#fff'><p>Yes.</p></div>"
    assert read(black, "body{background:#fff}")[0] == "Yes."
    linked = (
        '<link rel=stylesheet href=a.css><div class=hero><h1 style="color:#fff">Yes.</h1></div>'
    )
    assert read(linked, "body{background:#fff}")[0] == "Yes."


def test_templates_and_scripts_are_no_text_of_the_page() -> None:
    text, unseen = read(f"<p>{SEEN}</p><template><p>The mill burns.</p></template>")
    assert text == SEEN
    assert not unseen.hidden


@pytest.mark.parametrize(
    "body",
    [
        "<article style='opacity:0'>{}</article>",
        "<div id=app style='display:none'>{}</div><p>Loading</p>",
        "<article class=gone>{}</article>",
        "<main hidden><article>{}</article></main>",
    ],
)
def test_what_a_script_shows_is_read(body: str) -> None:
    article = "".join(f"<p>{text}</p>" for text in PROSE)
    scripted = body.format(article) + "<script>show()</script>"
    text, unseen = read(scripted, ".gone{visibility:hidden}")
    assert all(one in text for one in PROSE)
    assert unseen.revealed == sum(len(one.split()) for one in PROSE)
    # Nothing shows it where there is no script.
    assert PROSE[0] not in read(body.format(article), ".gone{visibility:hidden}")[0]


def test_parts_that_fade_in_or_are_slides_are_read() -> None:
    faded = "".join(f"<p class=fade>{text}</p>" for text in PROSE)
    text, _ = read(f"<p>{SEEN}</p>{faded}<script>x</script>", ".fade{opacity:0}")
    assert all(one in text for one in PROSE)
    slides = "".join(
        f"<div class=slide style='display:none'>{text * 4}</div>" for text in PROSE * 2
    )
    text, unseen = read(f"<p>{SEEN}</p>{slides}<script>x</script>")
    assert text.count(PROSE[0]) == 8
    assert unseen.revealed


def test_beside_a_seen_article_nothing_hidden_is_read() -> None:
    article = "".join(f"<p>{text} {text} {text}</p>" for text in PROSE)
    lie = (
        f"<div style='display:none'>{'The mill is on fire, the whole town says today. ' * 60}</div>"
    )
    assert "fire" not in read(f"{article}{lie}<script>x</script>")[0]


@pytest.mark.parametrize(
    "struck",
    [
        "<s>nine</s>",
        "<strike>nine</strike>",
        "<del>nine</del>",
        "<span style='text-decoration: line-through'>nine</span>",
        "<span style='text-decoration: line-through red 2px'>nine</span>",
        "<b class=old>nine</b>",
        "<i class=gone>nine</i>",
    ],
)
def test_struck_out(struck: str) -> None:
    style = ".old{text-decoration:line-through} i.gone{text-decoration-line:line-through}"
    text, unseen = read(f"<p>{SEEN} It cost {struck} six crowns, {struck}, no more.</p>", style)
    assert text == f"{SEEN} It cost six crowns,, no more."
    assert unseen.struck == ("nine", "nine")


def test_struck_out_by_name_alone() -> None:
    text, unseen = read(f"<p>{SEEN} <del>It is new.</del></p>", "del{text-decoration:none}")
    assert text == f"{SEEN} It is new."
    assert not unseen.struck
    # An element that is never closed has not struck out the rest of the page.
    assert read(f"<div><s>Old.{SEEN}{PROSE[0]}</div>")[0] == f"Old.{SEEN}{PROSE[0]}"


def test_words_beside_what_is_removed_are_not_glued() -> None:
    assert read("<div>One<div hidden>no</div>two.</div>")[0] == "One two."
    assert read("<p>It is <s>wide</s>, and <del>so</del> high.</p>")[0] == "It is, and high."


def test_xhtml_with_namespaces() -> None:
    root = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><style>.x{display:none}</style></head>'
        f'<body><p class="x">No.</p><p>{SEEN} <s>No.</s></p></body></html>'
    )
    unseen = remove_unseen(root)
    assert "".join(root.itertext()).strip().endswith(SEEN)
    assert [one.text for one in unseen.hidden] == ["No."]
    assert unseen.struck == ("No.",)


def test_questions_about_one_element() -> None:
    root = html.document_fromstring("<style>.a{display:none}</style><p class=a>x</p><s>y</s>")
    rules = read_styles(root)
    assert is_hidden(root.find(".//p"), rules)
    assert not is_hidden(root.find(".//s"), rules)
    assert is_struck_out(root.find(".//s"), rules)


def test_declarations() -> None:
    assert parse_declarations("Display: None; margin: 3px; color: RED !important; x") == (
        {"display": "none"},
        {"color": "red"},
    )


def test_hordes_of_rules_end() -> None:
    rules = StyleRules(["".join(f".a{i} .b p{{color:#{i:06x}}}" for i in range(30_000))])
    root = html.document_fromstring("<p class=b>x</p>" * 3000)
    assert not any(is_hidden(element, rules) for element in root.iter("p"))


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("white", (255, 255, 255)),
        ("#FFF", (255, 255, 255)),
        ("#102030", (16, 32, 48)),
        ("102030", (16, 32, 48)),
        ("rgb(1, 2, 3)", (1, 2, 3)),
        ("rgb(100% 0% 0% / 1)", (255, 0, 0)),
        ("hsl(0, 0%, 100%)", (255, 255, 255)),
        ("rgba(1,2,3,.5)", None),
        ("blurple", None),
        (None, None),
        ("rgb(1,2)", None),
    ],
)
def test_colours(written: str | None, parts: tuple[int, int, int] | None) -> None:
    found = colours.parse_colour(written)
    assert (found.parts if found else None) == parts


def test_backgrounds() -> None:
    assert colours.find_colour("no-repeat #fff") == colours.Colour((255, 255, 255))
    assert colours.find_colour("white none") == colours.Colour((255, 255, 255))
    assert colours.find_colour("none") is None
    assert colours.find_colour("transparent") is None
