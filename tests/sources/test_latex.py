"""LaTeX sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import SourceError
from summarize.sources import read
from summarize.sources.blocks import BlockKind
from summarize.sources.detect import detect_format
from summarize.sources.formats.latex import extract, is_latex

SOURCE = r"""\documentclass[a4paper]{article}
\usepackage{graphicx}
\newcommand{\co}{CO$_2$}
\title{Loss of eels\thanks{Paid for by the board.} after drainage}
\author{I. Holm \and A. Oto}
\date{3 March 2024}
\begin{document}
\maketitle
\begin{abstract}
Drained bogs lose about 9~mm of peat a year.
\end{abstract}
\section{Introduction}\label{sec:i}
Bogs cover 3\,\% of the land~\cite{holm2011}. % not this
They hold \emph{a third} of it, said M\"uller \& Sons --- ``all of it''.

The loss was $9.2 \pm 0.4$ mm on bogs and \SI{0.3}{mm} else (Table~\ref{tab:a}), with
10$^{6}$ t of \co{}.
\begin{table}[ht]\begin{tabular}{lr} bog & loss \\ A & 9.1 \\ \end{tabular}
\caption{Loss of peat}\end{table}
\subsection*{Why}
It stopped within ten years\footnote{Two bogs took twelve.}.
\begin{itemize}
\item Sheep made no difference.
\item Fire doubled it.
\end{itemize}
\begin{verbatim}
x = 1
\end{verbatim}
\bibliography{refs}
\end{document}
Not this.
"""


def texts(kind: BlockKind, source: str = SOURCE) -> list[str]:
    return [one.text for one in extract(source.encode(), "a.tex").blocks if one.kind is kind]


def test_no_command_is_printed() -> None:
    assert texts(BlockKind.PROSE) == [
        "Drained bogs lose about 9 mm of peat a year.",
        "Bogs cover 3 % of the land. They hold a third of it, said Müller & Sons — “all of it”.",
        "The loss was 9.2 ± 0.4 mm on bogs and 0.3 mm else, with 10⁶ t of CO2.",
        "It stopped within ten years.",
    ]
    assert texts(BlockKind.ITEM) == ["Sheep made no difference.", "Fire doubled it."]
    assert texts(BlockKind.NOTE) == ["Two bogs took twelve."]
    assert texts(BlockKind.CAPTION) == ["Loss of peat"]
    assert texts(BlockKind.TABLE) == ["bog\tloss\nA\t9.1"]
    assert texts(BlockKind.CODE) == ["x = 1"]


def test_headings_places_and_metadata() -> None:
    found = extract(SOURCE.encode(), "a.tex")
    headings = [(one.text, one.level) for one in found.blocks if one.kind is BlockKind.HEADING]
    assert headings == [("Introduction", 2), ("Why", 3)]
    assert next(one for one in found.blocks if "third" in one.text).place == "section Introduction"
    assert (found.metadata.author, found.metadata.date) == ("I. Holm, A. Oto", "2024-03-03")
    assert found.warnings
    assert not found.cut_off


def test_a_source_without_its_end_is_cut_off() -> None:
    assert extract(SOURCE.partition("\\end{document}")[0].encode(), "a.tex").cut_off


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Let $\frac{a}{b} \le \sqrt{x_1}$ hold.", "Let a/b ≤ √x1 hold."),
        (r"Display \[ E = mc^2 \] holds.", "Display E = mc² holds."),
        (r"See \href{http://a.b}{the page} by Erd\H{o}s.", "See the page by Erdős."),
        (r"\textbf{Bold \textit{both}} and \unknown{kept}.", "Bold both and kept."),
        (r"A {\em group} costs \$5 -- \pounds 6.", "A group costs $5 – £6."),
        (r"\citet{holm} found it \citep[see][]{oto}.", "[holm] found it."),
        (r"It is {unclosed and \emph{open", "It is unclosed and open"),
    ],
)
def test_inline(source: str, text: str) -> None:
    body = "\\begin{document}\n" + source
    assert texts(BlockKind.PROSE, body) == [text]


def test_detection(tmp_path: Path) -> None:
    assert detect_format(SOURCE.encode(), "x") == "latex"
    assert detect_format(b"Write \\begin{document} on a line.", "x") is None
    assert not is_latex("The path is C:\\section{1}.")
    (tmp_path / "a.tex").write_text(SOURCE, encoding="utf-8")
    document = read(tmp_path / "a.tex")
    assert document.title == "Loss of eels"
    assert document.extracted


def test_hostile_sources_end() -> None:
    for unit in (
        "{",
        "\\begin{a}",
        "$",
        "\\",
        "\\frac",
        "\\footnote{",
        "\\cite{",
        "[",
        "%",
        "^{",
        "(",
    ):
        source = "\\begin{document}\nOne word. " + unit * 5_000
        extract(source.encode(), "a.tex")
    with pytest.raises(SourceError):
        extract(b"\\begin{document}\\end{document}", "a.tex")
    loop = "\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}\\begin{document}\nWord \\a."
    assert texts(BlockKind.PROSE, loop) == ["Word."]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\SIrange{2}{5}{\mega\hertz}", "2 to 5 MHz"),
        (r"\numlist{1;2;3} eels", "1, 2 and 3 eels"),
        (r"\verb|make all| works", "make all works"),
        (r"turns $3\frac{1}{2}$ times", "turns 3 1/2 times"),
        (r"$e^{-bt}$ and CO$_2$", "e⁻ᵇᵗ and CO2"),
        (r"in Section~\ref{a}.", "in Section ??."),
        (r"\foreignlanguage{german}{Das Licht}", "Das Licht"),
    ],
)
def test_quantities_and_words(source: str, expected: str) -> None:
    data = rf"\begin{{document}}{source}\end{{document}}".encode()
    assert [block.text for block in extract(data, "eels.tex").blocks] == [expected]


def test_what_is_switched_off_or_not_on_the_slide() -> None:
    source = (
        r"\begin{document}\begin{frame}{Eels}\begin{itemize}\item<1-> They come back.\end{itemize}"
        r"\only<2>{In May.}\note{Smile.}\begin{column}{0.5\textwidth}Left.\end{column}\end{frame}"
        r"\iffalse Never. \fi\begin{keywords}eels, bogs\end{keywords}\end{document}"
    )
    found = extract(source.encode(), "eels.tex").blocks
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.HEADING, "Eels"),
        (BlockKind.ITEM, "They come back."),
        (BlockKind.PROSE, "In May."),
        (BlockKind.PROSE, "Left."),
    ]


def test_a_letter() -> None:
    source = (
        r"\begin{document}\begin{letter}{Dan Hill}\opening{Dear Dan,} The eels are back."
        r"\closing{Yours,}\end{letter}\end{document}"
    )
    found = extract(source.encode(), "letter.tex").blocks
    assert [block.text for block in found] == ["Dear Dan,", "The eels are back.", "Yours,"]
