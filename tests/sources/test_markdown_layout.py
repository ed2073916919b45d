"""Markdown: what is told of what is left out, and how text, marks and offsets belong together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Role
from summarize.sources.text.markdown import parse_markdown
from support.markdown_texts import read_markdown, read_paragraphs

MARKS = "*_`~=[]{}<>|\\#^$%"


def reasons(text: str) -> list[tuple[str, str]]:
    return [(one.reason, text[one.span.start : one.span.end]) for one in read_excluded(text)]


def read_excluded(text: str) -> list[object]:
    return list(parse_markdown(text).excluded)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("It costs ~~9 pounds~~ 6 pounds.", 'struck-out text left out: "9 pounds"'),
        (
            "<del>It is short.</del> It is long.\n\n~~Not *so*.~~",
            'struck-out text left out: "It is short."; "Not *so*."',
        ),
        (
            "~~a~~ b ~~c~~ d {--e--} f ~~g~~ h ~~i~~.",
            'struck-out text left out: "a"; "c"; "{--e--}"; 2 more',
        ),
    ],
)
def test_struck_out_text_is_told(text: str, note: str) -> None:
    assert read_markdown(text).notes == (note,)


def test_a_struck_out_paragraph_is_excluded() -> None:
    text = "Eels are long.\n\n~~They are short.~~\n\n<s>They are thick.</s>"
    found = parse_markdown(text)
    assert [one.reason for one in found.excluded] == ["struck out", "struck out"]
    assert found.warnings == ()


@pytest.mark.parametrize(
    "hiding", ["hidden", 'style="display: none"', "style='color:red;visibility:hidden'"]
)
def test_hidden_text_is_left_out_with_a_warning(hiding: str) -> None:
    text = f"Eels are <span {hiding}>not very</span> long.\n\n<div {hiding}>\n\nA b c.\n\n</div>\n"
    assert read_paragraphs(text) == ["Eels are long."]
    assert read_markdown(text).warnings == ("5 words of hidden text left out",)


@pytest.mark.parametrize("shown", ['class="hidden"', 'hidden="false"', 'data-hidden="1"'])
def test_what_only_speaks_of_hiding_is_read(shown: str) -> None:
    assert read_paragraphs(f"Eels are <span {shown}>very</span> long.") == ["Eels are very long."]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("> [!warning] Drained bogs\n> Eels are long.", "box title"),
        ("Eels are long.\n\n%%a note%%", "comment"),
        ("Eels are long.\n\n<!-- a note -->", "comment"),
        ("Eels are long.\n\n$$\nx = 1\n$$", "formula"),
        ("Eels are long.\n\n#fish #long", "tag"),
        ("Eels are long.\n\n![[eel.png]]", "image"),
        ("Eels are long.[^1]\n\n[^1]: So they say.", "footnote"),
        ("import Eel from './eel'\n\nEels are long.", "code"),
        ("    eel = Eel(9)\n    eel.swim()\n\nEels are long.", "code"),
        ("Eels are long.\n\n[eel]:\n  /eel\n  'An eel'", "link definition"),
        ("<table>\n<tr><td>Eels are short.</td></tr>\n</table>\n\nEels are long.", "table"),
    ],
)
def test_the_reason_of_what_is_excluded(text: str, reason: str) -> None:
    assert read_paragraphs(text) == ["Eels are long."]
    assert [one.reason for one in parse_markdown(text).excluded] == [reason]


def test_entities_are_read_and_their_places_hold() -> None:
    text = "Marks &amp; Spencer sold 3 caf&eacute;s."
    document = read_markdown(text)
    (sentence,) = document.sentences
    assert document.quote(sentence.span) == text
    assert document.sentence_text(sentence) == "Marks & Spencer sold 3 cafés."
    assert document.substitutes == ((text.index("&amp;"), "&"), (text.index("&eacute;"), "é"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It rose (![a](b)), then fell.", "It rose, then fell."),
        ("It rose, ~~fell~~, then sank.", "It rose, then sank."),
        ("It rose ~~and fell~~.", "It rose."),
        ("It rose. ~~It fell~~. It sank.", "It rose. It sank."),
        ("“It rose.” ~~Ann fell~~. It sank.", "“It rose.” It sank."),
        ("It rose. ~~It fell~~ ... It sank.", "It rose. ... It sank."),
        ("It rose, ~~and fell~~.", "It rose."),
        ("It “~~rose~~” fell.", "It fell."),
        ("It rose.[^1], [^2] It fell.", "It rose. It fell."),
        ("It ([^1]) rose.", "It rose."),
        ("~~It fell~~, it rose.", "it rose."),
        ("It![x](y)rose.", "It rose."),
        ("It r~~a~~ose.", "It rose."),
    ],
)
def test_nothing_is_left_over_where_words_have_gone(text: str, shown: str) -> None:
    assert read_paragraphs(text) == [shown]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"80\,\%", "80%"),
        (r"\frac{1}{2}", "1/2"),
        (r"10^{-9}\,\mathrm{m}", "10⁻⁹ m"),
        (r"\alpha \leq 3", "α ≤ 3"),
        (r"x_{i}", "xi"),
        (r"\text{price} = 3", "price = 3"),
        (r"\unknown{x}", "unknownx"),
    ],
)
def test_formulas_keep_their_text(tex: str, shown: str) -> None:
    assert read_paragraphs(f"It is ${tex}$ high.") == [f"It is {shown} high."]


def test_levels_of_headings_in_html_and_quotations() -> None:
    text = "# A\n\n<h3>B</h3>\n\n> ## C\n\nProse here."
    found = parse_markdown(text).paragraphs
    assert [(one.level, one.role) for one in found] == [
        (1, Role.HEADING),
        (3, Role.HEADING),
        (2, Role.HEADING),
        (0, Role.PROSE),
    ]


# Words of the prose begin with a small letter of the first half of the alphabet, those that are
# left out with "z".
WORD = st.text("abcdefghijklm", min_size=2, max_size=6)
GONE = st.text("z", min_size=3, max_size=5)
AROUND = st.sampled_from(
    [
        ("", ""), ("*", "*"), ("**", "**"), ("_", "_"), ("`", "`"), ("==", "=="), ("***", "***"),
        ("[", "](https://a.example/x_y)"), ("[[", "]]"), ("[[zzz|", "]]"), ("<b>", "</b>"),
        ("<span class='zz'>", "</span>"), ("[", "]{.zz}"), ("<kbd>", "</kbd>"), ("[", "][r]"),
    ]
)  # fmt: skip
LEFT_OUT = st.sampled_from(
    [
        "~~{}~~", "<del>{}</del>", "![{}](a.png)", "![[{}]]", "%%{}%%", "<!-- {} -->", "^[{}]",
        "[^{}]", "{{{{< {} >}}}}", "{{--{}--}}", "{{>>{}<<}}", ":{}:", "<i hidden>{}</i>",
    ]
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a sentence in Markdown and its words."""
    words, parts = ["It"], ["It"]
    for _ in range(draw(st.integers(1, 8))):
        if draw(st.integers(0, 4)) == 0:
            parts.append(draw(LEFT_OUT).format(draw(GONE)))
        else:
            inner = draw(st.lists(WORD, min_size=1, max_size=3))
            before, after = draw(AROUND)
            words += inner
            parts.append(before + " ".join(inner) + after)
    return f"{draw(st.sampled_from([' ', ' ', chr(10)])).join(parts)}.", words


