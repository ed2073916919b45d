"""Whether every sentence that is read has only characters that are seen in the original.

    python benchmarks/visible_characters.py FILE_OR_FOLDER... [--only .pdf] [--shown N]

Each web page (gzipped, too), PDF, text or chat is read as `summarize text` reads it. A sentence is
told for

* a character that nobody sees, or that no printed text has: controls, private use,
  U+FFFD, zero width, soft hyphens, combining marks without a letter;
* what looks like markup or debris (`<b>`, `&amp;`, `**`, `[[`, a lone note mark, `meadow1`, `st
  ream`), unless the original, rendered by itself, has it at that place; of plain text always;
* words that the rendering does not have in this order; it may have more between them, and
  jump back once: PDFium reads lines over columns.

The rendering is independent of this program: lxml's text of a page, PDFium's plain text of
a PDF, white space and hyphens set aside.
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import html

from summarize.document import Document
from summarize.errors import SourceError
from summarize.sources import read

UNSEEN = {
    "control": re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"),
    "private use": re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]"),
    "no character": re.compile(r"[\ufffd\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"),
    "zero width": re.compile(r"[\u200b\u2060-\u2064\ufeff\u00ad\u200e\u200f\u202a-\u202e]"),
    "stray combining mark": re.compile(r"(?:^|\s)[\u0300-\u036f]"),
    "ligature": re.compile(r"[\ufb00-\ufb06]"),
}
DEBRIS = {
    "tag": re.compile(r"</?[A-Za-z][^<>]{0,60}>"),
    "entity": re.compile(r"&#?\w{2,8};"),
    "emphasis": re.compile(r"\*\*|~~|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|`"),
    "wiki mark": re.compile(r"\[\[|\]\]|\{\{|\}\}|\[edit\]", re.IGNORECASE),
    "link": re.compile(r"\]\([^)\s]*\)?"),
    "note mark": re.compile(r"[\[(](?:\d{1,3}|[a-z]|note \d+)\](?![\w(])|[†‡§¶]\s|(?:(?<=[a-z]{3})|(?<=[a-z]\.))[¹²³⁴⁵⁶⁷⁸⁹]"),
    "glued figure": re.compile(r"\b[a-z]{4,}\d{1,3}\b(?![-\w])"),
    "glued words": re.compile(r"[a-z]{2}[.!?;,][A-Z][a-z]|[a-z]{3}[A-Z][a-z]{3}"),
    "broken word": re.compile(r"\b(?:[b-hj-z] ){2,}|\w ?- \w(?!\w* (?:and|or|to)\b)|[a-z]-\s[a-z]"),
    "space before mark": re.compile(r"\w [,;:.!?](?:\s|$)|[(\[] \w|\w [)\]]"),
    "doubled mark": re.compile(r"[,;:]{2,}|(?<!\.)\.\.(?!\.)|[.!?],(?=\s[A-Z])|\(\s*\)|\[\s*\]"),
}
_KEPT = re.compile(r"\w+")
_UTF_8 = html.HTMLParser(encoding="utf-8")
_NEAR = 6000  # characters of the rendering in which the next word must stand


def render_original(data: bytes, suffix: str) -> str | None:
    """Return the plain text of a page or a PDF; None for text, which is its own rendering."""
    if suffix == ".pdf":
        import pypdfium2

        try:
            pages = pypdfium2.PdfDocument(data)
            return "\n".join(page.get_textpage().get_text_range() for page in pages)
        except pypdfium2.PdfiumError:
            return None  # this program mends some that PDFium refuses
    if suffix in {".html", ".htm"}:
        try:
            root = html.fromstring(data.decode("utf-8").encode(), parser=_UTF_8)
        except UnicodeDecodeError:
            root = html.fromstring(data)
        for one in list(root.iter("script", "style", "noscript", "template")):
            one.drop_tree()
        return " ".join(root.itertext())
    return None


def squash(text: str) -> str:
    """Return a text's letters and digits alone: `"Fi-\\nnal 1." -> "final1"`."""
    return "".join(_KEPT.findall(unicodedata.normalize("NFKD", text))).casefold()


def find_order(sentence: str, rendering: str, at: int) -> tuple[str, int]:
    """Return the word that does not follow the others in the rendering, or "", and where it ends.

    Both texts are squashed but for the spaces of the sentence.
    """
    whole = squash(sentence)
    found = rendering.find(whole, at)
    found = rendering.find(whole) if found < 0 else found
    if found >= 0:
        return "", found + len(whole)
    words = [squash(word) for word in _KEPT.findall(sentence)]
    best = words[0] if words else ""
    for first in re.finditer(re.escape(best), rendering):
        place, jumps = first.start(), 1
        for word in words:
            next_place = rendering.find(word, place, place + _NEAR)
            if next_place < 0 and jumps:  # at the top of the next column
                next_place = rendering.find(word, max(0, place - _NEAR))
                jumps -= 1
            if next_place < 0:
                best = word
                break
            place = next_place + len(word)
        else:
            return "", place
    return best, at


def find_faults(document: Document, rendering: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of each fault, what is wrong, and the sentence."""
    plain = None if rendering is None else re.sub(r"\s+", "", rendering)
    squashed = None if rendering is None else squash(rendering)
    at = 0
    for one in document.sentences:
        text = document.sentence_text(one)
        for kind, pattern in UNSEEN.items():
            for found in pattern.finditer(text):
                yield kind, repr(found[0]), text
        for kind, pattern in DEBRIS.items():
            for found in pattern.finditer(text):
                near = re.sub(r"\s+", "", text[max(0, found.start() - 4) : found.end() + 4])
                spaced = " " in found[0] and found[0] not in (rendering or "")
                if plain is None or near not in plain or spaced:
                    yield kind, repr(found[0]), text
        if squashed is not None:
            word, at = find_order(text, squashed, at)
            if word:
                yield "order", word, text


def list_files(places: Sequence[Path], only: str) -> Iterator[Path]:
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (one for one in files if one.is_file() and only in one.name)


def check_file(path: Path) -> tuple[int, list[tuple[str, str, str]]]:
    """Return how many sentences a file has, and their faults; SourceError if it is refused."""
    data = path.read_bytes()
    name = path.name.removesuffix(".gz")
    if name != path.name:
        data = gzip.decompress(data)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, name)
        copy.write_bytes(data)
        document = read(copy)
    rendering = render_original(data, Path(name).suffix.lower())
    return len(document.sentences), list(find_faults(document, rendering))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--only", default="", help="part of the names of files")
    parser.add_argument("--shown", type=int, default=5, help="faults shown of each file")
    arguments = parser.parse_args()
    totals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in list_files(arguments.places, arguments.only):
        try:
            count, faults = check_file(path)
        except SourceError as error:
            totals["refused"] += 1
            print(f"{path.name}: {str(error)[:100]}")
            continue
        wrong = len({text for _, _, text in faults})
        totals += Counter({"files": 1, "sentences": count, "sentences with faults": wrong})
        totals["files with faults"] += bool(faults)
        kinds.update(kind for kind, _, _ in faults)
        if faults:
            print(f"{path.name}: {wrong} of {count}")
        for kind, what, text in faults[: arguments.shown]:
            print(f"    {kind} {what}: {text[:300]}")
    print(dict(totals), dict(kinds.most_common()), sep="\n")


if __name__ == "__main__":
    main()
