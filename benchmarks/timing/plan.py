"""What is measured of which text, under which name."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from json import JSONDecodeError, loads
from pathlib import Path

from timing.processes import ChildError, Spent, Tokens, spend
from timing.program import Program
from timing.rounds import Step
from timing.texts import first_words

ARTICLE, LONG, BOOK, OPENING = "article", "long text", "book", "the book's opening"
OPENING_WORDS = 5_000

_PLAIN, _LANGCHAIN, _SEQUENTIAL = "peers.plain", "peers.langchain_map_reduce", "peers.sequential"
ON_ARTICLE = {"plain": (_PLAIN, True), "plain-defaults": (_PLAIN, False)}
ON_LONG = {
    "langchain": (_LANGCHAIN, True),
    "langchain-defaults": (_LANGCHAIN, False),
    "sequential": (_SEQUENTIAL, True),
}
# What `--only` may name.
NAMES = (*ON_ARTICLE, *ON_LONG, "cache", "help", "growth")


@dataclass(frozen=True)
class Peer:
    """A module that is run by itself; tuned, it computes with as many threads as the program."""

    module: str
    tuned: bool

    def command(self, model: Path, text: Path, threads: int) -> list[str]:
        options = ["--threads", str(threads)] if self.tuned else ["--defaults"]
        return [sys.executable, "-m", self.module, str(model), str(text), *options]

    def step(self, model: Path, text: Path, threads: int) -> Step:
        env = peer_env(os.environ)

        def run(_: object) -> Spent:
            spent = spend(self.command(model, text, threads), env)
            return replace(spent, tokens=tokens_reported(spent.out))

        return run


def peer_env(env: Mapping[str, str]) -> dict[str, str]:
    """Modules of this folder are found, and no text is sent to a tracing service."""
    here = str(Path(__file__).parent.parent)
    path = os.pathsep.join(filter(None, (here, env.get("PYTHONPATH"))))
    return {
        **env,
        "PYTHONPATH": path,
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
    }


def tokens_reported(out: str) -> Tokens:
    """The last line of a peer: `'{"read": 7, "written": 2}' -> Tokens(7, 2)`.

    Raises ChildError if it is anything else.
    """
    try:
        report = loads(out.splitlines()[-1])
        return Tokens(report["read"], report["written"])
    except (IndexError, KeyError, TypeError, JSONDecodeError) as error:
        raise ChildError("a peer ended without its report") from error


def article_steps(program: Program, text: Path, only: Sequence[str], threads: int) -> dict:
    """The program and the peers that summarise what fits one call; nothing if none is wanted."""
    peers = _peers(ON_ARTICLE, program.model, text, only, threads)
    return {ARTICLE: program.cold(text), **peers} if peers else {}


def long_steps(program: Program, text: Path, only: Sequence[str], threads: int) -> dict:
    """The program, the peers that read in chunks, and what the cache saves."""
    steps = _peers(ON_LONG, program.model, text, only, threads)
    if "cache" in only:
        steps |= program.cache_steps(text, LONG)
    return {LONG: program.cold(text), **steps} if steps else {}


def growth_steps(program: Program, book: Path, only: Sequence[str]) -> dict[str, Step]:
    """The first words of a book, and all of it."""
    if "growth" not in only:
        return {}
    opening = program.home / f"opening of {book.name}"
    content = first_words(book.read_text(encoding="utf-8"), OPENING_WORDS)
    opening.write_text(content, encoding="utf-8")
    return {OPENING: program.cold(opening), BOOK: program.cold(book)}


def _peers(
    kinds: Mapping[str, tuple[str, bool]],
    model: Path,
    text: Path,
    only: Sequence[str],
    threads: int,
) -> dict[str, Step]:
    wanted = {name: Peer(*how) for name, how in kinds.items() if name in only}
    return {name: peer.step(model, text, threads) for name, peer in wanted.items()}
