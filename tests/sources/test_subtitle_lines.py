"""Subtitle files with a cue on every line, and what a cue may hold."""

from __future__ import annotations

import pytest

from summarize.sources.detect import detect_format
from summarize.sources.formats.subtitles import extract
from support.office_files import prose

SAID = ("The light is out.", "Nobody knows why.", "It cost 41,200 pounds.")


def said(text: str) -> str:
    assert detect_format(text.encode(), "talk") == "subtitles"
    return " ".join(prose(extract(text.encode(), "talk")))


@pytest.mark.parametrize(
    "text",
    [
        "{1}{1}25.000\n" + "".join(f"{{{i}00}}{{{i}50}}{one}\n" for i, one in enumerate(SAID, 1)),
        "".join(f"[{i}0][{i}5]/{one}\n" for i, one in enumerate(SAID, 1)),
        "".join(f"00:00:0{i}:{one}\n" for i, one in enumerate(SAID, 1)),
        "[ti:Light]\n" + "".join(f"[00:0{i}.00]{one}\n" for i, one in enumerate(SAID, 1)),
        "".join(f"[00:0{i}.000 --> 00:0{i}.900]  {one}\n" for i, one in enumerate(SAID, 1)),
        "start\tend\ttext\n" + "".join(f"{i}000\t{i}900\t{one}\n" for i, one in enumerate(SAID, 1)),
        "[INFORMATION]\n[TITLE]Light\n[SUBTITLE]\n"
        + "".join(f"00:00:0{i}.00,00:00:0{i}.90\n{one}\n\n" for i, one in enumerate(SAID, 1)),
    ],
)
def test_a_cue_on_every_line(text: str) -> None:
    assert said(text) == " ".join(SAID)


def test_whisperx_names_who_speaks() -> None:
    text = "".join(f"[00:0{i}.0 --> 00:0{i}.9] [SPEAKER_0{i}]: Aye.\n" for i in (1, 2, 3))
    assert said(text) == "SPEAKER_01: Aye. SPEAKER_02: Aye. SPEAKER_03: Aye."


def test_a_bar_divides_the_lines_of_a_cue() -> None:
    text = "".join(f"{{{i}00}}{{{i}50}}The light|is out.\n" for i in (1, 2, 3))
    assert said(text).startswith("The light is out.")


@pytest.mark.parametrize(
    "text",
    ["[1][2] The boat.\nIt sank.\n", "[12] The court.\n[13] It sat.\n[14] It rose.\n", "{1}{2}a\n"],
)
def test_what_is_no_subtitles(text: str) -> None:
    assert detect_format(text.encode(), "talk") is None


CUE = "{}\n00:00:0{},000 --> 00:00:0{},900\n{}\n\n"


def srt(*cues: str) -> str:
    return "".join(CUE.format(i, i, i, cue) for i, cue in enumerate(cues, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (srt("The first-aid tent is up.", "A 61-year-old left."),
         "The first-aid tent is up. A 61-year-old left."),
        (srt("Ana: All in favour?", "Ben: Aye.", "Ana: Aye.", "Ben: Aye then."),
         "Ana: All in favour? Ben: Aye. Ana: Aye. Ben: Aye then."),
        (srt("It will be\n\ntwo pounds.", "No more."), "It will be two pounds. No more."),
        ("1\n00:00:07 --> 00:00:09\nNobody asked.\n", "Nobody asked."),
        (srt("The pier that he built", "...was opened in May."),
         "The pier that he built was opened in May."),
        (srt("-When?\n-10:15."), "When? 10:15."),
        (srt("It was\n-4 °C."), "It was -4 °C."),
        (srt("On <ruby>Tuesday<rt>TUE</rt></ruby>."), "On Tuesday."),
        (srt("Łukasz: Aye.", "Łukasz: So be it."), "Łukasz: Aye. So be it."),
    ],
)  # fmt: skip
def test_nothing_is_lost_from_cues(text: str, expected: str) -> None:
    assert said(text) == expected


def test_remarks_in_braces_are_not_shown() -> None:
    text = (
        "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR,"
        " MarginV, Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"
        "The light{not shown} is out.\n"
    )
    assert said(text) == "The light is out."
