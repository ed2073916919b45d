"""SRT, WebVTT, SBV, ASS and TTML: cues, speakers, songs, rolling captions, missing full stops."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.detect import detect_format
from summarize.sources.formats.subtitles import extract, is_subtitles
from summarize.sources.talk.captions import WITHOUT_STOPS
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
        ("0:00:01.000,0:00:02.000\nEels.", True),
        ("[Script Info]\nTitle: Eels\n", True),
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


def test_names_before_a_colon_are_speakers() -> None:
    cues = [
        (1, "<font color='red'>NARRATOR:</font> The storm hit the coast."),
        (2, "By noon it was dark."),
        (3, "MR. HILL: Pay for the roof.\nIt leaks and"),
        (4, "costs us 5,400 pounds. We know"),
        (5, "it."),
        (6, "- ANNA: Who pays?\n- The county."),
    ]
    # whose words a new sentence in a new cue is, nobody says
    assert said(srt(*cues)) == [
        "NARRATOR: The storm hit the coast.",
        "By noon it was dark.",
        "MR. HILL: Pay for the roof. It leaks and costs us 5,400 pounds. We know it.",
        "ANNA: Who pays?",
        "The county.",
    ]
    mixed = srt((1, "Anna: It sank."), (2, "Remember: pay."), (3, "Dan: Yes."), (4, "Anna: No."),
                (5, "Dan: Oh."))  # fmt: skip
    assert extract(mixed.encode(), "a.srt").speakers == ("Anna", "Dan")


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nRuth Amber: Good morning.\n\n2\n00:02.000 --> "
        "00:03.000\nRuth Amber: We have one item.\n\n3\n00:03.000 --> 00:04.000\nDan Hill: Fine.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ruth Amber>Good morning.\nWe have one item.</v>\n\n"
        "00:02.000 --> 00:03.000\n<v Dan Hill>Fine.</v>\n",
        "0:0:1.120 --> 0:0:2.310\nRuth Amber\nGood morning.\n\n0:0:2.400 --> 0:0:3.310\nRuth"
        " Amber\n"
        "We have one item.\n\n0:0:4.120 --> 0:0:5.310\nDan Hill\nFine.\n",
        'WEBVTT\n\n1 "Ruth Amber" (28)\n00:00:01.000 --> 00:00:03.000\nGood morning. We have\n\n'
        '2 "Ruth Amber" (28)\n00:00:03.000 --> 00:00:04.000\none item.\n\n3 "Dan Hill" (29)\n'
        "00:00:04.000 --> 00:00:05.000\nFine.\n",
        "0:00:01.000,0:00:03.000\nRuth Amber: Good morning. We have\none item.\n\n"
        "0:00:03.000,0:00:05.000\nDan Hill: Fine.\n",
        "[Script Info]\nTitle: Talk\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,Default,Dan Hill,Fine.\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ruth Amber,{\\an8}Good morning. We\\Nhave one"
        " item.\n"
        "Comment: 0,0:00:01.00,0:00:02.00,Default,Ruth Amber,check this\n",
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"'
        ' xmlns:t="http://www.w3.org/ns/ttml'
        '#metadata"><head><t:agent xml:id="r"><t:name>Ruth Amber</t:name></t:agent><t:agent'
        ' xml:id="d">'
        '<t:name>Dan Hill</t:name></t:agent></head><body><p begin="1s" end="2s" t:agent="r">Good '
        'morning.<br/>We have one item.</p><p begin="00:00:03.000" dur="1s"'
        ' t:agent="d">Fine.</p></body></tt>',
    ],
    ids=["Zoom", "Teams", "Teams, older", "Webex", "SBV", "ASS", "TTML"],
)
def test_speakers_of_every_format(text: str) -> None:
    assert detect_format(text.encode(), "talk") == "subtitles"
    found = extract(text.encode(), "talk")
    assert prose(found) == ["Ruth Amber: Good morning. We have one item.", "Dan Hill: Fine."]
    assert found.speakers == ("Ruth Amber", "Dan Hill")
    assert found.blocks[0].place == "00:00:01"


def test_songs_sounds_and_credits_are_left_out() -> None:
    text = srt(
        (1, "♪ Oh when the saints\nGo marching in ♪"),
        (2, "♪ dramatic music playing ♪"),
        (3, "<i>upbeat music playing</i>"),
        (4, "# We all live in a boat #"),
        (5, "[APPLAUSE\nAND CHEERING]"),
        (6, "(DOOR SLAMS)"),
        (7, "(sighs) Eel #1 swims."),
        (8, "See www.example.org for more."),
        (9, "Synced and corrected by QuickSubs\nwww.quick.example"),
    )
    assert said(text) == ["Eel #1 swims. See www.example.org for more."]


def test_songs_drawings_and_layers_of_ass() -> None:
    lines = [
        "Default,,First\\Nof all.",
        "Shadow,,First\\Nof all.",
        "OP,,la la la",
        "Default,,{\\p1}m 0 0 l 10 0{\\p0}",
        "Default,,{\\k20}ka{\\k30}ra",
    ]
    head = "[Script Info]\nTitle: Storm\n\n[V4 Styles]\n[Events]\n"
    head += "Format: Marked, Start, End, Style, Name, Text\n"
    found = extract(
        (
            head + "".join(f"Dialogue: Marked=0,0:00:01.00,0:00:02.00,{one}\n" for one in lines)
        ).encode(),
        "a.ass",
    )
    assert prose(found) == ["First of all."]
    assert found.metadata.title == "Storm"


def test_a_word_divided_between_cues_is_whole() -> None:
    assert said(srt((1, "On Thurs-"), (2, "day it sank."))) == ["On Thursday it sank."]
    assert said(srt((1, "I was going to-"), (2, "- No."))) == ["I was going to-", "No."]


def rolling(*cues: str) -> str:
    """Captions as YouTube makes them: each line is shown again above the next."""
    parts, above = ["WEBVTT\nKind: captions\n"], " "
    for at, text in enumerate(cues):
        first, *rest = text.split()
        timed = f"{first}<00:00:{3 * at + 1:02}.000><c> {' '.join(rest)}</c>"
        parts.append(f"00:00:{3 * at:02}.010 --> 00:00:{3 * at + 3:02}.000\n{above}\n{timed}\n")
        parts.append(f"00:00:{3 * at + 3:02}.000 --> 00:00:{3 * at + 3:02}.010\n{text}\n \n")
        above = text
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            rolling(
                "my uncle bought 12 benches",
                "um and I think that matters",
                "a lot so the old ferry",
                "paid 90 pounds okay so that",
                "is the first point and so they",
                "met again so that we",
                "could pay",
            ),
            [
                "my uncle bought 12 benches",
                "um and I think that matters a lot",
                "so the old ferry paid 90 pounds",
                "okay so that is the first point",
                "and so they met again so that we could pay",
            ],
        ),
        (
            srt(
                (1, "the ferry leaves at nine"),
                (2, "and takes 40 cars"),
                (5, "the harbour wants"),
                (6, "a fee of 12 euros"),
                (9, "nobody has paid it"),
                (10, "since the storm in May"),
            ),
            [
                "the ferry leaves at nine and takes 40 cars",
                "the harbour wants a fee of 12 euros",
                "nobody has paid it since the storm in May",
            ],
        ),
        (
            srt(
                (1, "The ferry leaves at nine"),
                (2, "and takes the forty cars"),
                (3, "We will write"),
                (4, "to the county in May"),
                (5, "The harbour wants a fee"),
                (6, "as we all know"),
            ),
            [
                "The ferry leaves at nine and takes the forty cars",
                "We will write to the county in May",
                "The harbour wants a fee as we all know",
            ],
        ),
        (
            srt(
                (1, "渡轮九点出发"),
                (2, "可以装四十辆车"),
                (6, "港务局要收十二欧元"),
                (7, "没有人付钱"),
                (11, "我们会写信给县里"),
            ),
            ["渡轮九点出发 可以装四十辆车", "港务局要收十二欧元 没有人付钱", "我们会写信给县里"],
        ),
    ],
    ids=["words that open", "pauses", "capitals", "Chinese"],
)
def test_captions_without_full_stops_are_cut_where_sentences_begin(
    text: str, expected: list[str]
) -> None:
    found = extract(text.encode(), "talk.vtt")
    assert prose(found) == expected
    assert found.warnings == (WITHOUT_STOPS,)


def test_captions_with_full_stops_have_no_warning() -> None:
    text = srt(*((n, f"Eels swim far and wide in the {n} seas.") for n in range(9)))
    assert extract(text.encode(), "a.srt").warnings == ()
