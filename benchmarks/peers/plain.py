"""One plain summary call: `python -m peers.plain MODEL TEXT [--threads N]`.

The text must fit the window. Without `--threads`, llama-cpp-python takes half of the
processors to decode with.
"""

from __future__ import annotations

import sys

from peers.common import ROOM, Report, arguments, ask, count, load


def main() -> None:
    args = arguments(__doc__)
    llama = load(args.model, args.threads)
    text = " ".join(args.text.split())
    if count(llama, text) > ROOM:
        sys.exit(f"a plain call reads at most {ROOM} tokens, the text has more")
    report = Report()
    report.summary = ask(llama, text, report)
    report.print()


if __name__ == "__main__":
    main()
