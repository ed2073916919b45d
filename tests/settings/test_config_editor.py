"""The configuration file edited by commands: layout kept, bad values refused."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from summarize.cli.app import main
from summarize.errors import OutputError, SettingsError
from summarize.settings import config_file, resolve_settings
from summarize.settings.config_editor import (
    SETTING_NAMES,
    parse_setting_name,
    set_value,
    unset_value,
)

COMMENTED = """# How I like it
length = "short"  # for the train

# the model
model = 'smollm2-135m'
claims=3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    return path


def left(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_only_the_value_changes(file: Path) -> None:
    assert set_value("length", "250", file) == file
    expected = COMMENTED.replace('"short"', "250")
    assert file.read_text(encoding="utf-8") == expected
    set_value("claims", "4", file)
    assert file.read_text(encoding="utf-8") == expected.replace("claims=3", "claims=4")


def test_what_was_set_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "config.toml"
    values = {
        "length": "10%", "claims": "0", "format": "JSON", "model": "smollm2-135m", "language": "DE",
        "focus": "the old harbour", "seed": "7", "threads": "2", "ctx": "4096", "cache": "off",
        "quiet": "yes", "verbose": "0", "stats": "on",
    }  # fmt: skip
    assert set(values) <= set(SETTING_NAMES)
    for name, value in values.items():
        set_value(name, value, file)
    told = resolve_settings({}, {}, file)
    expected = resolve_settings(values, {}, tmp_path / "none").settings
    assert told.settings == expected
    assert all(told.origins[name] == "config.toml" for name in values)
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    assert (written["claims"], written["cache"], written["quiet"]) == (0, False, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("length", "5"), ("length", "tall"), ("claims", "-1"), ("format", "pdf"), ("cache", "maybe"),
     ("language", "english"), ("model", " "), ("threads", "0"), ("ctx", "12")],
)  # fmt: skip
def test_a_wrong_value_changes_nothing(name: str, value: str, file: Path) -> None:
    with pytest.raises(SettingsError, match=name):
        set_value(name, value, file)
    assert file.read_text(encoding="utf-8") == COMMENTED
    assert left(file.parent) == ["config.toml"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lenght", "length"),
        ("formats", "format"),
        ("no-cache", "cache"),
        ("odd", "settings are"),
    ],
)
def test_an_unknown_setting_brings_a_near_one(name: str, words: str, file: Path) -> None:
    for change in (lambda: set_value(name, "1", file), lambda: unset_value(name, file)):
        with pytest.raises(SettingsError, match="no such setting") as caught:
            change()
        assert words in caught.value.hint


@pytest.mark.parametrize("name", ["api_key", "hf-token", "server_password", "secret"])
def test_secrets_have_no_place_in_it(name: str, file: Path) -> None:
    with pytest.raises(SettingsError, match="secrets have no place"):
        set_value(name, "sk-123456", file)
    assert "123456" not in file.read_text(encoding="utf-8")


def test_what_is_a_flag_alone_stays_one(file: Path) -> None:
    with pytest.raises(SettingsError, match="only be a flag"):
        set_value("unchecked", "true", file)


@pytest.mark.parametrize("name", ["length", " length ", "--length"])
def test_a_setting_may_be_named_like_its_flag(name: str) -> None:
    assert parse_setting_name(name) == "length"


def test_a_setting_that_is_taken_out_leaves_the_rest(file: Path) -> None:
    assert unset_value("length", file)
    text = file.read_text(encoding="utf-8")
    assert text == COMMENTED.replace('length = "short"  # for the train\n', "")
    assert not unset_value("length", file)
    assert not unset_value("length", file.with_name("none.toml"))
    assert left(file.parent) == ["config.toml"]


@pytest.mark.parametrize("broken", ["length = ", "length = 'a\n", "[", "a=1\na=2\n", "=", "\x00"])
def test_a_broken_file_is_left_as_it_is(broken: str, file: Path) -> None:
    file.write_text(broken, encoding="utf-8")
    for change in (lambda: set_value("length", "short", file), lambda: unset_value("length", file)):
        with pytest.raises(SettingsError, match="not valid TOML"):
            change()
    assert file.read_text(encoding="utf-8") == broken


def test_a_file_that_is_no_text_is_left_as_it_is(file: Path) -> None:
    file.write_bytes(b"length = '\xff'")
    with pytest.raises(SettingsError, match="not UTF-8"):
        set_value("length", "short", file)
    assert file.read_bytes() == b"length = '\xff'"


