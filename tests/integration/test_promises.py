"""What the README promises, held to. Each test fails when its promise is broken."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli.delivery import Delivery
from summarize.document import Document, Role
from summarize.errors import EngineError, OutputError
from summarize.inference import Completion, FinishReason, Request
from summarize.inference.llama_cpp.completion_state import find_loop_start
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import summarize
from summarize.render import render_text
from summarize.results import CheckedClaim, Claim, Origin, Summary, Verdict
from summarize.rewriting.compression import compress
from summarize.settings import Format
from summarize.sources import read
from summarize.verification.checker import Checker
from support.answers import (
    INVENTED,
    article_of,
    lying,
    sentences_of,
    settings_for,
    silent,
    voting,
)
from support.paths import EXAMPLES, ROOT, SUPPORT, TESTS
from support.scripted_cli import GAP
from support.scripted_engine import ScriptedEngine

HARBOUR, FEATURE = EXAMPLES / "harbour.txt", EXAMPLES / "feature.txt"

Answer = Callable[[Request], str | Completion]


class Watched(ScriptedEngine):
    """Fails instead of working for ever."""

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        assert self.calls < 20, "there is no end to it"
        return super().complete(requests)


def run(document: Document, answer: Answer, **flags: object) -> Summary:
    chats = bool(flags.pop("chats", True))
    return summarize(document, settings_for(**flags), Watched(answer, has_chat_template=chats))


def printed(summary: Summary) -> tuple[CheckedClaim, ...]:
    return (*summary.sentences, *summary.claims)


def command(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python COMMAND...` with the package at hand."""
    paths = os.pathsep.join([environment.pop("first", ""), str(TESTS)]).strip(os.pathsep)
    return subprocess.run(
        [sys.executable, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **environment},
    )


SCRIPTED = SUPPORT / "scripted_cli.py"


# 1. Nothing unchecked is printed. A quote is a slice of the source, cut by code.


def distorting(change: Callable[[str], str]) -> Answer:
    """A model that repeats what the article says, all but one thing."""

    def answer(request: Request) -> str:
        return "\n".join(f"- {change(text)}" for text in sentences_of(article_of(request)))

    return answer


DISTORTIONS: dict[str, Callable[[str], str]] = {
    "another number": lambda text: re.sub(r"\d+", lambda match: str(int(match[0]) + 3), text),
    "another name": lambda text: re.sub(
        r"Hessary|Penrickard|Orde-Kinnear|Amberley|Oddmund", "Zebulon", text
    ),
    "no negation": lambda text: re.sub(r" (?:did|could) not | would give no ", " did ", text),
    "a negation": lambda text: re.sub(r"\b(will|has|had|was) (?!not)", r"\1 not ", text, count=1),
}


@pytest.mark.parametrize("kind", DISTORTIONS)
def test_nothing_unchecked_is_printed(harbour: Document, kind: str) -> None:
    change = DISTORTIONS[kind]
    originals = {harbour.sentence_text(sentence) for sentence in harbour.sentences}
    lies = {change(text) for text in originals} - originals
    assert len(lies) >= 3
    summary = run(harbour, distorting(change), length="long", claims=30)
    assert not {one.text for one in printed(summary)} & lies
    for format in (Format.MARKDOWN, Format.JSON, Format.TEXT):
        clean = render_text(replace(summary, dropped=(), repairs=()), format)
        assert not [lie for lie in lies if lie in clean]


def test_inventions_are_printed_in_no_format(feature: Document) -> None:
    summary = run(feature, lying, length="long", claims=30)
    for format in (Format.MARKDOWN, Format.TEXT):
        text = render_text(summary, format)
        assert not [lie for lie in INVENTED if lie in text]
    result = json.loads(render_text(summary, Format.JSON))
    del result["dropped"], result["repairs"]
    assert not [lie for lie in INVENTED if lie in json.dumps(result)]


