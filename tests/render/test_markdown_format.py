"""Summary and Verification as Markdown: golden files, structure, escaping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from summarize.document import Span
from summarize.render import markdown_format
from summarize.render.sanitize import sanitize_line
from summarize.results import Verdict, Verification
from support.render_samples import (
    DOCUMENT,
    EMPTY,
    ESCAPES,
    FULL,
    GAPPED,
    HOSTILE_LINES,
    PARAGRAPHS,
    SHOWN_SUMMARIES,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    assert_golden,
    build_hostile_summary,
    build_written_summary,
    model_statement,
)

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)

# All that the renderer itself makes; anything else would be the article's doing.
BLOCKS = {
    "heading",
    "paragraph",
    "bullet_list",
    "list_item",
    "footnote_block",
    "footnote",
    "inline",
    "footnote_anchor",
}
INLINE = {"text", "text_special", "footnote_ref", "em", "strong"}

SIGNS = st.text(st.sampled_from(list("\\`*_[]{}<>|~#&;:/.!()^=+-$@1aé \n\t\x1b")), max_size=40)
TEXTS = st.one_of(SIGNS, st.text(max_size=40)).filter(sanitize_line)


def kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def words(children: Sequence[Token]) -> str:
    return "".join(token.content for token in children)


def inlines(tokens: Sequence[Token]) -> list[str]:
    """The text of each inline run as a reader sees it, marks left out."""
    return [words(token.children or ()) for token in tokens if token.type == "inline"]


def assert_only_own_structure(tokens: Sequence[Token]) -> None:
    assert {kind(token) for token in tokens} <= BLOCKS
    children = [child for token in tokens for child in token.children or ()]
    assert {kind(child) for child in children} <= INLINE


def shape(tokens: Sequence[Token]) -> list[str]:
    return [token.type for token in tokens]


@pytest.mark.parametrize("name", SHOWN_SUMMARIES)
def test_golden(name: str) -> None:
    summary, verbose = SHOWN_SUMMARIES[name]
    assert_golden(f"{name}.md", markdown_format.render_summary(summary, verbose=verbose))


def test_golden_verification() -> None:
    assert_golden("verification.md", markdown_format.render_verification(VERIFICATION, WRITTEN))


def test_headings_in_order() -> None:
    tokens = PARSER.parse(markdown_format.render_summary(replace(GAPPED, notes=("A note.",))))
    headings = [
        (tokens[i].tag, tokens[i + 1].content)
        for i in range(len(tokens))
        if tokens[i].type == "heading_open"
    ]
    assert headings == [
        ("h1", "Kites stand watch over Veldrin harbour"),
        ("h2", "Summary"),
        ("h2", "Key claims"),
        ("h2", "Gaps"),
        ("h2", "Notes"),
    ]


def test_sections_without_content_are_left_out() -> None:
    text = markdown_format.render_summary(replace(FULL, claims=(), notes=()))
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Summary"]


def test_the_same_sentence_has_one_footnote() -> None:
    text = markdown_format.render_summary(FULL)
    assert text.count("[^1]:") == 1
    assert text.count("[^1]") == 3  # a sentence, a claim, the definition
    definitions = [line for line in text.splitlines() if line.startswith("[^")]
    assert [line.split(":")[0] for line in definitions] == [
        f"[^{number}]" for number in range(1, len(definitions) + 1)
    ]


def test_every_footnote_is_found_by_the_parser() -> None:
    tokens = PARSER.parse(markdown_format.render_summary(FULL))
    assert sum(token.type == "footnote_open" for token in tokens) == 7
    assert "[^" not in "".join(inlines(tokens))


def test_each_paragraph_is_one_for_the_parser() -> None:
    one, several = (
        inlines(PARSER.parse(markdown_format.render_summary(s))) for s in (FULL, PARAGRAPHS)
    )
    assert len(several) == len(one) + 2
    for sentence in FULL.sentences:
        assert sentence.text in several


def test_without_sentences_the_page_says_so() -> None:
    assert "## Summary\n\nNo summary: no sentence held up" in markdown_format.render_summary(EMPTY)


def assert_literal(text: str) -> None:
    literal = sanitize_line(text)
    tokens = PARSER.parse(markdown_format.render_summary(build_hostile_summary(text)))
    assert_only_own_structure(tokens)
    seen = inlines(tokens)
    remark = f"(according to {literal} and co) [can't tell]"
    statement = f"{literal} {remark}"
    quote = f"Line 1: “{literal}”"
    assert seen[0] == literal
    assert seen[2] == f"{statement} {statement}"
    nothing = "Nothing of this section could be printed."
    assert seen[3:7] == [f"{literal} (line 1)", statement, f"{literal} (page 2)", nothing]
    assert [seen[8], seen[10], seen[12]] == [statement, f"Line 1: {literal}", literal]
    assert seen[13].startswith("standard input: " if text == "-" else f"{literal}: ")
    assert seen[14] == quote


@pytest.mark.parametrize(
    "line", [*HOSTILE_LINES, "Up!", "Up^", "-", " ".join(HOSTILE_LINES), f"kite{ESCAPES}"]
)
def test_hostile_text_comes_back_literally(line: str) -> None:
    assert_literal(line)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_any_text_comes_back_literally(text: str) -> None:
    assert_literal(text)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_comes_back_literally_from_a_verification(text: str) -> None:
    literal, summary = sanitize_line(text), build_hostile_summary(text)
    verification = Verification(summary.document, summary.claims)
    page = markdown_format.render_verification(verification, build_written_summary(verification))
    tokens = PARSER.parse(page)
    assert_only_own_structure(tokens)
    assert inlines(tokens) == [
        f"Checked against {literal}",
        "standard input: 1 statement: 1 can't tell",
        "Statements",
        f"Can't tell (<stdin>:1; 99 % likely right): {literal}",
        literal,
        f"Line 1: “{literal}”",
    ]


def test_hostile_text_leaves_the_shape_of_the_page_as_it_is() -> None:
    harmless = shape(PARSER.parse(markdown_format.render_summary(build_hostile_summary("kite"))))
    for line in HOSTILE_LINES:
        assert (
            shape(PARSER.parse(markdown_format.render_summary(build_hostile_summary(line))))
            == harmless
        )


@pytest.mark.parametrize(
    "text",
    ["AT&T & Co.", "snake_case, Q4_1", "twelve-year-old", "12:30 (local time)! No.", "1.5 %"],
)
def test_harmless_text_stays_readable_unrendered(text: str) -> None:
    page = markdown_format.render_summary(build_hostile_summary(text))
    assert f"# {text}\n" in page
    assert f"\n- {text} (according to" in page


def test_github_makes_no_links_of_bare_addresses() -> None:
    parser = MarkdownIt("gfm-like", {"linkify": False})
    page = markdown_format.render_summary(
        build_hostile_summary("see http://evil.example and www.evil.example")
    )
    assert "http\\://evil" in page
    assert "www\\.evil" in page
    assert "<a " not in parser.render(page)


def test_a_mark_after_an_exclamation_makes_no_image() -> None:
    # Parsers differ here, so what is written is looked at instead of what one of them reads.
    text = markdown_format.render_summary(
        replace(FULL, sentences=(model_statement("They fly!", 2),))
    )
    assert "\n\nThey fly\\![^1]\n\n" in text


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)


def marked(text: str, spans: list[tuple[int, int]]) -> Verification:
    marks = tuple(Span(min(a, b), max(a, b)) for a, b in spans if max(a, b) <= len(text))
    statement = replace(model_statement(text, 2), verdict=Verdict.UNSUPPORTED, wrong_spans=marks)
    return Verification(DOCUMENT, (statement,))


@pytest.mark.parametrize(
    ("text", "spans", "bold"),
    [
        ("It cost 9 crowns.", [(8, 9)], "9"),
        ("It cost 9.9 million crowns.", [(8, 11), (12, 19)], "9.9 million"),
        ("The 16th came.", [(4, 6)], "16"),
        ("It cost £9 in all.", [(8, 9)], "£9"),
        ("It cost 9% more.", [(9, 10)], "9%"),
        ("(9) cars", [(0, 3)], "(9)"),
        ("a*9*b", [(2, 3)], "9"),
        ("“No,” she said.", [(1, 4)], "No,"),
    ],
)
def test_wrong_words_are_bold(text: str, spans: list[tuple[int, int]], bold: str) -> None:
    verification = marked(text, spans)
    tokens = PARSER.parse(
        markdown_format.render_verification(verification, build_written_summary(verification))
    )
    (item,) = [t for t in tokens if t.type == "inline" and t.content.startswith("**Unsupp")]
    found, depth = [], 0
    for child in item.children or ():
        depth += child.nesting if child.type.startswith("strong") else 0
        if depth:
            found.append(child.content)
    assert "".join(found) == f"Unsupported{bold}"


@settings(deadline=None, max_examples=300)
@given(TEXTS, SPANS)
def test_marks_make_no_structure_of_their_own(text: str, spans: list[tuple[int, int]]) -> None:
    verification = marked(text, spans)
    tokens = PARSER.parse(
        markdown_format.render_verification(verification, build_written_summary(verification))
    )
    assert_only_own_structure(tokens)
    assert len(inlines(tokens)) == 5


def test_repairs_and_drops_are_told_only_when_asked_for() -> None:
    tokens = PARSER.parse(markdown_format.render_summary(FULL, verbose=True))
    assert_only_own_structure(tokens)
    texts = inlines(tokens)
    assert "The council will decide on 19 September. (the cited sentence says 9, not 19)" in texts
    assert "the article's sentence: " + FULL.repairs[2].after in texts
    assert "19 September" not in markdown_format.render_summary(FULL)
    assert "mayor" not in markdown_format.render_summary(FULL)


def test_every_unchecked_statement_is_labelled() -> None:
    texts = inlines(PARSER.parse(markdown_format.render_summary(UNCHECKED)))
    statements = [*UNCHECKED.sentences, *UNCHECKED.claims]
    labelled = [text for text in texts if text.startswith("[unchecked: ")]
    assert len(labelled) == len(statements)
    for text, statement in zip(labelled, statements, strict=True):
        assert statement.text in text
    assert labelled[3].startswith("[unchecked: can't tell] Ana Sorel")
    assert any(text.startswith("Unchecked: what follows") for text in texts)
    assert "Unchecked: 6 statements, 2 unsupported, 1 can't tell, 3 supported." in texts


def test_front_matter_is_yaml_in_the_place_of_the_heading() -> None:
    yaml = pytest.importorskip("yaml")
    title = 'A "title": with # and\nmore'
    metadata = replace(FULL.document.metadata, title=title, author=None)
    summary = replace(FULL, document=replace(FULL.document, metadata=metadata))
    text = markdown_format.render_summary(summary, front_matter=True)
    opening, fields, body = text.split("---\n", 2)
    assert opening == ""
    assert yaml.safe_load(fields) == {
        "title": 'A "title": with # and more',
        "date": "2026-03-01",
        "site": "The Veldrin Post",
        "language": "en",
        "source": "veldrin.txt",
        "model": "Sextant-90M-Instruct Q4_1",
        "words": FULL.words,
    }
    assert body.startswith("\n## Summary\n")
