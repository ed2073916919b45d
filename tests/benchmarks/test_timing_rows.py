"""From texts and timed runs to ratios, tables and the bar of the speed benchmark."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console

from timing import bar, processes, rounds, tables, texts

LONG_LINE = " ".join(f"word{number}" for number in range(24))


def spent(wall: float, **more: object) -> processes.Spent:
    return replace(processes.Spent(wall, 2 * wall, 100_000_000), **more)


def outcome(*turns: dict[str, float], **failures: str) -> rounds.Outcome:
    done = tuple({name: spent(wall) for name, wall in turn.items()} for turn in turns)
    return rounds.Outcome(done, failures)


def verdicts(found: rounds.Outcome) -> dict[str, bool | None]:
    return {one.name: one.is_met for one in bar.bar(found)}


def test_three_words_of_the_middle_paragraph_change() -> None:
    parts = ["Title", LONG_LINE, "Short one.", LONG_LINE.upper(), "Short again.", LONG_LINE]
    text = "\n\n".join(parts) + "\n"
    found = texts.edited(text).split("\n\n")
    assert [at for at, part in enumerate(found) if part.strip() != parts[at]] == [3]
    changed = zip(parts[3].split(), found[3].split(), strict=True)
    assert [new for old, new in changed if old != new] == ["something", "else", "entirely"]


def test_wrapped_lines_and_crlf_are_kept() -> None:
    paragraph = LONG_LINE.replace(" word6", "\r\nword6")
    found = texts.edited(f"{paragraph}\r\n\r\nEnd.\r\n")
    assert found.count("\r\n") == 4
    assert found.endswith("\r\n\r\nEnd.\r\n")
    assert "entirely" in found


def test_a_line_is_a_paragraph_where_none_is_empty() -> None:
    lines = [f"Line {n} has " + "words " * 20 for n in range(5)]
    for share, changed in ((0.1, 0), (0.5, 2), (0.9, 4)):
        found = texts.edited("\n".join(lines) + "\n", share).splitlines()
        assert [n for n in range(5) if found[n] != lines[n]] == [changed]


def test_a_text_without_paragraphs_can_not_be_edited() -> None:
    with pytest.raises(ValueError, match="no paragraph has 20 words"):
        texts.edited("Only a title.\n\nAnd this.\n")


def test_first_words() -> None:
    text = "One two.\n\nThree four\nfive.\n"
    assert texts.words(text) == 5
    assert texts.first_words(text, 3) == "One two.\n\nThree"
    assert texts.first_words(text, 99) == text.rstrip()
    assert texts.first_words(" ", 3) == ""


def test_the_median_of_ratios_is_taken_in_each_round() -> None:
    found = outcome({"a": 1, "b": 1}, {"a": 20, "b": 10}, {"a": 6, "b": 2}, {"a": 100})
    assert found.ratio("a", "b", bar.wall) == 2.0
    assert found.median("b", bar.wall) == 2.0
    assert found.median("a", bar.processor) == 26.0
    assert found.ratio("a", "c", bar.wall) is None


def test_measurements_take_turns_and_a_failure_stops_only_itself() -> None:
    order: list[str] = []

    def step(name: str, works: bool = True) -> rounds.Step:
        def run(_: rounds.Round) -> processes.Spent:
            order.append(name)
            if not works:
                raise processes.ChildError("broken")
            return spent(1)

        return run

    told: list[str] = []
    steps = {"a": step("a"), "b": step("b", works=False), "c": step("c")}
    found = rounds.interleaved(steps, 2, told.append)
    assert order == ["a", "b", "c", "a", "c"]
    assert found.failures == {"b": "broken"}
    assert told[:2] == ["1/2 a: 1.00 s", "1/2 b: broken"]
    assert len(found.of("a")) == 2


def test_the_bar_is_met_up_to_its_value() -> None:
    at = outcome(
        {"article": 2.8, "plain": 2, "long text": 62, "langchain": 100, "second run": 0.5}
        | {"after an edit": 0.13 * 62, "after a kill": 0.6 * 62, "--help": 8, "python -c pass": 1}
    )
    names = {
        "article : plain", "long text : langchain", "second run", "after an edit : long text",
        "after a kill : long text", "--help : python -c pass",
    }  # fmt: skip
    found = verdicts(at)
    assert {name for name, met in found.items() if met} == names
    slower = {"article", "long text", "second run", "after an edit", "after a kill", "--help"}
    turn = {
        name: replace(one, wall=one.wall * (1.01 if name in slower else 1.0))
        for name, one in at.rounds[0].items()
    }
    found = verdicts(rounds.Outcome((turn,)))
    assert found["article : plain"] is found["long text : langchain"] is False
    assert found["second run"] is found["--help : python -c pass"] is False
    dearer = {"long text": 10, "after an edit": 1.4, "after a kill": 6.1}
    found = verdicts(outcome(dearer))
    assert found["after an edit : long text"] is found["after a kill : long text"] is False


def test_only_what_the_bar_is_about_is_judged() -> None:
    found = verdicts(outcome({"long text": 1, "sequential": 9, "first run": 2}))
    assert found["long text : sequential"] is None
    assert found["first run : long text"] is None


def grown(each: float, peak: int) -> rounds.Outcome:
    """A book with 2,000 tokens, its opening with 200 at 10 ms, measured twice."""
    opening = spent(2, tokens=processes.Tokens(150, 50, 2.0))
    book = spent(40, peak=peak, tokens=processes.Tokens(1500, 500, 2000 * each))
    first = {"the book's opening": opening, "book": book}
    return rounds.Outcome((first, {"the book's opening": opening}))


@pytest.mark.parametrize(("tokens", "is_met"), [(1000, True), (990, False), (0, None)])
def test_tokens_read_for_each_of_the_text(tokens: int, is_met: bool | None) -> None:
    found = rounds.Outcome(({"long text": spent(9, tokens=processes.Tokens(1150, 90))},))
    criteria = [one for one in bar.bar(found, text_tokens=tokens) if "tokens read" in one.name]
    assert [one.is_met for one in criteria] == ([] if is_met is None else [is_met])


@pytest.mark.parametrize(("each", "is_met"), [(0.0109, True), (0.0112, False)])
def test_growth_of_the_time_for_a_token(each: float, is_met: bool) -> None:
    found = verdicts(grown(each, 100_000_000))
    assert found["book : the book's opening, time a token"] is is_met


@pytest.mark.parametrize(("peak", "is_met"), [(131_900_000, True), (132_100_000, False)])
def test_growth_of_memory_beyond_the_text(peak: int, is_met: bool) -> None:
    criteria = bar.bar(grown(0.01, peak), book_bytes=2_000_000)
    assert [one.is_met for one in criteria if "peak memory" in one.name] == [is_met]


def test_what_could_not_be_measured_is_told() -> None:
    found = outcome({"long text": 1}, langchain="exit code 1: x is not installed")
    criteria = bar.bar(found)
    assert [(one.value, one.is_met) for one in criteria] == [(None, None)]
    text = printed(found)
    assert "not measured" in text
    assert "x is not installed" in text


def printed(found: rounds.Outcome) -> str:
    console = Console(width=130)
    with console.capture() as capture:
        console.print(tables.costs_table(found), tables.bar_table(bar.bar(found)))
    return capture.get()


def test_tables() -> None:
    lines = printed(outcome({"article": 3, "plain": 2}, {"article": 2, "plain": 2}))
    rows = {cells[1]: cells[2:-1] for cells in map(split_row, lines.splitlines()) if cells[1:]}
    assert rows["article"][:5] == ["2", "2.50", "2.00 – 3.00", "5.00", "100"]
    assert rows["article : plain"] == ["1.25", "1.4", "met", "2.50 s : 2.00 s"]
    assert rows["article : plain, peak memory"][0] == "1.00"


def split_row(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def test_every_run_is_in_the_json() -> None:
    tokens = processes.Tokens(3, 4, 0.5)
    found = rounds.Outcome(({"--help": spent(8, tokens=tokens), "python -c pass": spent(2)},))
    told = json.loads(json.dumps(tables.as_json(found, bar.bar(found), {"threads": 2})))
    assert told["runs"]["--help"][0]["tokens"] == {"read": 3, "written": 4, "seconds": 0.5}
    assert told["criteria"][0]["value"] == 4.0
    assert told["criteria"][0]["is_met"] is True
    assert told["setup"] == {"threads": 2}