BLOCKS = st.sampled_from(
    [
        ("", ""), ("- ", "  "), ("> ", "> "), ("> ", ""), ("1. ", "   "), ("> - ", ">   "),
        ("- [x] ", "  "), ("> [!note] Zzz\n> ", "> "), ("::: zz\n", ""), ("<div>\n\n", ""),
        ("+ ", "  "), ("[^zz]: zzz\n\n", ""), ("```\nzz\n```\n", ""), ("%%\nzz\n%%\n", ""),
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(BLOCKS, sentences()), min_size=1, max_size=6))
def test_every_word_is_kept_once_and_no_mark_is_shown(
    blocks: list[tuple[tuple[str, str], tuple[str, list[str]]]],
) -> None:
    texts = [
        first + sentence.replace("\n", "\n" + following)
        for (first, following), (sentence, _) in blocks
    ]
    text = "\n\n".join([*texts, "[r]: https://b.example"])
    document = read_markdown(text)
    shown = " ".join(map(document.sentence_text, document.sentences))
    assert shown.replace(".", "").split() == [word for _, (_, own) in blocks for word in own]
    assert not set(shown) & set(MARKS)
    for sentence in document.sentences:
        assert document.quote(sentence.span).strip() == document.quote(sentence.span)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from([*MARKS, "\n", " ", "a", "B", "-", ".", "1", "!", "&", "\t", "\r"])))
def test_any_text_is_read_and_its_spans_are_in_order(text: str) -> None:
    found = parse_markdown(text)
    ends = 0
    for one in sorted([*found.paragraphs, *found.excluded], key=lambda part: part.span):
        assert one.span.start >= ends
        ends = one.span.end
    for paragraph in found.paragraphs:
        place = paragraph.span.start
        for mark in paragraph.marks:
            assert place <= mark.start < mark.end <= paragraph.span.end
            place = mark.end


@pytest.mark.parametrize(
    "unit", ["![", "[a](", "~~a ", "^[", "[[a|", "<a ", "*a", "&amp;", "$a", "{{<", "**a:** ", "| "]
)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    parse_markdown("warm up")
    began = time.process_time()
    parse_markdown(unit * (50_000 // len(unit)))
    assert time.process_time() - began < 10
