"""SRT and WebVTT: cues, speakers, rolling captions."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.formats.subtitles import extract, is_subtitles
from support.office_files import prose


def said(text: str) -> list[str]:
    return prose(extract(text.encode(), "talk.srt"))


def srt(*cues: tuple[float, str]) -> str:
    """Cues of a second each."""

    def stamp(seconds: float) -> str:
        return f"00:{int(seconds) // 60:02}:{int(seconds) % 60:02},{round(seconds % 1 * 1000):03}"

    return "\n".join(
        f"{number}\n{stamp(start)} --> {stamp(start + 1)}\n{text}\n"
        for number, (start, text) in enumerate(cues, 1)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (srt((1, "Eels.")), True),
        ("\ufeff\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\nEels.", True),
        ("00:01.000 --> 00:02.000\nEels.", True),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nEels.", True),
        ("WEBVTT - Eels\n", True),
        ("WEBVTTs are files.", False),
        ("1\nEels --> mud", False),
        ("Eels from 00:00:01,000 --> 00:00:02,000 on", False),
        ("A talk\n00:00:01,000 --> 00:00:02,000\nEels.", False),
        ("", False),
    ],
)
def test_what_is_taken_for_subtitles(text: str, expected: bool) -> None:
    assert is_subtitles(text) is expected


def test_cues_become_sentences_and_paragraphs_end_at_pauses() -> None:
    text = srt((1, "Eels are"), (2, "long. They\nswim"), (3, "far."), (9, "Next day."))
    assert said(text) == ["Eels are long. They swim far.", "Next day."]


def test_long_talk_is_divided_at_the_end_of_sentences() -> None:
    text = srt(
        *((float(at), f"Eels swim far and wide {at}" + "." * (at % 3 == 2)) for at in range(40))
    )
    paragraphs = said(text)
    assert len(paragraphs) == 3
    assert all(one.endswith(".") for one in paragraphs[:-1])
    assert sum(one.count("Eels") for one in paragraphs) == 40


def test_speakers() -> None:
    vtt = (
        "WEBVTT\n\nNOTE not this\nnor this\n\nSTYLE\n::cue {}\n\nintro\n"
        "00:01.000 --> 00:02.000 align:start\n"
        "<v.loud Ann Lee>Eels <i>swim</i> &amp;</v>\n\n00:02.000 --> 00:03.000\n<v Ann Lee>sleep.\n"
        "\n00:03.000 --> 00:04.000\n<v Bo>Where?\n"
    )
    assert said(vtt) == ["Ann Lee: Eels swim & sleep.", "Bo: Where?"]
    assert said(srt((1, "- Where?\n- In mud."), (2, ">> Yes."))) == ["Where?", "In mud.", "Yes."]


def test_tags_sounds_and_music_are_no_words() -> None:
    text = srt(
        (1, "{\\an8}<font color='red'>Eels</font> [SPLASH] swim ♪"), (2, "(music)"), (3, "♪♪")
    )
    assert said(text) == ["Eels swim"]
    assert said(srt((1, "Eels (the long ones) swim"))) == ["Eels (the long ones) swim"]


def test_rolling_captions_say_each_line_once() -> None:
    vtt = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\neels<00:00.500><c> are</c>\n\n"
        "00:02.000 --> 00:02.010\neels are\n\n"
        "00:02.010 --> 00:04.000\neels are\nlong<00:03.000><c> and</c>\n\n"
        "00:04.000 --> 00:04.010\nlong and\n\n"
        "00:04.010 --> 00:06.000\nlong and\nthin\n"
    )
    assert said(vtt) == ["eels are long and thin"]
    assert said(srt((1, "Eels"), (2, "Eels are"), (3, "Eels are long"))) == ["Eels are long"]


def test_what_is_said_twice_is_kept_twice() -> None:
    assert said(srt((1, "No."), (3.5, "No."))) == ["No. No."]


def test_careless_files() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nEels\n2\n00:00:02.000 -> 0:0:3,0\n\nswim.\n\n\n4\nmud"
    assert said(text) == ["Eels swim."]


def test_nothing_said_is_no_text() -> None:
    for text in ("WEBVTT\n", srt((1, "[SPLASH]")), srt((1, "♪"))):
        with pytest.raises(SourceError, match=r"talk\.srt holds no spoken text"):
            said(text)


def test_a_megabyte_of_one_thing_is_read() -> None:
    for unit in ("<", "<v ", "[", "(", "{\\", "a <b", "♪", "- "):
        said(srt((1, "Eels " + unit * (1_000_000 // len(unit)))))
    said("WEBVTT\n\n" + "NOTE\n" * 100_000 + "\n00:01.000 --> 00:02.000\nEels")
