"""The command line as a whole: help, usage, sources, settings, exit codes, files and pipes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from summarize import __version__
from summarize.cli import summarize_run
from summarize.cli.app import main
from summarize.inference import Request
from summarize.inference.load import LoadedEngine
from summarize.models.registry import locate_model
from summarize.settings import DEFAULT_MODEL, Settings
from summarize.sources import read
from summarize.sources.layout import render_readable
from support.answers import failing_where, silent, voting
from support.paths import EXAMPLES, SUPPORT, TESTS
from support.scripted_cli import GAP
from support.scripted_engine import ScriptedEngine
from support.town_report import TOWN_REPORT

HARBOUR = str(EXAMPLES / "harbour.txt")
FEATURE = str(EXAMPLES / "feature.txt")
SCHEMA = json.loads((files("summarize.render") / "summary.schema.json").read_text())

OPTIONS = (
    "-l --length -c --claims -f --format -o --output --open -m --model --server --focus --sections "
    "--front-matter --language -q --quiet -v --verbose --stats --no-cache --seed --threads --ctx "
    "--gpu-layers --strict --unchecked --version -h --help --style --prompt --install-completion "
    "--include --exclude --force --jobs --cluster --report --digest"
).split()
COMMANDS = "verify text models doctor bench cache config".split()

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
has_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")


class CommandResult:
    """What a call gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def refused(self, code: int, *words: str) -> None:
        """It ended with this code, said why in one or two lines, and printed nothing."""
        assert (self.code, self.out) == (code, "")
        lines = self.err.splitlines()
        assert 1 <= len(lines) <= 2
        assert all(line.startswith("summarize: ") for line in lines)
        for word in words:
            assert word in self.err


