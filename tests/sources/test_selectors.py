"""Selectors of a page's own style sheet: which elements they mean."""

from __future__ import annotations

import pytest
from lxml import html

from summarize.sources.html.hidden_style import remove_unseen
from summarize.sources.html.selectors import matches, parse_selector

SEEN = "The mill was sold on Monday to a baker from the next valley, the town said."
GONE = "The miller has poisoned the river."


def read(style: str, body: str) -> str:
    root = html.document_fromstring(f"<head><style>{style}</style></head><body>{body}</body>")
    remove_unseen(root)
    return " ".join(root.body.text_content().split())


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("[data-off]{display:none}", "<p data-off>{}</p>"),
        ("p[lang|=fr]{display:none}", "<p lang=fr-CA>{}</p>"),
        ('[class^="js-"]{display:none}', "<p class=js-x>{}</p>"),
        ("h4.hd + p{display:none}", "<div><h4 class=hd></h4><p>{}</p></div>"),
        (".x ~ p.y{display:none}", "<div><i class=x></i><p>But</p><p class=y>{}</p></div>"),
        (".nt p:first-child{display:none}", "<div class=nt><p>{}</p><p>But</p></div>"),
        (".tab:not(.active){display:none}", "<div class='tab'>{}</div>"),
        (":is(.p, .q) > span{display:none}", "<p class=p>But <span>{}</span></p>"),
        (":where(.wh){display:none}", "<p class=wh>{}</p>"),
        ("@supports (display:grid){.f{display:none}}", "<p class=f>{}</p>"),
        (".gone{display:none;&:hover{color:red}}", "<p class=gone>{}</p>"),
        (":root{--off:none}.v{display:var(--off)}", "<p class=v>{}</p>"),
        ("body{background:#fff}.v{color:var(--bg)}:root{--bg:#fff}", "<p class=v>{}</p>"),
        (".f{filter:opacity(0)}", "<p class=f>{}</p>"),
        (".i{position:absolute;inset:auto auto 0 -9000px}", "<p class=i>{}</p>"),
        (".c{clip-path:polygon(0 0, 0 0, 0 0)}", "<p class=c>{}</p>"),
        (".s{scale:0}", "<p class=s>{}</p>"),
        ("body{background:#1c1c1c}.d{color:#111}", "<p class=d>{}</p>"),
        ("", "<p>But<datalist><option>{}</option></datalist></p>"),
    ],
)
def test_what_a_selector_hides(style: str, body: str) -> None:
    text = read(style, f"<p>{SEEN}</p>{body.format(GONE)}")
    assert text.replace("But", "").strip() == SEEN


@pytest.mark.parametrize(
    ("style", "body"),
    [
        # a colour that is not known is not the one around it
        (".h{background:#000;color:#fff}.c{background:#fff;color:var(--ink)}", "h c"),
        (".h{background:#000;color:#fff}.c{background:#fff;color:darkslategrey}", "h c"),
        (".h{background:#000;color:#fff}.c{background:#fff;color:oklch(20% 0 0)}", "h c"),
        # a variable with two values
        (":root{--c:#fff}.dark{--c:#000}body{background:var(--c)}.c{color:#fff}", "h c"),
        (".c{display:none}.c:first-of-type{display:block}", "h c"),
        ("@supports not (display:grid){.c{display:none}}", "h c"),
        ("@media print{.c{display:none}}@container (width>1px){.c{display:none}}", "h c"),
        (".c:hover{display:none}.c::before{display:none}.c:nth-child(2n){display:none}", "h c"),
        ("body{background:#fff}.c{color:#e0e0e0}", "h c"),
    ],
)
def test_what_is_seen_after_all(style: str, body: str) -> None:
    outer, inner = body.split()
    page = f"<div class={outer}><section class={inner}>{GONE}</section></div>"
    assert GONE in read(style, f"<p>{SEEN}</p>{page}")


def test_rules_for_pages_without_scripts_and_of_amp_do_not_count() -> None:
    hiding = "<style{}>.l{{display:none}}</style>"
    for sheet in (f"<noscript>{hiding.format('')}</noscript>", hiding.format(" amp-boilerplate")):
        root = html.document_fromstring(f"<body>{sheet}<p>{SEEN}</p><p class=l>{GONE}</p></body>")
        remove_unseen(root)
        assert GONE in root.text_content()


def test_weights_and_what_is_no_selector() -> None:
    assert [one.weight for one in parse_selector("#a p.b:not(.c)")] == [(1, 0, 0), (0, 2, 1)]
    assert parse_selector(":where(#a)")[0].weight == (0, 0, 0)
    for odd in ("p:hover", "p::after", "a[b", "p:nth-child(2)", "&.x", "p:not(:hover)", "1a"):
        assert parse_selector(odd) == ()
    element = html.fragment_fromstring("<p class='a b' id=x lang=fr-CA></p>")
    for selector in ("p.b#x", "*", "[id]", "[lang^='fr']", "[lang$=CA]", "[class~=a]", ":empty"):
        assert matches(parse_selector(selector), element), selector


def test_many_rules_about_neighbours_take_no_time() -> None:
    style = "".join(f".x{at} ~ p{{color:red}}" for at in range(300))
    body = "".join(f"<p class=x{at}>{SEEN}</p>" for at in range(300))
    assert read(f"{style}.x299 ~ p{{display:none}}", body).count(SEEN) == 300
