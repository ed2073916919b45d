"""How often the length asked for is the length given, and how long choosing takes.

    python benchmarks/lengths.py SET.jsonl... [--items N]

Every text of the sets is summarised at many lengths, from 25 to 1,000 words and from 1 to
50 %, as far as they leave at least 25 words and the text has twice as many. No model is asked:
without votes, salience alone decides; that changes what is chosen, not how long it gets. Prints
by length how many are within 15 %, and seconds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.summary import LENGTH_TOLERANCE, build_window, select_within
from summarize.selection.votes import DraftVotes
from summarize.settings import Length
from summarize.sources import read
from summarize.verification.checker import Checker

WORDS = ("25", "30", "40", "60", "90", "120", "180", "250", "400", "600", "1000")
SHARES = ("1%", "2%", "5%", "10%", "20%", "30%", "50%")
LEAST = 25


def wanted(document: Document) -> dict[str, int]:
    """The lengths that make sense for a text, with their words."""
    lengths = {
        asked: Length.parse(asked).target_words(document.words) for asked in (*WORDS, *SHARES)
    }
    most = document.words // 2
    return {asked: words for asked, words in lengths.items() if LEAST <= words <= most}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--items", type=int, default=20, help="so many of each set")
    args = parser.parse_args()
    kept: defaultdict[str, list[bool]] = defaultdict(list)
    took: defaultdict[str, list[float]] = defaultdict(list)
    for path in args.sets:
        items = [json.loads(line) for line in path.open(encoding="utf-8")]
        for item in items[:: max(1, len(items) // args.items)]:
            document = read(text=item["text"])
            checker = Checker(AnnotatedDocument(document))
            builder = CandidateBuilder(checker)
            for asked, words in wanted(document).items():
                started = time.process_time()
                pool = builder.build(DraftVotes(), words)
                window = build_window(words, document.words // 2)
                given = sum(one.words for one in select_within(pool, checker, window))
                took[asked].append(time.process_time() - started)
                kept[asked].append(abs(given - words) <= LENGTH_TOLERANCE * words)
                if not kept[asked][-1]:
                    print(f"{path.stem} {item['id']}: {asked} is {words} words, {given} given")
    for asked, found in kept.items():
        seconds = sorted(took[asked])
        print(
            f"{asked:>5} {sum(found):4} of {len(found):4} within {LENGTH_TOLERANCE:.0%}, "
            f"median {seconds[len(seconds) // 2]:.2f} s, longest {seconds[-1]:.2f} s"
        )
    every = [one for found in kept.values() for one in found]
    print(f"all   {sum(every)} of {len(every)}: {sum(every) / len(every):.1%}")


if __name__ == "__main__":
    main()