@pytest.mark.parametrize("text", ["", "# nothing yet", "\n\n", 'model = "x"', "[other]\na = 1\n"])
def test_a_new_setting_is_found_wherever_the_file_ends(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    set_value("length", "short", file)
    written = file.read_text(encoding="utf-8")
    assert tomllib.loads(written)["length"] == "short"
    assert text.strip() in written


def test_line_ends_and_byte_order_mark_stay(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbflength = "short"\r\n# mine\r\n')
    set_value("length", "long", file)
    set_value("claims", "3", file)
    assert file.read_bytes() == b'\xef\xbb\xbflength = "long"\r\n# mine\r\nclaims = 3\r\n'
    assert resolve_settings({}, {}, file).settings.claims == 3


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_mode_and_link_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o600)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    set_value("length", "long", link)
    assert link.is_symlink()
    assert 'length = "long"' in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert left(tmp_path) == ["config.toml", "link.toml"]


def test_a_file_that_may_not_be_written_is_left(file: Path) -> None:
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        pytest.skip("this user may write everything")
    with pytest.raises(OutputError, match="may not write"):
        set_value("length", "long", file)
    assert file.read_text(encoding="utf-8") == COMMENTED


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises((OutputError, SettingsError), match="can't be"):
        set_value("length", "long", tmp_path / "file" / "config.toml")
    (tmp_path / "config.toml").mkdir()
    with pytest.raises((OutputError, SettingsError), match="can't be"):
        set_value("length", "long", tmp_path / "config.toml")


def test_a_path_holds_in_every_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    for given, kept in (
        (os.path.join("models", "x.gguf"), str(file.parent / "models" / "x.gguf")),
        ("smollm2-135m", "smollm2-135m"),
        (os.path.join("~", "x.gguf"), os.path.join("~", "x.gguf")),
    ):
        set_value("model", given, file)
        assert tomllib.loads(file.read_text(encoding="utf-8"))["model"] == kept


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    for name in SETTING_NAMES:
        monkeypatch.delenv(f"SUMMARIZE_{name.upper()}", raising=False)

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["summarize", "config", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return call


def test_set_get_unset(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    assert run("path").out == f"{config_file()}\n"
    assert run("get", "length").out == "medium\n"
    assert run("get", "claims").out == "\n"
    done = run("set", "length", "180")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert run("get", "length").out == "180\n"
    monkeypatch.setenv("SUMMARIZE_LENGTH", "long")
    assert run("get", "length").out == "long\n"
    assert "SUMMARIZE_LENGTH in the environment goes before it" in run("set", "length", "60").err
    monkeypatch.delenv("SUMMARIZE_LENGTH")
    assert run("unset", "length").code == 0
    assert run("get", "length").out == "medium\n"
    gone = run("unset", "length")
    assert gone.code == 0
    assert "does not set length" in gone.err


def test_a_wrong_value_is_wrong_usage(run) -> None:  # type: ignore[no-untyped-def]
    for arguments in (("set", "length", "tall"), ("set", "tone", "dry"), ("get", "tone")):
        refused = run(*arguments)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.startswith("summarize: ")
    assert not config_file().exists()


def test_show_tells_the_origin_of_each_value(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    run("set", "length", "180")
    monkeypatch.setenv("SUMMARIZE_CLAIMS", "3")
    told = json.loads(run("show", "--json").out)
    assert told["file"] == str(config_file())
    assert list(told["settings"]) == list(SETTING_NAMES)
    assert told["settings"]["length"] == {"value": 180, "origin": "config.toml"}
    assert told["settings"]["claims"] == {"value": 3, "origin": "environment SUMMARIZE_CLAIMS"}
    assert told["settings"]["format"] == {"value": None, "origin": "default"}
    assert told["settings"]["cache"] == {"value": True, "origin": "default"}
    for shown in (run("show").out, run().out):
        rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in shown.splitlines()}
        assert rows["length"] == ["180", "config.toml"]
        assert rows["claims"] == ["3", "environment SUMMARIZE_CLAIMS"]
        assert rows["format"] == ["(automatic)", "default"]
        assert rows["server"] == ["(none)", "default"]
        assert rows["cache"] == ["true", "default"]


def test_a_model_may_be_set_before_it_is_there(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("set", "model", "qwen-of-tomorrow")
    assert done.code == 0
    assert "no model 'qwen-of-tomorrow' is installed yet" in done.err
    assert run("get", "model").out == "qwen-of-tomorrow\n"
    (tmp_path / "mine.gguf").write_bytes(b"GGUF")
    assert run("set", "model", str(tmp_path / "mine.gguf")).err == ""
