"""How long the evidence page of a book takes: to be made, to be opened, to jump to its last page.

    python benchmarks/evidence_page.py [--words 500000]

Needs Chromium and its driver (Debian: `chromium chromium-driver`) and selenium (`.[test]`).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from selenium import webdriver

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.render.evidence_page import render_summary
from summarize.results import (
    Basis,
    CheckedClaim,
    Coverage,
    ModelInfo,
    Origin,
    Summary,
    Verdict,
)
from summarize.sources import read

_LINES = (
    "The keeper of the light wrote down in night {} what the sea had done to the quay.",
    "Boat {} came home with eleven boxes of herring and one man less than it had left with.",
    "Nobody asked him about it, and the price rose to {} pence before the bell of nine.",
)
_STATEMENTS = 40


def build_book(words: int) -> Document:
    """Return a document of about so many words, in paragraphs of six sentences."""
    sentences = [_LINES[n % 3].format(n) for n in range(words * 3 // 48)]
    paragraphs = [" ".join(sentences[n : n + 6]) for n in range(0, len(sentences), 6)]
    return read(text="\n\n".join(paragraphs))


def build_summary(document: Document) -> Summary:
    """Return a summary of sentences that are spread over the document, the last one included."""
    annotated = AnnotatedDocument(document)
    step = len(document.sentences) // _STATEMENTS
    statements = tuple(
        CheckedClaim(
            document.sentence_text(sentence),
            Origin.SOURCE,
            Verdict.SUPPORTED,
            (annotated.evidence(sentence.number),),
            basis=Basis.VERBATIM,
        )
        for sentence in (*document.sentences[::step], document.sentences[-1])
    )
    model = ModelInfo("none", "none", 0, "")
    return Summary(document, model, "long", 250, statements, (), Coverage(1, 1, 1))


def main() -> None:
    """Print the seconds that each step takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=500_000)
    words = parser.parse_args().words
    summary = build_summary(build_book(words))
    started = time.perf_counter()
    text = render_summary(summary)
    print(f"{summary.document.words:,} words, {len(text) / 1e6:.1f} MB")
    print(f"made in {time.perf_counter() - started:.2f} s")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,900"):
        options.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    browser = webdriver.Chrome(options=options, service=service)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "book.html")
            path.write_text(text, encoding="utf-8")
            browser.get(path.as_uri())
            milliseconds = browser.execute_script(
                "const entry = performance.getEntriesByType('navigation')[0];"
                "return [entry.domInteractive, entry.loadEventEnd];"
            )
            print("can be used after {:.2f} s, loaded after {:.2f} s".format(
                *(one / 1000 for one in milliseconds)
            ))  # fmt: skip
            started = time.perf_counter()
            browser.execute_script(
                "[...document.querySelectorAll('.statement .words')].at(-1).click()"
            )
            browser.execute_async_script("requestAnimationFrame(() => arguments[0]())")
            print(f"jump to the last page: {time.perf_counter() - started:.2f} s")
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
