"""Sample document, summaries and verification for the tests of the renderers; golden files."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from summarize.document import Document, Exclusion, Metadata, Role, Sentence, Span
from summarize.results import (
    Basis,
    CheckedClaim,
    ClaimKind,
    Coverage,
    Dropped,
    Evidence,
    Gap,
    JudgeInfo,
    ModelInfo,
    Origin,
    Repair,
    RepairMethod,
    SectionSummary,
    SkippedLines,
    Statement,
    Summary,
    Usage,
    Verdict,
    Verification,
    WrittenSummary,
)
from support.paths import GOLDEN

ARTICLE = """\
Home | Tides | Ferries | Log in

Kites stand watch over Veldrin harbour

Since last October the harbour office of Veldrin has sent up three kites
every morning to measure the wind above the breakwater. Each kite carries a
sensor of 90 grams and stays at a height of 220 metres for six hours.
The readings go to a small hut on the pier, where Ana Sorel and her brother
turn them into a forecast for the ferries.

The old mast, which stood for 61 years, fell in the storm of 14 January 2023.
A new one would have cost 480,000 crowns, Sorel says. “A kite costs as much
as a good pair of boots,” she told the town council in March.

Not everybody is pleased.
The fishers' guild complains that two lines snapped over the quay in May
and that nobody was told. The council will decide on 9 September whether the
kites may stay; it did not say what would take their place.
"""

_PIECES = (
    "Kites stand watch over Veldrin harbour",
    "Since last October the harbour office of Veldrin has sent up three kites\n"
    "every morning to measure the wind above the breakwater.",
    "Each kite carries a\nsensor of 90 grams and stays at a height of 220 metres for six hours.",
    "The readings go to a small hut on the pier, where Ana Sorel and her brother\n"
    "turn them into a forecast for the ferries.",
    "The old mast, which stood for 61 years, fell in the storm of 14 January 2023.",
    "A new one would have cost 480,000 crowns, Sorel says.",
    "“A kite costs as much\nas a good pair of boots,” she told the town council in March.",
    "Not everybody is pleased.",
    "The fishers' guild complains that two lines snapped over the quay in May\n"
    "and that nobody was told.",
    "The council will decide on 9 September whether the\n"
    "kites may stay; it did not say what would take their place.",
)

MODEL = ModelInfo("Sextant-90M-Instruct", "models/sextant.gguf", 90_112_000, "Q4_1")


def _sentences() -> tuple[Sentence, ...]:
    starts = [ARTICLE.index(piece) for piece in _PIECES]
    return tuple(
        Sentence(
            number,
            Span(start, start + len(piece)),
            paragraph=ARTICLE.count("\n\n", 0, start),
            role=Role.HEADING if number == 1 else Role.PROSE,
        )
        for number, (start, piece) in enumerate(zip(starts, _PIECES, strict=True), start=1)
    )


DOCUMENT = Document(
    text=ARTICLE,
    origin="veldrin.txt",
    sentences=_sentences(),
    excluded=(Exclusion(Span(0, 31), "furniture"),),
    metadata=Metadata(
        "Kites stand watch over Veldrin harbour", "Ida Holm", "2026-03-01", "The Veldrin Post"
    ),
    language="en",
    sha256="5f" * 32,
)


def evidence(number: int, document: Document = DOCUMENT) -> Evidence:
    """Return the sentence with this number as evidence."""
    span = document.sentence(number).span
    start = span.start
    return Evidence(
        number,
        span,
        document.line_at(start),
        document.page_at(start),
        document.quote(span),
        document.headings_at(start),
    )


def model_statement(text: str, *numbers: int, attributed_to: str | None = None) -> CheckedClaim:
    """Return a supported statement in the model's words."""
    items = tuple(evidence(number) for number in numbers)
    supported = Verdict.SUPPORTED
    return CheckedClaim(
        text, Origin.MODEL, supported, items, (), attributed_to, basis=Basis.WORDS, probability=0.95
    )


def source_statement(number: int) -> CheckedClaim:
    """Return a supported statement that is a sentence of the document."""
    item, text = evidence(number), " ".join(evidence(number).quote.split())
    return CheckedClaim(
        text, Origin.SOURCE, Verdict.SUPPORTED, (item,), basis=Basis.VERBATIM, probability=0.99
    )