@pytest.mark.parametrize("answer", [voting(), voting(1), lying])
def test_what_is_printed_passes_the_checker_once_more(feature: Document, answer: Answer) -> None:
    checker = Checker(AnnotatedDocument(feature))
    for one in printed(run(feature, answer, length="long", claims=30)):
        assert one.verdict is Verdict.SUPPORTED
        assert one.evidence
        assert checker.check(Claim(one.text)).verdict is Verdict.SUPPORTED


def test_a_quote_is_a_slice_of_the_source() -> None:
    result = json.loads(command(SCRIPTED, "voting", HARBOUR, "-f", "json", "-l", "long").stdout)
    source = HARBOUR.read_text(encoding="utf-8")
    quotes = [
        evidence
        for one in (*result["summary"]["sentences"], *result["claims"])
        for evidence in one["evidence"]
    ]
    assert quotes
    for quote in quotes:
        assert quote["quote"] == source[quote["start"] : quote["end"]]
        assert quote["line"] == source[: quote["start"]].count("\n") + 1


# 2. All of it is read. What could not be processed is a gap.


def test_all_of_it_is_read(feature: Document, harbour: Document) -> None:
    for document in (feature, harbour):
        engine = Watched(voting(), context_size=1500)
        summary = summarize(document, settings_for(length="short"), engine)
        shown = "\n".join(article_of(request) for request in engine.asked)
        assert all(document.sentence_text(sentence) in shown for sentence in document.sentences)
        assert summary.coverage.tokens_read == summary.coverage.tokens_total
        words = sum(engine.count_tokens(document.sentence_text(s)) for s in document.sentences)
        assert summary.coverage.tokens_total == words


def test_nothing_is_ever_cut_off_silently(feature: Document) -> None:
    """A prompt holds whole sentences only, or the model would read half of one.

    Where digests are read again, sentences may be shortened, which was checked.
    """
    engine = Watched(lying, context_size=1000)
    summarize(feature, settings_for(length="short"), engine)
    sentences = {feature.sentence_text(sentence) for sentence in feature.sentences}
    checker = Checker(AnnotatedDocument(feature))
    shorter = (
        next(iter(compress(one.number, checker)), None)
        for one in feature.sentences
        if one.role is Role.PROSE
    )
    sentences |= {one.text for one in shorter if one}
    for request in engine.asked:
        rest = article_of(request)
        for sentence in sorted(sentences, key=len, reverse=True):
            rest = rest.replace(sentence, "")
        assert rest.split() == []


@pytest.mark.parametrize("format", ["markdown", "text", "json", "rich"])
def test_a_gap_shows_in_every_format_and_in_the_exit_code(format: str) -> None:
    ran = command(SCRIPTED, "gap", FEATURE, "-f", format, COLUMNS="100")
    assert ran.returncode == 5
    line = 1 + FEATURE.read_text(encoding="utf-8").split(GAP)[0].count("\n")
    if format == "json":
        (gap,) = json.loads(ran.stdout)["gaps"]
        first, last = gap["line"], gap["last_line"]
    else:
        first, last = map(int, re.findall(r"[Ll]ines (\d+) to (\d+)", ran.stdout)[0])
    assert first <= line <= last


# 3. The length asked for is the length given.


@pytest.mark.parametrize("asked", ["short", "long", "80", "10%", "30%"])
def test_the_length_asked_for_is_the_length_given(
    harbour: Document, feature: Document, asked: str
) -> None:
    for document in (harbour, feature):
        for answer in (voting(3), lying):
            summary = run(document, answer, length=asked)
            wanted = settings_for(length=asked).length.target_words(document.words)
            assert abs(summary.words - wanted) <= 0.15 * wanted
            assert summary.words <= document.words / 2


@pytest.mark.parametrize("asked", ["5000", "50%"])
def test_never_longer_than_half_of_the_article(harbour: Document, asked: str) -> None:
    summary = run(harbour, voting(3), length=asked)
    assert summary.target_words <= harbour.words / 2
    assert summary.target_words * 0.85 <= summary.words <= harbour.words / 2


