"""Powers, note marks, indices, insertions and entities in sentences of web pages."""

from __future__ import annotations

import pytest
from lxml import html

from summarize.sources.html.hidden_style import read_styles
from summarize.sources.html.inline_text import render_inline, undo_double_escapes, unescape_twice


def read(body: str) -> str:
    root = html.document_fromstring(f"<body><p>{body}</p></body>")
    render_inline(root, read_styles(root))
    return " ".join(root.text_content().split())


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("10<sup>6</sup> germs", "10⁶ germs"),
        ("10<sup>-9</sup> grams", "10⁻⁹ grams"),
        ("10<sup>&minus;9</sup> grams", "10⁻⁹ grams"),
        ("3.2 &times; 10<sup><b>6</b></sup>", "3.2 × 10⁶"),
        ("45 km<sup>2</sup> of", "45 km² of"),
        ("9.8 m s<sup>-2</sup>", "9.8 m s⁻²"),
        ("2<sup>n</sup> stones", "2ⁿ stones"),
        ("10<span style='vertical-align: super'>6</span> germs", "10⁶ germs"),
        ("10<font style='vertical-align:super;font-size:9px'>6</font>", "10⁶"),
        ("the 14<sup>th</sup> ship", "the 14th ship"),
        ("the 1<sup>st</sup> ship", "the 1st ship"),
        ("M<sup>me</sup> Lee", "Mme Lee"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO2 and H2O"),
        ("10<sub>2</sub> is two", "10₂ is two"),
        ("5<sup>1</sup>/<sub>2</sub> pounds", "5 1/2 pounds"),
        # Note marks go.
        ("meadow<sup>1</sup> drains", "meadow drains"),
        ("the end.<sup>12</sup>", "the end."),
        ("in 1999<sup>3</sup> it", "in 1999 it"),
        ("it fell<sup>[4]</sup>.", "it fell."),
        ("it fell<sup>[citation needed]</sup>.", "it fell."),
        ("it fell<sup><a href='#n'>7</a></sup>.", "it fell."),
        ("it fell<a href='#n'><sup>7</sup></a>.", "it fell."),
        ("10<sup class=reference><a href=x>[1]</a></sup> ships", "10 ships"),
        ("8<sup id=fnref:1><a href=x>1</a></sup> ships", "8 ships"),
        ("<code>a<sup>2</sup></code>", "a2"),
    ],
)
def test_raised_and_lowered(written: str, text: str) -> None:
    assert read(written) == text


def test_insertions_are_kept_and_their_elements_renamed() -> None:
    root = html.document_fromstring(
        "<p>The <ins>whole</ins> board met <time>on Monday</time> in the hall by the river.</p>"
        "<ins class=adsbygoogle>Buy</ins>"
    )
    render_inline(root, read_styles(root))
    assert root.find(".//time") is None
    assert [one.text for one in root.iter("ins")] == ["Buy"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;amp;T", "AT&T"),
        ("&#38;pound;5", "£5"),
        ("&pound;1.2&nbsp;million", "£1.2\u00a0million"),
        ("the county&#8217;s &#x2014; it", "the county’s — it"),
        ("&quot;It is late,&quot; he said", '"It is late," he said'),
        ("fewer than &lt; 10,000", "fewer than < 10,000"),
        ("Fish & chips; R&D; x &y", "Fish & chips; R&D; x &y"),
        ("Write &lt;b&gt; for bold", "Write &lt;b&gt; for bold"),
        ("The entity &amp; is an ampersand", "The entity &amp; is an ampersand"),
        ("In HTML, &nbsp; is a space", "In HTML, &nbsp; is a space"),
    ],
)
def test_entities_escaped_twice(written: str, text: str) -> None:
    assert unescape_twice(written) == text


def test_code_keeps_its_entities_and_the_head_does_not() -> None:
    root = html.document_fromstring(
        "<head><title>A &amp;amp; B</title><meta name=t content='C &amp;amp; D'></head>"
        "<p>E &amp;amp; F <code>&amp;amp;</code></p><pre>&amp;amp;</pre>"
    )
    undo_double_escapes(root)
    assert root.findtext(".//title") == "A & B"
    assert root.find(".//meta").get("content") == "C & D"
    assert root.find(".//p").text_content() == "E & F &amp;"
    assert root.findtext(".//pre") == "&amp;"
