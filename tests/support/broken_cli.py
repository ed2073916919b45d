"""The command, many times in one process: `python broken_cli.py SOURCE MODEL...`.

One line of JSON for each model: the exit code, what stood on standard output and standard error.
If a model takes the process with it, the lines end there.
"""

from __future__ import annotations

import io
import json
import sys

from summarize.cli.app import main


def run(source: str, model: str) -> tuple[object, str, str]:
    """The command with this model."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    before = sys.stdout, sys.stderr
    sys.argv[1:], sys.stdout, sys.stderr = [source, "-m", model], out, err
    code: object = "no exit"
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout, sys.stderr = before
    return code, _text(out), _text(err)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    source, *models = sys.argv[1:]
    for model in models:
        sys.stdout.write(json.dumps(run(source, model)) + "\n")
        sys.stdout.flush()