FULL = Summary(
    document=DOCUMENT,
    model=MODEL,
    requested_length="short",
    target_words=60,
    sentences=(
        model_statement(
            "The harbour office of Veldrin sends up three kites every morning to measure the wind,"
            " each with a sensor of 90 grams.",
            2,
            3,
        ),
        source_statement(5),
        model_statement("The council will decide on 9 September whether the kites may stay.", 10),
    ),
    claims=(
        model_statement("Three kites go up every morning to measure the wind.", 2),
        model_statement("A new mast would have cost 480,000 crowns.", 6, attributed_to="Ana Sorel"),
        model_statement(
            "Two lines snapped over the quay in May, and the council will decide whether the kites"
            " may stay.",
            9,
            10,
        ),
        source_statement(4),
    ),
    coverage=Coverage(tokens_read=231, tokens_total=231, chunks=1),
    dropped=(
        Dropped("The old mast stood for 16 years.", ("number 16 is not in the cited sentence",)),
        Dropped(
            "Ana Sorel is the mayor of Veldrin.",
            ("no sentence carries it", "“mayor” is not in the article"),
        ),
    ),
    usage=Usage(prompt_tokens=262, output_tokens=143, seconds=4.21449, load_seconds=0.31251),
    repairs=(
        Repair(
            "A kite costs more than boots.",
            "A new one would have cost 480,000 crowns, Sorel says.",
            RepairMethod.DRAFT,
            ("“more” is not in the cited sentence",),
        ),
        Repair(
            "The council will decide on 19 September.",
            "The council will decide on 9 September whether the kites may stay.",
            RepairMethod.EDIT,
            ("the cited sentence says 9, not 19",),
        ),
        Repair(
            "The mast fell in 2024.",
            "The old mast, which stood for 61 years, fell in the storm of 14 January 2023.",
            RepairMethod.SOURCE,
            ("number 2024 is not in the cited sentence",),
        ),
    ),
    notes=("Sentences were drafted four times and the best were kept.",),
)

_LAST = DOCUMENT.sentence(10).span

GAPPED = replace(
    FULL,
    coverage=Coverage(tokens_read=1180, tokens_total=1412, chunks=2),
    dropped=(),
    gaps=(
        Gap(
            Span(DOCUMENT.sentence(8).span.start, _LAST.end), 15, 18, "the engine ran out of memory"
        ),
        Gap(DOCUMENT.sentence(5).span, 11, 11, "a single sentence longer than the model's window"),
    ),
    repairs=(),
    notes=(),
)

PARAGRAPHS = replace(FULL, paragraph_breaks=(1, 2))

SECTIONS = replace(
    FULL,
    sentences=FULL.sentences[:1],
    sections=(
        SectionSummary("", 5, None, 41, (source_statement(5),)),
        SectionSummary("1. Costs: *what* a kite is worth", 11, None, 33, FULL.sentences[2:], ()),
        SectionSummary("2. Thanks", 15, None, 12, ()),
    ),
    claims=FULL.claims[1:2],
)

EMPTY = replace(FULL, sentences=(), claims=(), repairs=(), notes=())

VERIFICATION = Verification(
    DOCUMENT,
    (
        model_statement("Veldrin measures the wind with three kites.", 2),
        CheckedClaim(
            "The old mast stood for 16 years and fell in March.",
            Origin.MODEL,
            Verdict.UNSUPPORTED,
            (evidence(5),),
            (
                "“16” is not in the cited sentence, which says 61",
                "the cited sentence says January, not March",
            ),
            kind=ClaimKind.FIGURE,
            wrong_spans=(Span(23, 25), Span(44, 49)),
            probability=0.0213,
        ),
        CheckedClaim(
            "Ana Sorel has long wanted to get rid of the mast.",
            Origin.MODEL,
            Verdict.UNSURE,
            (evidence(6), evidence(7)),
            ("“long wanted” is not in the cited sentences",),
            wrong_spans=(Span(14, 18), Span(19, 25)),
            probability=0.4,
        ),
        replace(
            model_statement("The council will decide on 9 September.", 10),
            basis=Basis.MEANING,
            probability=0.874,
        ),
    ),
    judge=JudgeInfo("qwen-1.5b", "ab" * 32, 0.7512, 0.6889),
    notes=("the check dates.plain failed (ValueError: no such day)",),
)

