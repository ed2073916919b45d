"""Tests of summary -> statements and skipped lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document
from summarize.errors import SummarizeError
from summarize.render import render_text
from summarize.results import SkippedLines, Summary, WrittenSummary
from summarize.settings import Format
from summarize.sources import read
from summarize.verification.statements import read_statements
from support.cpu_time import cpu_limit
from support.render_samples import EMPTY, FULL, GAPPED, SECTIONS, UNCHECKED


def written(tmp_path: Path, text: str, name: str = "summary.md") -> WrittenSummary:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_statements(read(str(path)))


def found(result: WrittenSummary) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in result.statements]


BOTH = pytest.mark.parametrize("name", ["summary.md", "summary.txt"])


@BOTH
@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Ito won.", ["Ito won."]),
        ("Ito won. Kim lost.", ["Ito won.", "Kim lost."]),
        ("Ito won.[1] Kim lost.[2, 3] Lee left [4–6].", ["Ito won.", "Kim lost.", "Lee left."]),
        ("Ito won.[^1][^b] Kim lost[^2].", ["Ito won.", "Kim lost."]),
        ("Ito won (line 21). Kim lost (page 2; page 3).", ["Ito won.", "Kim lost."]),
        ("Ito won. (line 3; line 21)", ["Ito won."]),
        ("Ito won [[1]](https://a.example/x).", ["Ito won."]),
        ("Ito won [1](https://a.example/x).", ["Ito won."]),
        ("Ito **won** the *old* race.", ["Ito won the old race."]),
        ("**Ito** won. **Kim lost.**", ["Ito won.", "Kim lost."]),
        (
            "Ito won the 16**th** race, __again__ and `fast`.",
            ["Ito won the 16th race, again and fast."],
        ),
        ("“D**n,” said Ito of ***it***, “d****d”.", ["“D**n,” said Ito of it, “d****d”."]),
        ("The file_name_here is 5*3*2 long.", ["The file_name_here is 5*3*2 long."]),
        ("[Ito](https://a.example/x_(y)) won.", ["Ito won."]),
        ("[Ito won][1]. Kim lost.", ["Ito won.", "Kim lost."]),
        ("Ito <b>won</b><br> it<sub>1</sub> all.", ["Ito won it1 all."]),
        ("Ito won \\*every\\* race\\.", ["Ito won *every* race."]),
        ("Ito won ![a cup](cup.png) it.", ["Ito won it."]),
        ("- Ito won.\n- Kim lost.", ["Ito won.", "Kim lost."]),
        ("1. Ito won.\n2. Kim lost.", ["Ito won.", "Kim lost."]),
        ("- [ ] Ito won.\n- [x] Kim lost.", ["Ito won.", "Kim lost."]),
        ("> Ito won the race.\n> Kim lost.", ["Ito won the race.", "Kim lost."]),
        ("Summary: Ito won. TL;DR: Kim lost.", ["Ito won.", "Kim lost."]),
        ("**Summary:** Ito won.", ["Ito won."]),
        ("In short: Ito won. Overall, Kim lost.", ["Ito won.", "Kim lost."]),
        ("TL;DR – the article says that Ito won.", ["Ito won."]),
        (
            "- **The race:** Ito won the race.\n- **Rain**: Kim lost it all.",
            ["Ito won the race.", "Kim lost it all."],
        ),
        ("1. **The race** – Ito won the race. Kim lost.", ["Ito won the race.", "Kim lost."]),
        ("**Prize:** 4 million.", ["Prize: 4 million."]),
        ("**The prize:** about four million pounds.", ["The prize: about four million pounds."]),
        ("**Ito** won the race: Kim lost.", ["Ito won the race: Kim lost."]),
        ("“Never,” said Ito. He left.", ["“Never,” said Ito.", "He left."]),
        ("[unchecked: unsupported] Ito won. [can't tell]", ["Ito won."]),
        ("Ito won. [translated] Lee lost. [translated][^1]", ["Ito won.", "Lee lost."]),
    ],
)
def test_statements(tmp_path: Path, text: str, statements: list[str], name: str) -> None:
    assert [one for _, one in found(written(tmp_path, text, name))] == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Marks &amp; Spencer won. caf&eacute;s *lost*.", ["Marks & Spencer won.", "cafés lost."]),
        ("It costs ~~9~~ 6 pounds. 10^6^ came.", ["It costs 6 pounds.", "10⁶ came."]),
        ("[[Ito|Ito K.]] ==won==.^[So they say.]", ["Ito K. won."]),
        ("> [!note] Ito won.\n> Kim lost.", ["Ito won.", "Kim lost."]),
    ],
)
def test_statements_in_dialects_of_markdown(
    tmp_path: Path, text: str, statements: list[str]
) -> None:
    assert [one for _, one in found(written(tmp_path, text))] == statements


@BOTH
@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("# The race", "heading", True),
        ("### What came of it", "heading", True),
        ("**Key points**", "heading", True),
        ("**The main points of it:**", "heading", True),
        ("Key points:", "heading", True),
        ("Here is a short summary of the article:", "heading", True),
        ("[^1]: Line 3: “Ito won.”", "footnote", True),
        ("| who | how |\n|---|---|\n| Ito | won |", "table", False),
        ("The Post · 3 May · Sport · 2 min. It is over.", "figures", False),
        ("[Note: Ito was tired.]", "not part of the summary", True),
        ("[Gap, lines 3 to 4: too long]", "not part of the summary", True),
    ],
)
def test_what_is_no_statement_is_named(
    tmp_path: Path, text: str, reason: str, expected: bool, name: str
) -> None:
    result = written(tmp_path, f"Ito won the race.\n\n{text}\n\nKim lost it all.\n", name)
    last = 3 + text.count("\n")
    assert found(result) == [(1, "Ito won the race."), (last + 2, "Kim lost it all.")]
    assert result.skipped == (SkippedLines(3, last, reason, expected),)
    assert result.unexpected_skips == (() if expected else result.skipped)


@BOTH
def test_a_heading_or_footnote_ends_the_paragraph_above(tmp_path: Path, name: str) -> None:
    text = "Ito won the race.\n# The loser\nKim lost it all.\n[^1]: It is true.\n"
    result = written(tmp_path, text, name)
    assert [text for _, text in found(result)] == ["Ito won the race.", "Kim lost it all."]
    assert [(one.line, one.reason) for one in result.skipped] == [(2, "heading"), (4, "footnote")]


def test_what_only_looks_like_a_heading_is_told(tmp_path: Path) -> None:
    """In plain text, a line without a full stop may be meant as a statement."""
    text = "The race\n\nIto won it. It was Monday.\n\nKim loses the cup\n\nHe lost it all.\n"
    result = written(tmp_path, text, "summary.txt")
    assert result.unexpected_skips == (SkippedLines(5, 5, "looks like a heading", expected=False),)
    ruled = text.replace("the cup\n", "the cup\n------\n")
    for name, marked in (("s.txt", ruled), ("s.md", ruled), ("s.md", f"# {text}\n## The end\n")):
        assert written(tmp_path, marked, name).unexpected_skips == ()


def test_a_bold_sentence_is_a_statement(tmp_path: Path) -> None:
    assert found(written(tmp_path, "**Ito won the race.**")) == [(1, "Ito won the race.")]
    assert found(written(tmp_path, "Ito said this: it is over.")) != []


@BOTH
def test_what_looks_like_boilerplate_is_checked_if_it_is_a_sentence(
    tmp_path: Path, name: str
) -> None:
    """A summary has no boilerplate, and a lie must not hide in it."""
    text = "Ito won the race.\n\nREAD: Zebulon resigns\n\nREAD: Zebulon resigns from the council.\n"
    result = written(tmp_path, text, name)
    assert found(result)[1:] == [(5, "READ: Zebulon resigns from the council.")]
    (one,) = result.unexpected_skips
    assert (one.line, one.reason.partition(":")[0]) == (3, "furniture")


OPENINGS = [
    "Sure! Here's a summary of the article:",
    "Certainly.",
    "Of course! Here are the key points:",
    "Absolutely! Below is a concise summary of the text you provided.",
    "I've summarized the article for you below.",
    "Great question!",
    "Based on the text, here are the main facts:",
    "**Key takeaways:**",
    "TL;DR:",
    "Title: Long race in the rain",
    "As an AI language model, I cannot browse the web, but here is a summary.",
    "Gerne! Hier ist eine Zusammenfassung des Artikels:",
    "Klar, hier sind die wichtigsten Punkte:",
    "Bien sûr ! Voici un résumé de l'article :",
    "D'accord !",
    "¡Claro! Aquí tienes un resumen del artículo:",
    "Selvfølgelig! Her er de viktigste punktene:",
]
CLOSINGS = [
    "Let me know if you'd like a longer version!",
    "Hope this helps!",
    "Would you like me to expand on any point?",
    "Shall I translate it into German?",
    "If you need a shorter version, just let me know!",
    "Note: This summary was generated by an AI and may contain errors.",
    "*This summary was generated by AI.*",
    "(Generated by ChatGPT)",
    "Word count: 120",
    "[42 words]",
    "**Keywords:** race, rain",
    "Happy to adjust the tone or length!",
    "I kept the summary under 100 words as requested.",
    "Sag mir gern Bescheid, wenn du mehr brauchst.",
    "Soll ich den Text noch kürzen?",
    "Hinweis: Diese Zusammenfassung wurde mit KI erstellt.",
    "N'hésitez pas à me demander une version plus longue.",
    "Souhaitez-vous que je développe un point ?",
    "En tant que modèle de langage, je n'ai pas d'avis.",
    "Espero que te sirva.",
    "Håper dette hjelper!",
    "Need it shorter? Just ask!",
    "If you'd like, I can also provide a timeline.",
]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "text",
    [*(f"{one}|RACE" for one in OPENINGS), *(f"RACE|{one}" for one in CLOSINGS)],
)
def test_what_chat_models_say_around_it_is_no_statement(text: str, between: str) -> None:
    race = ["Ito won the race.", "Kim lost it all."]
    whole = text.replace("|", between).replace("RACE", " ".join(race))
    result = read_statements(read(text=whole))
    assert [one.text for one in result.statements] == race
    assert result.unexpected_skips == ()
    assert result.skipped  # its lines are named


@pytest.mark.parametrize(
    "statement",
    [
        "If you need help, the clinic is open all night.",
        "As an AI company, Ito sold nine million chips.",
        "Hope that the mine reopens faded when Ito went bankrupt.",
        "This is the main point of dispute between the towns.",
        "The list of facts was made up by the mayor.",
        "The article does not name the mayor.",
        "Based on the article, the response was slow.",
        "This answer angered the council.",
        "Sure enough, the bridge fell.",
        "I have read the text, said Kim.",
        "Happy to help the town, Kim gave 5 million pounds.",
        "Title fights are rare in Marden.",
        "Falls sie mehr Geld brauchen, muss der Rat zustimmen.",
        "Voici la maison du maire.",
    ],
)
def test_what_may_be_a_lie_is_no_chat(statement: str) -> None:
    for text in (f"{statement}\n\nIto won the race.", f"Ito won the race.\n\n{statement}"):
        result = read_statements(read(text=text))
        assert statement in [one.text for one in result.statements]


def test_chat_in_the_middle_is_checked() -> None:
    text = "Ito won the race. Let me know if it helps. Kim lost it all."
    assert len(read_statements(read(text=text)).statements) == 3


def test_what_the_article_says_is_no_chat() -> None:
    text = "I hope this helps. Ito won the race."
    assert len(read_statements(read(text=text), article=f"{text} It rained.").statements) == 2


@pytest.mark.parametrize(("language", "count"), [("de", 1), ("en", 2)])
def test_sentences_end_as_in_the_language_that_is_given(language: str, count: int) -> None:
    summary = read(text="Ito gewann am 12. Juni das Rennen.")
    assert len(read_statements(summary, language).statements) == count


def test_an_attribution_in_brackets_is_not_dropped_in_silence(tmp_path: Path) -> None:
    result = written(tmp_path, "Ito won. (according to Kim) Lee left (according to Kim).")
    assert [text for _, text in found(result)] == ["Ito won.", "Lee left (according to Kim)."]
    assert result.unexpected_skips == (
        SkippedLines(1, 1, "attribution in brackets", expected=False),
    )


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = "# Race\n\nIto won\nthe race. Kim\nlost it. And\n\n- Lee\n  left.\n"
    assert found(written(tmp_path, text)) == [
        (3, "Ito won the race."), (4, "Kim lost it."), (5, "And"), (7, "Lee left."),
    ]  # fmt: skip


def test_pages_are_told_where_there_are_some() -> None:
    text = "Ito won the race.\n\nKim lost it all."
    document = read(text=text)
    paged = Document(text, "s.pdf", document.sentences, pages=(0, 19), extracted=True)
    assert [one.page for one in read_statements(paged).statements] == [1, 2]


def test_in_documents_stars_are_stars() -> None:
    text = "Ito *won* the race.[1]"
    document = read(text=text)
    extracted = Document(text, "s.docx", document.sentences, extracted=True)
    (one,) = read_statements(extracted).statements
    assert one.text == "Ito *won* the race."


OWN = [FULL, GAPPED, UNCHECKED, SECTIONS]


@pytest.mark.parametrize("summary", OWN)
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize(("format", "name"), [(Format.MARKDOWN, "s.md"), (Format.TEXT, "s.txt")])
def test_what_this_program_writes_is_read_back(
    tmp_path: Path, summary: Summary, verbose: bool, format: Format, name: str
) -> None:
    """Statements, and neither figures nor footnotes nor what was dropped."""
    result = written(tmp_path, render_text(summary, format, verbose), name)
    wanted = [one.text for one in (*summary.all_sentences, *summary.claims)]
    assert [one.text for one in result.statements] == wanted
    assert {one.reason for one in result.unexpected_skips} == {"attribution in brackets"}


@pytest.mark.parametrize("name", ["s.md", "s", "s.txt"])
def test_its_markdown_is_known_by_its_looks(tmp_path: Path, name: str) -> None:
    result = written(tmp_path, render_text(FULL, Format.MARKDOWN), name)
    assert len(result.statements) == 7


def test_a_summary_without_sentences_has_no_statements(tmp_path: Path) -> None:
    assert written(tmp_path, render_text(EMPTY, Format.MARKDOWN)).statements == ()


SIGNS = st.text(st.sampled_from(list("\\`*_[]()<>|~#^:.!- \n1aé“”")), max_size=60)


@settings(deadline=None, max_examples=300)
@given(st.one_of(SIGNS, st.text(max_size=60)))
def test_any_text_can_be_read(text: str) -> None:
    try:
        document = read(text=text)
    except SummarizeError:
        return
    result = read_statements(document)
    lines = document.text.count("\n") + 1
    for one in result.statements:
        assert one.text == " ".join(one.text.split())
        assert any(char.isalnum() for char in one.text)
        assert 1 <= one.line <= lines
    assert all(1 <= one.line <= one.last_line <= lines for one in result.skipped)


@pytest.mark.parametrize("sign", ["[", "[a](", "*a ", "\\", "(line 1", "<a ", "`", "[1, ", "](("])
def test_no_sign_makes_it_slow(sign: str) -> None:
    document = read(text=f"Ito won. {sign * 20_000} Kim lost.")
    with cpu_limit(5):
        read_statements(document)
