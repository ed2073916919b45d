"""The commands without subcommands; here `summarize text`: a document as it was read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli.commands.main_commands import print_text
from summarize.sources import read


def test_how_a_text_was_read_is_said_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ferry.md"
    table = "| boat | price |\n|---|---|\n| Alma | 30 |"
    path.write_bytes(f"# Ferry\n\nIt sails in a caf\xe9.\n\n{table}\n".encode("cp1252"))
    print_text(str(path))
    assert capsys.readouterr() == ("Ferry\n\nIt sails in a café.\n", "")
    print_text(str(path), verbose=True)
    out, err = capsys.readouterr()
    assert out == "Ferry\n\nIt sails in a café.\n"
    assert "decoded as cp1252" in err
    assert "4 words left out: table" in err


def test_a_document_as_json_and_its_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = replace(read(text="It sails. It is full."), warnings=("3 hidden words",))
    monkeypatch.setattr("summarize.sources.read", lambda _: document)
    print_text("ferry.txt", as_json=True)
    out, err = capsys.readouterr()
    assert [one["text"] for one in json.loads(out)["blocks"]] == ["It sails. It is full."]
    assert json.loads(out)["source"]["warnings"] == ["3 hidden words"]
    assert err == "summarize: text: 3 hidden words\n"