Run = Callable[..., CommandResult]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    """The engine that `run` uses; a test may put another answer into it."""
    scripted = ScriptedEngine(voting())

    @contextmanager
    def opened(settings: Settings) -> Iterator[LoadedEngine]:
        yield LoadedEngine(scripted, 0.0, None)

    monkeypatch.setattr(summarize_run, "load_engine", opened)
    return scripted


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The console script in this process: everything that a real call goes through."""

    def call(*args: str) -> CommandResult:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["summarize", *args])
            patched.setattr(sys, "stdout", sys.stdout)  # to have it back afterwards
            patched.setattr(sys, "excepthook", sys.excepthook)
            with pytest.raises(SystemExit) as end:
                main()
        code = end.value.code
        assert code is None or isinstance(code, int)
        return CommandResult(code or 0, *capsys.readouterr())

    return call


def run_process(*args: str, scripted: str | None = None, **options: object) -> CommandResult:
    """The same as a process of its own; `scripted` names an engine of scripted_cli.py."""
    start = ["-m", "summarize"]
    if scripted:
        start = [str(SUPPORT / "scripted_cli.py"), scripted]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    search = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": search, **options.pop("env", {})}  # type: ignore[dict-item]
    done = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, *start, *args], timeout=60, check=False, env=environment, **options
    )
    return CommandResult(
        done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode()
    )


# Help and usage


def test_help_names_every_option_and_command(run: Run) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", ran.out))
    assert named == set(OPTIONS)
    assert sorted(re.findall(r"^  ([a-z]+)  ", ran.out, re.MULTILINE)) == sorted(COMMANDS)
    assert "./models" in ran.out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_help_is_grouped_and_fits_the_terminal(width: int) -> None:
    ran = run_process("--help", env={"COLUMNS": str(width)})
    headings = re.findall(r"^(\S.*):$", ran.out, re.MULTILINE)
    groups = ["The summary", "Output", "Folders", "The model", "The run", "The program"]
    assert headings == [*groups, "Commands"]
    assert max(map(len, ran.out.splitlines())) <= width
    assert "..." not in ran.out.partition("Commands:")[2]  # no command's line is cut


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    for flag in ("-h", "--help"):
        ran = run(command, flag)
        assert (ran.code, ran.err) == (0, "")
        assert f"Usage: summarize {command}" in ran.out


def test_help_loads_nothing_heavy() -> None:
    heavy = "llama_cpp numpy rich sentencex py3langid charset_normalizer jinja2 sqlite3".split()
    code = (
        "import sys\nfrom summarize.cli.app import main\nsys.argv = ['summarize', '--help']\n"
        f"try:\n    main()\nfinally:\n    sys.stderr.write(' '.join({heavy} & sys.modules.keys()))"
    ).replace(str(heavy), str(set(heavy)))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "--length" in done.stdout
    assert done.stderr == ""


def test_alone_it_shows_how_it_is_used(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "--length" in ran.err


def test_version(run: Run) -> None:
    assert run("--version").out == f"summarize {__version__}\n"


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        ("--lenght short a.txt", "there is no option --lenght", "Did you mean --length?"),
        ("a.txt -x", "there is no option -x", "'summarize --help' lists the options."),
        ("a.txt --length", "--length needs a value", "--help lists"),
        ("a.txt --quiet=yes", "--quiet takes no value", "--help lists"),
        ("--length short", "there is nothing to summarise", "Give a file"),
        ("verfy a.txt b.txt", "verfy is neither a file nor a command", "'summarize verify'?"),
        ("hlep", "hlep is neither a file nor a command", "'summarize --help'?"),
        ("pull", "pull is neither a file nor a command", "'summarize models pull'?"),
        ("verify a.txt", "SOURCE is missing: summarize verify SUMMARY SOURCE", "verify --help"),
        ("verify", "SUMMARY is missing: summarize verify SUMMARY SOURCE", "verify --help"),
        ("verify a b c d", "too much is given: c d", "summarize verify SUMMARY SOURCE"),
        (
            "verify a b --fail-on unsur",
            "must be one of unsupported, unsure",
            "Did you mean unsure?",
        ),
        ("text", "SOURCE is missing: summarize text SOURCE", "text --help"),
        ("models lst", "there is no command 'summarize models lst'", "'summarize models list'?"),
        ("models rm tiny", "there is no command 'summarize models rm'", "models remove'?"),
        ("models xyz", "there is no command 'summarize models xyz'", "There are list, "),
        ("config get lenght", "lenght", "Did you mean length?"),
    ],
)
def test_wrong_usage(run: Run, args: str, message: str, hint: str) -> None:
    ran = run(*args.split())
    ran.refused(2, message, hint)
    assert message in ran.err.splitlines()[0]
    assert hint in ran.err.splitlines()[1]


def test_a_word_that_is_no_command_may_be_a_file(
    run: Run, engine: ScriptedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("harbour").refused(3, "harbour does not exist")
    shutil.copy(HARBOUR, tmp_path / "verfy")
    assert run("verfy").code == 0


def test_what_is_piped_in_is_read_without_a_dash() -> None:
    for args in ((), ("-c", "0")):
        with open(HARBOUR, "rb") as article:
            ran = run_process(*args, scripted="voting", stdin=article)
        assert (ran.code, ran.err) == (0, "")
        assert "## Summary" in ran.out


def test_nothing_is_read_where_nothing_is_piped_in() -> None:
    run_process("-c", "0", stdin=subprocess.DEVNULL).refused(2, "there is nothing to summarise")
    ran = run_process(stdin=subprocess.DEVNULL)
    assert (ran.code, ran.out) == (2, "")
    assert "--length" in ran.err


def test_help_of_a_command_names_its_arguments_as_the_documentation_does(run: Run) -> None:
    ran = run("verify", "--help")
    assert "Usage: summarize verify [OPTIONS] SUMMARY SOURCE\n" in ran.out
    assert re.search(r"^  SOURCE   Its source", ran.out, re.MULTILINE)


# Sources


@pytest.mark.parametrize("name", [*COMMANDS, "article"])
def test_a_file_that_is_called_like_a_command(
    run: Run,
    engine: ScriptedEngine,
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copy(HARBOUR, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    ran = run(f"./{name}", "-f", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["source"]["origin"] == f"./{name}"
    if name not in COMMANDS:
        assert run(name).code == 0


def test_options_may_stand_before_and_after_the_source(run: Run, engine: ScriptedEngine) -> None:
    for args in (["-f", "json", HARBOUR], [HARBOUR, "-f", "json"], ["-fjson", "--", HARBOUR]):
        assert json.loads(run(*args).out)["source"]["origin"] == HARBOUR


def test_several_sources_to_standard_output(run: Run, engine: ScriptedEngine) -> None:
    lines = run(HARBOUR, FEATURE, "-f", "json").out.splitlines()
    assert [json.loads(line)["source"]["origin"] for line in lines] == [HARBOUR, FEATURE]
    assert run(HARBOUR, FEATURE, "-f", "markdown").out.count("## Summary") == 2


def test_several_sources_to_a_folder(run: Run, engine: ScriptedEngine, tmp_path: Path) -> None:
    ran = run(HARBOUR, FEATURE, "-o", str(tmp_path / "out"), "-f", "json")
    assert (ran.code, ran.out) == (0, "")
    assert sorted(os.listdir(tmp_path / "out")) == ["feature.json", "harbour.json"]
    assert len(ran.err.splitlines()) == 2


def test_standard_input() -> None:
    with open(HARBOUR, "rb") as article:
        ran = run_process("-", "-f", "json", scripted="voting", stdin=article)
    assert ran.code == 0
    result = json.loads(ran.out)
    assert result["source"]["origin"] == "-"
    assert result["source"]["words"] > 500


BAD_SOURCES = {
    "missing": "missing.txt",
    "folder": "folder",
    "empty": "empty.txt",
    "blank": "blank.txt",
    "binary": "binary.txt",
    "pdf": "paper.pdf",
}


@pytest.mark.parametrize("kind", BAD_SOURCES)
@pytest.mark.parametrize("command", [[], ["text"]])
def test_a_source_that_can_not_be_read(
    run: Run, engine: ScriptedEngine, tmp_path: Path, kind: str, command: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    # The summaries of a folder go into another one, which is not named here.
    code = 2 if kind == "folder" and not command else 3
    run(*command, str(tmp_path / BAD_SOURCES[kind])).refused(code, BAD_SOURCES[kind])
    assert engine.calls == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read")
def test_a_source_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Ito won.")
    path.chmod(0)
    run(str(path)).refused(3, "secret.txt")


def test_either_input_of_verify_may_be_missing(run: Run, tmp_path: Path) -> None:
    run("verify", str(tmp_path / "missing.txt"), HARBOUR).refused(3, "missing.txt")
    run("verify", HARBOUR, str(tmp_path / "missing.txt")).refused(3, "missing.txt")


# Settings and models


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--length", "huge"),
        ("--length", "0%"),
        ("--length", "60%"),
        ("--length", "-5"),
        ("--claims", "-1"),
        ("--claims", "many"),
        ("--format", "docx"),
        ("--language", "English"),
        ("--focus", " "),
        ("--model", ""),
        ("--seed", "-1"),
        ("--threads", "0"),
        ("--ctx", "100"),
        ("--gpu-layers", "many"),
    ],
)
def test_a_bad_setting_is_named(run: Run, engine: ScriptedEngine, option: str, value: str) -> None:
    run(HARBOUR, option, value).refused(2, option)
    assert engine.calls == 0


def test_a_bad_variable_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_LENGTH", "huge")
    run(HARBOUR).refused(2, "SUMMARIZE_LENGTH")


def test_quiet_and_verbose_contradict_each_other(run: Run) -> None:
    run(HARBOUR, "-q", "-v").refused(2, "--quiet", "--verbose")


# Styles and prompts


def test_bullets_are_items_in_every_format(run: Run, engine: ScriptedEngine) -> None:
    data = json.loads(run(HARBOUR, "--style", "bullets", "-f", "json").out)
    jsonschema.validate(data, SCHEMA)
    sentences = [one["text"] for one in data["summary"]["sentences"]]
    assert len(sentences) > 2
    assert data["summary"]["style"] == "bullets"
    assert data["summary"]["text"].split("\n\n") == sentences
    text = run(HARBOUR, "--style", "bullets", "-f", "text", "-c", "0").out
    assert [line[:2] for line in text.splitlines()[2 : 2 + len(sentences)]] == ["- "] * len(
        sentences
    )
    page = run(HARBOUR, "--style", "bullets", "-f", "html", "-c", "0").out
    assert page.partition("<details")[0].count("<li>") == len(sentences)
    markdown = run(HARBOUR, "--style", "bullets", "-f", "markdown", "-c", "0").out
    assert len(re.findall(r"^- .*\[\^", markdown, re.MULTILINE)) == len(sentences)


@pytest.mark.parametrize("source", [HARBOUR, FEATURE])
@pytest.mark.parametrize("claims", [[], ["-c", "3"]])
def test_a_tldr_is_a_line_or_two(
    run: Run, engine: ScriptedEngine, source: str, claims: list[str]
) -> None:
    data = json.loads(run(source, "--style", "tldr", "-f", "json", *claims).out)
    assert 1 <= len(data["summary"]["sentences"]) <= 2
    assert 0 < data["summary"]["words"] <= 30
    assert len(data["claims"]) <= (3 if claims else 0)
    assert bool(data["claims"]) == bool(claims)
    text = run(source, "--style", "tldr", "-f", "text").out
    assert text.split("\n\n")[1].startswith("TL;DR: ")
    assert "**TL;DR:** " in run(source, "--style", "tldr", "-f", "markdown").out


@pytest.mark.parametrize("other", [["-l", "short"], ["--sections"]])
def test_a_tldr_has_a_length_of_its_own(
    run: Run, engine: ScriptedEngine, other: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(HARBOUR, "--style", "tldr", *other).refused(2, "tldr", "--style paragraph")
    monkeypatch.setenv("SUMMARIZE_STYLE", "tldr")
    run(HARBOUR, *other).refused(2, "tldr", "--style paragraph")
    assert run(HARBOUR, "--style", "paragraph", *other).code == 0
    monkeypatch.setenv("SUMMARIZE_STYLE", "paragraph")
    monkeypatch.setenv("SUMMARIZE_LENGTH", "long")
    assert run(HARBOUR, "--style", "tldr", "-f", "text").code == 0


def test_a_prompt_of_ones_own(run: Run, engine: ScriptedEngine, tmp_path: Path) -> None:
    """The model is asked in its words; what it repeats of them is no statement."""
    path = tmp_path / "own.txt"
    path.write_text("$article\n\nThe gulls of Pellmouth demand $sentences, and chips for $$2.")
    asked = "The gulls of Pellmouth demand three sentences"

    def leaking(request: Request) -> str:
        return f"The gulls of Pellmouth demand it. {voting()(request)}"

    engine._answer = leaking
    data = json.loads(run(HARBOUR, "--prompt", str(path), "-l", "60", "-f", "json").out)
    drafted = [one for one in engine.asked if "gulls" in one.prompt.text]
    assert drafted
    assert all(asked in one.prompt.text for one in drafted)
    assert all("chips for $2." in one.prompt.text for one in drafted)
    assert "gulls" not in json.dumps(data)
    before = engine.calls
    run(HARBOUR, "--prompt", str(path), "-l", "60")
    assert engine.calls == before  # kept
    path.write_text("$article\n\nNow in $sentences, please.")
    run(HARBOUR, "--prompt", str(path), "-l", "60")
    assert engine.calls > before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Summarize this.", "$article"),
        ("$article in $language", "$language"),
        ("$article costs $ 5", "begins no variable"),
        (b"$article \xff", "UTF-8"),
        ("$article" + 30_000 * "a", "longer"),
        (None, "can't be read"),
    ],
)
def test_a_prompt_that_can_not_be_used(
    run: Run, engine: ScriptedEngine, tmp_path: Path, text: str | bytes | None, words: str
) -> None:
    path = tmp_path / "own.txt"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    run(HARBOUR, "--prompt", str(path)).refused(2, "--prompt", "own.txt", words)
    assert engine.calls == 0


def test_a_prompt_is_kept_as_an_absolute_path(
    run: Run, engine: ScriptedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.txt").write_text("$article\n\nWhat of the gulls?")
    assert run("config", "set", "prompt", "own.txt").code == 0
    assert run("config", "get", "prompt").out.strip() == str(tmp_path / "own.txt")
    monkeypatch.chdir("/")
    assert run(HARBOUR).code == 0
    assert any("gulls" in one.prompt.text for one in engine.asked)
    assert run("config", "set", "style", "bullets").code == 0
    assert run("config", "get", "style").out == "bullets\n"


def test_flags_reach_the_engine(run: Run, engine: ScriptedEngine) -> None:
    # Unchecked, since what the packaged model lists is asked for only where it is printed.
    run(HARBOUR, "--seed", "77", "--focus", "the ferry", "-c", "3", "-l", "short", "--unchecked")
    assert min(request.seed for request in engine.asked) == 77
    assert all("Focus on the ferry." in request.prompt.text for request in engine.asked)
    assert any("three most important" in request.prompt.text for request in engine.asked)


def broken_models(folder: Path) -> dict[str, Path]:
    """Files that are no models, each in another way."""
    text, short = folder / "text.gguf", folder / "short.gguf"
    text.write_text("This is no model.")
    with open(locate_model(DEFAULT_MODEL), "rb") as whole:
        short.write_bytes(whole.read(100_000))
    return {"missing": folder / "none.gguf", "text": text, "truncated": short, "folder": folder}


@pytest.mark.parametrize("kind", ["missing", "text", "truncated", "folder"])
def test_a_model_that_can_not_be_used(run: Run, tmp_path: Path, kind: str) -> None:
    path = broken_models(tmp_path)[kind]
    run(HARBOUR, "-m", str(path)).refused(4, path.name)


def test_a_model_that_is_not_installed(run: Run) -> None:
    run(HARBOUR, "-m", "smollm3").refused(4, "smollm3")


def test_an_engine_that_says_nothing(run: Run, engine: ScriptedEngine) -> None:
    engine._answer = silent
    run(HARBOUR).refused(4, HARBOUR)


# Exit codes


def test_gaps_give_five_and_the_result_all_the_same(run: Run, engine: ScriptedEngine) -> None:
    engine._answer = failing_where(GAP, voting())
    ran = run(FEATURE, "-f", "json")
    assert ran.code == 5
    result = json.loads(ran.out)
    assert len(result["gaps"]) == 1
    assert result["coverage"]["tokens_read"] < result["coverage"]["tokens_total"]
    assert "not read: lines" in ran.err


@pytest.mark.parametrize(
    ("text", "code"),
    [("The work will cost £4.2 million.", 0), ("The work will cost £9.9 million.", 6)],
)
def test_verify(run: Run, tmp_path: Path, text: str, code: int) -> None:
    path = tmp_path / "summary.txt"
    path.write_text(text, encoding="utf-8")
    ran = run("verify", str(path), HARBOUR)
    assert (ran.code, ran.err) == (code, "")
    assert text in ran.out.replace("*", "")


# One that stands, one that can't be told, one that does not stand.
GOOD, OPEN, BAD = (
    "The work will cost £4.2 million.",
    "This is what the council of the town has decided:",
    "The work will cost £9.9 million.",
)


@pytest.mark.parametrize(
    ("sentences", "codes"),
    [
        ([GOOD], (0, 0, 0)),
        ([GOOD, OPEN], (0, 6, 0)),
        ([GOOD, BAD], (6, 6, 0)),
        ([BAD, GOOD, OPEN], (6, 6, 0)),
    ],
)
def test_fail_on(run: Run, tmp_path: Path, sentences: list[str], codes: tuple[int, ...]) -> None:
    path = tmp_path / "summary.txt"
    path.write_text(" ".join(sentences), encoding="utf-8")
    levels = ("unsupported", "unsure", "never")
    ran = [run("verify", str(path), HARBOUR, "--fail-on", level) for level in levels]
    assert tuple(one.code for one in ran) == codes
    assert run("verify", str(path), HARBOUR).code == codes[0]
    assert len({one.out for one in ran}) == 1


def test_fail_on_is_explained_and_checked(run: Run) -> None:
    ran = run("verify", "--help")
    assert ran.code == 0
    assert "--fail-on" in ran.out
    for level in ("unsupported", "unsure", "never"):
        assert level in ran.out
    wrong = run("verify", "a.txt", HARBOUR, "--fail-on", "supported")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--fail-on" in wrong.err


@pytest.mark.parametrize("format", ["rich", "markdown", "json", "text"])
def test_verify_in_ci(run: Run, tmp_path: Path, format: str) -> None:
    """No colours in a pipe, the same every time; the worst first, but in JSON in their order."""
    path = tmp_path / "summary.md"
    path.write_text(f"# Harbour\n\n{GOOD}\n\n- {BAD}\n- {OPEN}\n", encoding="utf-8")
    first, second = (run("verify", str(path), HARBOUR, "-f", format) for _ in range(2))
    assert (first.code, first.out) == (second.code, second.out)
    assert first.code == 6
    assert "\x1b" not in first.out
    text = " ".join(first.out.split())
    assert text.index("9.9 million") < text.index("has decided:")
    if format == "text":
        assert f"{path}:3: supported: {GOOD} (word for word)\n" in first.out
        assert f"{path}:5: unsupported: The work will cost **£9.9 million**. (" in first.out
    if format == "json":
        assert [one["line"] for one in json.loads(first.out)["statements"]] == [3, 5, 6]
    else:
        assert "3 statements: 1 unsupported, 1 can't tell, 1 supported" in text


def test_unchecked_reaches_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Settings] = []

    def summarize_all(
        sources: list[str], output: str | None, settings: Settings, **_: object
    ) -> int:
        given.append(settings)
        return 0

    monkeypatch.setattr(summarize_run, "summarize_all", summarize_all)
    monkeypatch.setenv("SUMMARIZE_UNCHECKED", "1")
    run(HARBOUR)
    run(HARBOUR, "--unchecked")
    assert [settings.unchecked for settings in given] == [False, True]


def test_a_bug_is_reported_as_one() -> None:
    run_process(HARBOUR, scripted="buggy").refused(1, "bug", "ZeroDivisionError", "report")


def test_a_bug_shows_its_traceback_when_asked_to() -> None:
    ran = run_process(HARBOUR, scripted="buggy", env={"SUMMARIZE_DEBUG": "1"})
    assert ran.code == 1
    assert "Traceback" in ran.err


def test_an_interruption_is_silent() -> None:
    ran = run_process(HARBOUR, scripted="interrupted")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


# Where the result goes


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.md", "# "), ("a.txt", "North"), ("a", "# ")]
)
def test_the_extension_decides_on_the_format(
    run: Run, engine: ScriptedEngine, tmp_path: Path, name: str, begins: str
) -> None:
    path = tmp_path / name
    ran = run(HARBOUR, "-o", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert str(path) in ran.err


def test_the_source_is_never_overwritten(run: Run, engine: ScriptedEngine, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    shutil.copy(HARBOUR, path)
    (tmp_path / "link.txt").symlink_to(path)
    for target in (path, tmp_path / "link.txt"):
        run(str(path), "-o", str(target)).refused(3, "source itself")
    assert path.read_bytes() == Path(HARBOUR).read_bytes()
    assert engine.calls == 0


def test_a_missing_folder_is_told_before_any_work(
    run: Run, engine: ScriptedEngine, tmp_path: Path
) -> None:
    run(HARBOUR, "-o", str(tmp_path / "none" / "a.md")).refused(3, "no such folder")
    assert engine.calls == 0


def test_nothing_is_written_when_it_fails(run: Run, engine: ScriptedEngine, tmp_path: Path) -> None:
    engine._answer = silent
    run(HARBOUR, "-o", str(tmp_path / "out.md")).refused(4)
    run(HARBOUR, "-o", f"{tmp_path}/out/").refused(4)
    assert os.listdir(tmp_path) == []


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "report.md").write_text(TOWN_REPORT)
    return str(tmp_path / "report.md")


@pytest.mark.parametrize(
    ("format", "heading"),
    [
        ("rich", "\nThe bridge  line 7\n"),
        ("markdown", "\n### The bridge (line 7)\n"),
        ("text", "\n[The bridge, line 7]\n"),
        ("json", '"heading": "The bridge"'),
    ],
)
def test_each_section_has_its_summary_in_every_format(
    run: Run, engine: ScriptedEngine, report: str, format: str, heading: str
) -> None:
    ran = run(report, "--sections", "-f", format)
    assert (ran.code, ran.err) == (0, "")
    assert heading in ran.out
    assert ran.out.index(heading) < ran.out.index("Schools") < ran.out.index("Thanks")
    if format == "json":
        jsonschema.validate(json.loads(ran.out), SCHEMA)


@pytest.mark.parametrize("name", ["s.md", "s.txt"])
def test_a_summary_by_sections_in_a_file_is_verified_whole(
    run: Run, engine: ScriptedEngine, report: str, tmp_path: Path, name: str
) -> None:
    out = str(tmp_path / name)
    printed = json.loads(run(report, "--sections", "-f", "json").out)
    assert run(report, "--sections", "-o", out).code == 0
    found = json.loads(run("verify", out, report, "-f", "json").out)
    sections = [one for part in printed["sections"] for one in part["sentences"]]
    told = [*printed["summary"]["sentences"], *sections, *printed["claims"]]
    assert [one["text"] for one in found["statements"]] == [one["text"] for one in told]
    assert found["supported"] == len(told)


def test_without_headings_the_note_is_printed(run: Run, engine: ScriptedEngine) -> None:
    ran = run(HARBOUR, "--sections")
    assert ran.code == 0
    assert "no headings that divide it" in ran.out


def test_sections_of_an_unchecked_draft_are_refused(run: Run, engine: ScriptedEngine) -> None:
    run(HARBOUR, "--sections", "--unchecked").refused(2, "--unchecked", "--sections")
    assert engine.calls == 0


def test_the_json_follows_its_schema(run: Run, engine: ScriptedEngine) -> None:
    for args in ([HARBOUR], [FEATURE], [str(EXAMPLES / "notice.txt")], [HARBOUR, "-c", "0"]):
        jsonschema.validate(json.loads(run(*args, "-f", "json").out), SCHEMA)


def test_standard_output_has_nothing_but_the_result(run: Run, engine: ScriptedEngine) -> None:
    plain = run(HARBOUR, "-f", "text")
    chatty = run(HARBOUR, "-f", "text", "--stats")
    assert plain.err == ""
    assert chatty.out == plain.out
    assert "tokens read" in chatty.err


def test_quiet_says_nothing_but_errors(run: Run, engine: ScriptedEngine, tmp_path: Path) -> None:
    assert run(HARBOUR, "-q", "-o", str(tmp_path / "a.md")).err == ""
    run("-q", str(tmp_path / "missing.txt")).refused(3, "missing.txt")


def test_without_a_terminal_there_is_no_progress(run: Run, engine: ScriptedEngine) -> None:
    assert run(FEATURE).err == ""


@posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    for args, scripted in (
        (["text", FEATURE], None),
        ([FEATURE, "-l", "long", "-c", "50", "-f", "json"], "voting"),
        (["--help"], None),
    ):
        read_end, write_end = os.pipe()
        os.close(read_end)
        ran = run_process(*args, scripted=scripted, stdout=write_end)
        os.close(write_end)
        assert (ran.code, ran.err) == (0, "")


@has_full
def test_a_full_disk_is_an_error() -> None:
    with open("/dev/full", "wb") as full:
        for args, scripted in (
            (["text", FEATURE], None),
            ([HARBOUR], "voting"),
            ([HARBOUR, "-f", "rich"], "voting"),
            (["--help"], None),
            (["models"], None),
        ):
            run_process(*args, scripted=scripted, stdout=full).refused(3, "standard output")
    run_process(HARBOUR, "-o", "/dev/full", scripted="voting").refused(3, "/dev/full")


@posix
@pytest.mark.parametrize(("descriptor", "code"), [(1, 3), (2, 0)])
def test_a_closed_stream(descriptor: int, code: int) -> None:
    ran = run_process("text", HARBOUR, preexec_fn=lambda: os.close(descriptor))
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert bool(ran.out) is (descriptor == 2)


def test_messages_never_land_on_standard_output(tmp_path: Path) -> None:
    ran = run_process(str(tmp_path / "missing.txt"), preexec_fn=lambda: os.close(2))
    assert (ran.code, ran.out) == (3, "")


def test_characters_that_the_terminal_does_not_have() -> None:
    ran = run_process("text", HARBOUR, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (ran.code, ran.err) == (0, "")
    assert r"\u00a34.2 million" in ran.out


HOSTILE = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202e"


@posix
@pytest.mark.parametrize("format", ["rich", "markdown", "json", "text"])
def test_no_escape_sequence_gets_through(
    run: Run, engine: ScriptedEngine, tmp_path: Path, format: str
) -> None:
    text = Path(HARBOUR).read_text(encoding="utf-8")
    path = tmp_path / f"evil{HOSTILE}.txt"
    path.write_text(text.replace("at Pellmouth will close", f"at Pellmouth {HOSTILE}will close"))
    ran = run(str(path), "-f", format, "-l", "300", "-v", "--stats")
    assert ran.code == 0
    assert "will close" in ran.out
    for output in (ran.out, ran.err):
        assert not set("\x1b\x9b\x07\u202e") & set(output)


def test_no_escape_sequence_of_a_name_gets_through(run: Run, tmp_path: Path) -> None:
    ran = run(str(tmp_path / f"none{HOSTILE}.txt"))
    ran.refused(3)
    assert not set("\x1b\x9b\x07\u202e") & set(ran.err)


# The other commands


@pytest.mark.parametrize("name", ["harbour.txt", "feature.txt", "notice.txt"])
def test_text_prints_the_article_as_it_was_read(run: Run, name: str) -> None:
    path = EXAMPLES / name
    ran = run("text", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == render_readable(read(path))


def test_text_lets_no_escape_sequence_through(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    text = Path(HARBOUR).read_text(encoding="utf-8")
    path.write_text(text.replace("The work will cost", f"The work {HOSTILE}will cost"))
    assert run("text", str(path)).out == run("text", HARBOUR).out


def test_models(run: Run) -> None:
    assert run("models").out == run("models", "list").out
    assert DEFAULT_MODEL in run("models").out
    assert run("models", "path").out == f"{locate_model(DEFAULT_MODEL)}\n"
    run("models", "path", "smollm3").refused(4, "smollm3")


def test_cache(run: Run) -> None:
    assert "0 answers" in run("cache").out
    assert "weights of 0 models, 0.0 MB" in run("cache").out
    assert run("cache").out == run("cache", "info").out
    assert run("cache", "clear").out == "removed: 0 answers, weights of 0 models\n"
