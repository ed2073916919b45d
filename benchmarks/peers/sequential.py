"""Every chunk asked one after another, then one call on the answers: what one writes by hand.

    python -m peers.sequential MODEL TEXT [--threads N]

Chunks are cut by tokens, wherever that is. Answers too long for one call are chunks again.
"""

from __future__ import annotations

from collections.abc import Iterator

import llama_cpp

from peers.common import CHUNK_TOKENS, ROOM, Report, arguments, ask, count, load


def chunks(llama: llama_cpp.Llama, text: str) -> Iterator[str]:
    tokens = llama.tokenize(text.encode(), add_bos=False)
    for start in range(0, len(tokens), CHUNK_TOKENS):
        # A character may be cut in two; its halves are left out.
        yield llama.detokenize(tokens[start : start + CHUNK_TOKENS]).decode(errors="ignore")


def summarize(llama: llama_cpp.Llama, text: str, report: Report) -> str:
    limit = CHUNK_TOKENS  # an article of one chunk needs one call
    while count(llama, text) > limit:
        text = "\n\n".join(ask(llama, chunk, report) for chunk in chunks(llama, text))
        limit = ROOM
    return ask(llama, text, report)


def main() -> None:
    args = arguments(__doc__)
    report = Report()
    report.summary = summarize(load(args.model, args.threads), args.text, report)
    report.print()


if __name__ == "__main__":
    main()
