"""Prose in `<pre>` and `<code>` is known by its words."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import BlockKind
from summarize.sources.html import extract
from summarize.sources.html.preformatted import is_prose

CRANE = (
    "The big crane at Quay 4 will be out of service.",
    "An inspector found cracks in two of its rail clamps.",
    "Ships longer than 120 metres will be unloaded at Quay 7.",
)


def read(body: str) -> list[tuple[BlockKind, str]]:
    blocks = extract(f"<html><body>{body}</body></html>".encode(), "a.html").blocks
    return [(block.kind, block.text) for block in blocks]


@pytest.mark.parametrize(
    "body",
    [
        "<pre>{}\n\n    {}\n\n{}\n</pre>",
        "<pre>{}<br><br>{}<br><br>{}</pre>",
        "<pre><code>{}\n\n{}\n\n{}</code></pre>",
        "<div><pre>{}</pre><pre>{}</pre><pre>{}</pre></div>",
        "<xmp>{}\n\n{}\n\n{}</xmp>",
        "<div><code>{}</code></div><div><code>{}</code></div><p>{}</p>",
    ],
)
def test_sentences_are_read(body: str) -> None:
    assert read(body.format(*CRANE)) == [(BlockKind.PROSE, text) for text in CRANE]


def test_wrapped_lines_are_joined() -> None:
    found = read(f"<pre>{CRANE[0]} {CRANE[1][:20]}\n{CRANE[1][20:].strip()}\n\n{CRANE[2]}</pre>")
    assert found[0][1] == f"{CRANE[0]} {CRANE[1][:20].strip()} {CRANE[1][20:].strip()}"


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return x + 1\n\nprint(f(3))",
        "$ git clone https://example.org/a.git\n$ cd a\n$ make install",
        "int main() {\n  return 0;\n}",
        "body { color: red; }\n.a > b { margin: 0 }",
        "<b>x</b>\n<i>y</i>",
        '{"a": 1, "b": [2, 3]}',
        "SELECT * FROM ships WHERE length > 120;",
    ],
)
def test_code_is_code(code: str) -> None:
    escaped = code.replace("&", "&amp;").replace("<", "&lt;")
    prose = "".join(f"<p>{text}</p>" for text in CRANE)
    found = read(f"{prose}<pre>{escaped}</pre>{prose.replace('4', '5')}")
    assert [kind for kind, text in found if text.strip() == code.strip()] == [BlockKind.CODE]
    assert not is_prose(code)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (CRANE[0], True),
        ("Der Kran ist außer Betrieb. Er wird im Mai repariert.", True),
        ("クレーンは故障しています。", True),
        ("One two three four five", False),
        ("+----+----+\n| a  | b  |\n+----+----+", False),
        ("a.b(c). d.e(f).", False),
        ("", False),
    ],
)
def test_what_prose_is(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_code_in_a_sentence_stays_there() -> None:
    body = "<p>Call <code>f(x)</code> to open the lock, and <code>g(x)</code> to close it.</p>"
    assert read(body) == [(BlockKind.PROSE, "Call f(x) to open the lock, and g(x) to close it.")]