def test_whole_sentences_only(feature: Document) -> None:
    whole = {feature.sentence_text(sentence) for sentence in feature.sentences}
    summary = run(feature, lying, length="long")
    for sentence in summary.sentences:
        assert sentence.text in whole or sentence.origin is Origin.EDITED
        assert sentence.text.endswith((".", "!", "?", "”"))


def test_never_padded() -> None:
    """Where the article has no more to say, the summary is shorter, not repetitive."""
    text = " ".join(f"Bridge number {n} over the Saume was opened in {1900 + n}." for n in range(8))
    summary = run(read(text=text), voting(1), length="long")
    texts = [sentence.text for sentence in summary.sentences]
    assert 0 < len(texts) == len(set(texts))
    assert summary.words <= summary.document.words / 2


# 4. It always ends.


def test_a_model_that_never_ends_is_ended_by_the_fuse(feature: Document) -> None:
    """Each request has a bound that leaves room in the window, whatever the model does."""

    def endless(request: Request) -> Completion:
        words = article_of(request).split() * 9
        return Completion(" ".join(words[: request.max_tokens]), FinishReason.LENGTH)

    engine = Watched(endless, context_size=2000)
    summary = summarize(feature, settings_for(), engine)
    assert summary.sentences
    for request in engine.asked:
        assert 0 < request.max_tokens < 1000
        assert engine.count_tokens(request.prompt.text) + request.max_tokens <= engine.context_size


def test_a_model_that_repeats_itself_is_noticed() -> None:
    assert find_loop_start([7, *[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] * 12]) is not None
    assert find_loop_start(list(range(500))) is None


def test_the_merging_of_many_parts_ends(feature: Document) -> None:
    engine = Watched(voting(1), context_size=600)
    summary = summarize(feature, settings_for(length="short", claims=1), engine)
    assert summary.coverage.chunks > 8
    assert 2 <= engine.calls <= 8


# 5. The result goes to standard output, everything else to standard error.


