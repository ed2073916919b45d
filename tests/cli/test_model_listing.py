"""The list of models at the widths that terminals have, and elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from rich.console import Console

from summarize.cli import model_table
from summarize.cli.model_row import ModelRow
from summarize.render import console as console_module
from summarize.render import report_tables

Shown = Callable[..., list[str]]


def model(name: str, **changes: Any) -> ModelRow:
    plain: dict[str, Any] = {
        "name": name, "origin": "packaged", "is_default": False, "is_named": True,
        "path": f"/models/{name}.gguf", "source": "", "size": 491_400_032,
        "parameters": 494_000_000, "weights": "Q4_K_M", "runs_as": "", "context": 32768,
        "kind": "instruct", "licence": "apache-2.0", "languages": ("en",), "spoken": "",
        "memory": 1_028_000_000, "fits": True, "reading": 0.0, "writing": 0.0, "why": "",
        "error": "",
    }  # fmt: skip
    return ModelRow(**plain | changes)


MODELS = [
    model(
        "small", is_default=True, runs_as="Q8_0", reading=310.4, writing=59.6, exam_area=0.474,
        exam_passed=False,
    ),
    model("middle:7b", origin="Ollama", size=4_683_074_240, parameters=7_610_000_000, fits=False),
    model("broken", error="/models/broken.gguf is incomplete", size=10, memory=0, kind=""),
    model(
        "org/a-repository:a-file-with-a-rather-long-name-Q4_K_M.gguf",
        origin="Hub cache", languages=tuple("abcdefgh"), spoken="", fits=None,
    ),
    model(
        "far", origin="catalogue", path="", why="good", spoken="over 140", languages=(),
        invention=0.064, invention_source="a board, 2026-03-10",
    ),
]  # fmt: skip


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    """What a terminal of so many columns shows; 0 is no terminal."""

    def show(what: Callable[[], None], width: int) -> list[str]:
        def console() -> Console:
            wide = width or 80
            return Console(width=wide, force_terminal=bool(width), no_color=True, highlight=False)

        for module in (console_module, report_tables):
            monkeypatch.setattr(module, "open_output_console", console)
        what()
        return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()

    return show


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_the_list_fits_the_terminal(shown: Shown, width: int) -> None:
    lines = shown(lambda: model_table.print_models(MODELS), width)
    table = lines[: next(i for i, line in enumerate(lines) if "can't be used" in line)]
    assert max(len(line) for line in table) <= width
    assert table[0].split()[0] == "name"
    assert {"memory", "fits"} <= set(table[0].split())


def test_at_80_columns(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models([*MODELS[:2], MODELS[4]]), 80)
    assert lines[:-2] == [
        "name             size    parameters  weights  memory  fits  invents  from",
        "small (default)  491 MB  494 M       Q4_K_M   1.0 GB  yes   -        packaged",
        "middle:7b        4.7 GB  7.6 B       Q4_K_M   1.0 GB  no    -        Ollama",
        "far              491 MB  494 M       Q4_K_M   1.0 GB  yes   6.4 %    catalogue",
    ]
    assert lines[-2].startswith("invents: the share of summaries that say what the text does not")
    assert "(a board, 2026-03-10)" in lines[-2]
    assert "'summarize models info NAME' tells the rest" in lines[-1]


def test_a_wide_terminal_has_more_columns(shown: Shown) -> None:
    narrow = shown(lambda: model_table.print_models(MODELS), 80)[0].split()
    wide = shown(lambda: model_table.print_models(MODELS), 160)[0].split()
    assert set(narrow) < set(wide)
    assert [name for name in wide if name in narrow] == narrow


def test_the_exam_is_a_column_where_there_is_room(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models(MODELS), 120)
    assert "exam" in lines[0].split()
    assert "0.47 failed" in lines[1]
    told = shown(lambda: model_table.print_model(MODELS[0]), 160)
    assert "not passed, it judges nothing: tells the true from" in "\n".join(told)
    told = shown(lambda: model_table.print_model(MODELS[4]), 160)
    assert "in 6.4 % of its summaries, before it was quantised (a board" in "\n".join(told)


def test_a_long_name_is_whole_and_has_its_cells_below(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models(MODELS), 80)
    at = lines.index("org/a-repository:a-file-with-a-rather-long-name-Q4_K_M.gguf")
    assert lines[at + 1].startswith("   ")
    assert "Hub cache" in lines[at + 1]


def test_what_is_wrong_with_a_file_stands_below(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models(MODELS), 80)
    assert "broken can't be used: /models/broken.gguf is incomplete" in lines


def test_away_from_a_terminal_each_model_is_one_whole_line(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models(MODELS), 0)
    assert len(lines) == 1 + len(MODELS)
    assert lines[0].split()[-1] == "file"
    assert lines[1].endswith("310/60    /models/small.gguf")
    assert "Q4_K_M   Q8_0     32768" in lines[1]
    assert "unusable: /models/broken.gguf is incomplete" in lines[3]
    assert "over 140" in lines[5]


def test_a_name_can_not_command_the_terminal(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_models([model("evil\x1b]0;title\x07\nname")]), 80)
    assert "evil name" in lines[1]


def test_info_has_a_line_for_all_that_is_known(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_model(MODELS[0]), 160)
    facts = dict(line.split(maxsplit=1) for line in lines if not line.startswith("runs as"))
    assert facts["name"] == "small (default)"
    assert facts["memory"] == "1.0 GB needed, it fits"
    assert facts["context"] == "32768 tokens"
    assert facts["speed"].startswith("reads 310 and writes 60 tokens a second")
    assert "why" not in facts
    assert "download" not in facts


def test_info_of_one_that_is_not_here(shown: Shown) -> None:
    lines = shown(lambda: model_table.print_model(MODELS[4]), 80)
    assert "download    summarize models pull far" in lines
    assert "languages   over 140" in lines
    assert not any(line.startswith("file") for line in lines)


def test_json_has_a_version_and_all_fields() -> None:
    data = json.loads(model_table.format_models_json(MODELS))
    assert data["schema"] == 1
    assert data["models"][0] == json.loads(json.dumps(asdict(MODELS[0])))