WRITTEN = WrittenSummary(
    "summary.md",
    (
        Statement("Veldrin measures the wind with three kites.", 3),
        Statement("The old mast stood for 16 years and fell in March.", 3),
        Statement("Ana Sorel has long wanted to get rid of the mast.", 5),
        Statement("The council will decide on 9 September.", 12),
    ),
    (SkippedLines(1, 1, "heading"), SkippedLines(7, 10, "table", expected=False)),
    sha256="0f" * 32,
)


def build_written_summary(verification: Verification) -> WrittenSummary:
    """Return a written summary with the statements of a verification, one a line."""
    texts = [statement.text for statement in verification.statements]
    return WrittenSummary("-", tuple(Statement(text, line) for line, text in enumerate(texts, 1)))


_DOUBTFUL = VERIFICATION.statements[1:3]

UNCHECKED = replace(
    FULL,
    sentences=(*FULL.sentences[:2], *_DOUBTFUL),
    claims=(FULL.claims[1], _DOUBTFUL[0]),
    dropped=(),
    repairs=(),
    notes=(),
    unchecked=True,
)


def translate_statement(text: str, statement: CheckedClaim) -> CheckedClaim:
    """Return a checked statement, translated."""
    return replace(statement, text=text, origin=Origin.TRANSLATED, translated_from=statement.text)


TRANSLATED = replace(
    FULL,
    sentences=(
        translate_statement(
            "Der alte Mast, der 61 Jahre stand, fiel im Sturm vom 14. Januar 2023.",
            source_statement(5),
        ),
        FULL.sentences[2],
    ),
    claims=(
        translate_statement("Ein neuer Mast hätte 480.000 Kronen gekostet.", FULL.claims[1]),
        FULL.claims[2],
    ),
    dropped=(),
    repairs=(),
    notes=("2 of 4 sentences could not be translated faithfully into German.",),
)

ESCAPES = "\x1b[31m\x1b]8;;http://evil.example\x07\x1b]52;c;ZWNobyBoaQ==\x1b\\\x9b2J\u202e\x07\x00"
HOSTILE_LINES = (
    "# not a heading",
    "- not a list",
    "1. not a list either",
    "> not a quote",
    "*not* _emphasis_ **at** __all__ ~~here~~",
    "[no link](http://evil.example) ![no image](x.png) <http://evil.example>",
    "<script>alert(1)</script> &copy; &#65;",
    "[^1] [^1]: no footnote ^[nor this]",
    "| no | table |",
    "```not a fence``` and `no code`",
    "=== --- *** ___",
    "[bold red]not red[/] [/] :smile: \\[x] \\",
    "http://evil.example/x www.evil.example C# AT&T {#id}",
)


def build_hostile_summary(text: str) -> Summary:
    """Return a summary with `text` in every field that foreign text can reach."""
    document = Document(
        text=text,
        origin=text,
        sentences=(Sentence(1, Span(0, len(text)), 0),),
        metadata=Metadata(text),
    )
    item = Evidence(1, Span(0, len(text)), 1, None, text)
    speaker = f"{text}\nand co"  # not the text alone, which would name its own speaker
    statement = CheckedClaim(text, Origin.MODEL, Verdict.UNSURE, (item,), (text,), speaker)
    return Summary(
        document=document,
        model=ModelInfo(text, text, 0, text),
        requested_length="medium",
        target_words=120,
        sentences=(statement, statement),
        claims=(statement,),
        coverage=Coverage(0, 1, 1),
        dropped=(Dropped(text, (text,)),),
        gaps=(Gap(Span(0, len(text)), 1, 1, text),),
        repairs=(Repair(text, text, RepairMethod.EDIT, (text,)),),
        notes=(text,),
        sections=(
            SectionSummary(text, 1, None, 1, (statement,)),
            SectionSummary(text, 1, 2, 1, ()),
        ),
    )


SHOWN_SUMMARIES = {
    "full": (FULL, False), "gaps": (GAPPED, False), "paragraphs": (PARAGRAPHS, False),
    "sections": (SECTIONS, False), "empty": (EMPTY, False), "verbose": (FULL, True),
    "unchecked": (UNCHECKED, False), "translated": (TRANSLATED, False),
}  # fmt: skip
"""The summaries of which golden files are kept, by their names, and whether it is with `-v`."""


def assert_golden(name: str, text: str) -> None:
    """Compare with the file of that name; with UPDATE_GOLDEN=1 in the environment, write it."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
        pytest.skip(f"{name} written")
    assert text == path.read_bytes().decode()