def test_result_and_messages_never_mix(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    ran = command(SCRIPTED, "gap", FEATURE, missing, "-f", "json", "-v", "--stats")
    assert json.loads(ran.stdout)["source"]["origin"] == str(FEATURE)
    for message in ("missing.txt", "not read", "tokens read"):
        assert message in ran.stderr
        assert message not in ran.stdout
    assert all(line.startswith("summarize: ") for line in ran.stderr.splitlines())


def test_with_a_file_as_target_nothing_goes_to_standard_output(tmp_path: Path) -> None:
    ran = command(SCRIPTED, "voting", HARBOUR, "-o", tmp_path / "a.md", "-v", "--stats")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# ")


# 6. Offline, always.

NO_NETWORK = """
import sys

def refuse(event, args):
    if event.startswith("socket.") and event not in ("socket.gethostname", "socket.sethostname"):
        sys.stderr.write(f"NETWORK {event}\\n")
        raise OSError("offline")

sys.addaudithook(refuse)
"""


@pytest.fixture
def offline(tmp_path: Path) -> str:
    """A folder that, first on the path, makes any use of a socket fail and say so."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    return str(tmp_path)


def test_the_guard_against_the_network_works(offline: str) -> None:
    ran = command("-c", "import socket; socket.create_connection(('localhost', 9))", first=offline)
    assert "NETWORK socket." in ran.stderr


@pytest.mark.parametrize(
    "args",
    [
        [SCRIPTED, "voting", HARBOUR],
        ["-m", "summarize", "text", HARBOUR],
        ["-m", "summarize", "verify", HARBOUR, HARBOUR],
        ["-m", "summarize", "models"],
        ["-m", "summarize", "models", "info", "--json"],
        ["-m", "summarize", "cache"],
        ["-m", "summarize", "--help"],
    ],
)
def test_nothing_opens_a_connection(offline: str, args: list[object]) -> None:
    ran = command(*args, first=offline)
    assert ran.stdout
    assert "NETWORK" not in ran.stderr


def test_only_an_address_does_and_a_download(offline: str) -> None:
    ran = command("-m", "summarize", "models", "pull", "org/repo", first=offline)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "NETWORK" in ran.stderr
    ran = command("-m", "summarize", "text", "https://example.org/article.html", first=offline)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "NETWORK" in ran.stderr


# 7. A clear error for bad input.


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([SCRIPTED, "voting", "missing.txt"], 3),
        ([SCRIPTED, "voting", "."], 2),
        ([SCRIPTED, "voting", HARBOUR, "-l", "huge"], 2),
        ([SCRIPTED, "voting", HARBOUR, "-o", "none/a.md"], 3),
        ([SCRIPTED, "silent", HARBOUR], 4),
        ([SCRIPTED, "buggy", HARBOUR], 1),
        (["-m", "summarize", HARBOUR, "-m", "none.gguf"], 4),
    ],
)
def test_an_error_is_one_or_two_lines_and_no_traceback(args: list[object], code: int) -> None:
    ran = command(*args)
    assert (ran.returncode, ran.stdout) == (code, "")
    lines = ran.stderr.splitlines()
    assert 1 <= len(lines) <= 2
    assert all(line.startswith("summarize: ") for line in lines)
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("behaviour", ["silent", "buggy", "interrupted"])
def test_nothing_is_half_written(tmp_path: Path, behaviour: str) -> None:
    target = tmp_path / "a.md"
    target.write_text("What was here before.")
    ran = command(SCRIPTED, behaviour, HARBOUR, "-o", target)
    assert ran.returncode != 0
    assert target.read_text() == "What was here before."
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_disk_that_fills_up_costs_nothing(
    harbour: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "a.md"
    target.write_text("What was here before.")
    summary = run(harbour, voting(), length="short")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="disk is full"):
        Delivery([str(HARBOUR)], str(target), None).deliver_summary(str(HARBOUR), summary)
    assert target.read_text() == "What was here before."
    assert os.listdir(tmp_path) == ["a.md"]


# 8. Better with a bigger model, good with the smallest.


@pytest.mark.parametrize("chats", [True, False])
def test_good_with_the_smallest(harbour: Document, chats: bool) -> None:
    """Whether a model lies or babbles, is instructed or not: a full summary of true sentences."""

    def babbling(request: Request) -> str:
        return f"Sure! Here is a summary:\n\n{lying(request)}\n\n{voting()(request)}<|im_end|>"

    for answer in (lying, babbling):
        summary = run(harbour, answer, chats=chats)
        assert abs(summary.words - summary.target_words) <= 0.15 * summary.target_words
        assert {one.verdict for one in printed(summary)} == {Verdict.SUPPORTED}


def test_better_with_a_bigger_model(harbour: Document) -> None:
    """What the model finds important is printed: the better it chooses, the better the summary."""
    prose = [s for s in harbour.sentences if s.role is Role.PROSE]
    for first in (2, 8, 14):
        chosen = [harbour.sentence_text(sentence) for sentence in prose[first : first + 3]]
        text = run(harbour, saying(" ".join(chosen)), length="short").text
        assert sum(sentence in text for sentence in chosen) >= 2


def saying(text: str) -> Answer:
    return lambda request: text


def test_a_model_of_which_nothing_is_usable_is_not_covered_up(harbour: Document) -> None:
    with pytest.raises(EngineError):
        run(harbour, silent)


def test_nothing_is_tuned_to_one_model() -> None:
    """Only the modules that find the packaged model by name may know it."""
    folder = ROOT / "summarize"
    named = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search(r"smollm|gemma|qwen|mistral", path.read_text(encoding="utf-8"), re.IGNORECASE)
    }
    # "Gemma" is a first name, too, llama.cpp calls a format and architectures after models, and
    # "I am Gemini" is what a chat model says.
    known = {
        "settings/__init__.py",
        "models/gguf/hyperparameters.py",
        "models/registry.py",
        "render/phrases.py",
        "nlp/chat_phrases.py",
        "nlp/english/gazetteer.py",
        "inference/llama_cpp/chat_template.py",
    }
    assert named <= known
