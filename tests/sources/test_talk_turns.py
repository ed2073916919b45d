"""Chats and transcripts in plain text: every form of message, and what only looks like one."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.sources import read


def said(document: Document) -> list[str]:
    """The paragraphs, a line each."""
    return document.text.rstrip("\n").split("\n\n")


def spoken(text: str) -> list[str]:
    document = read(text=text)
    assert document.extracted, "taken for plain text"
    return said(document)


BOILER = ["Ana: the boiler broke this morning", "Ben Ross: how much is it?", "Ana: 1,850 euros"]
ROOF = [
    "Ruth Amber: Good morning everybody. We have one item today.",
    "Dan Hill: The offer came in at 412,000 pounds.",
    "Ruth Amber: Waiting isn't free.",
]
# A chat of the same three messages, as each program writes it.
CHATS = {
    "WhatsApp, iOS, 24 hours": (
        "[12/05/2024, 18:22:04] Messages and calls are end-to-end encrypted. Nobody can read them."
        "\n[12/05/2024, 18:22:40] Ana: {}\n[12/05/2024, 18:23:02] Ben Ross: {}\n"
        "\u200e[12/05/2024, 18:23:30] Ben Ross: \u200eimage omitted\n[12/05/2024, 18:24:02] Ana: {}"
        "\n[12/05/2024, 18:33:00] ~ Dora joined using this group's invite link\n"
    ),
    "WhatsApp, iOS, 12 hours": (
        "[5/12/24, 6:22:40\u202fPM] Ana: {}\n[5/12/24, 6:23:02\u202fPM] ~ Ben Ross: {}\n"
        "[5/12/24, 6:23:05\u202fPM] Ben Ross: \u200eMissed voice call\n"
        "[5/12/24, 6:24:02\u202fPM] Ana: {} \u200e<This message was edited>\n"
    ),
    "WhatsApp, Android": (
        '12/05/2024, 18:22 - Ana created group "Club: house"\n12/05/2024, 18:22 - Ana: {}\n'
        "12/05/2024, 18:23 - Ben Ross: {}\n12/05/2024, 18:23 - Ben Ross: <Media omitted>\n"
        '12/05/2024, 18:24 - Ana changed the subject from "A" to "A: urgent"\n'
        "12/05/2024, 18:24 - Ana: {}\n12/05/2024, 18:25 - Ben Ross: This message was deleted\n"
    ),
    "WhatsApp, German": (
        "12.05.24, 18:22 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\n"
        "12.05.24, 18:22 - Ana: {}\n12.05.24, 18:23 - Ben Ross: {}\n"
        "12.05.24, 18:23 - Ben Ross: <Medien ausgeschlossen>\n12.05.24, 18:24 - Ana: {}\n"
    ),
    "WhatsApp, ISO days": (
        "2024-05-12, 18:22 - Ana: {}\n2024-05-12, 18:23 - Ben Ross: {}\n2024-05-12, 18:24 - Ana: {}"
    ),
    "WhatsApp, full stops in the time": (
        "12.5.2024 klo 18.22 - Ana: {}\n12.5.2024 klo 18.23 - Ben Ross: {}\n"
        "12.5.2024 klo 18.24 - Ana: {}"
    ),
    "WhatsApp, Spanish": (
        "12/5/24, 6:22 p. m. - Ana: {}\n12/5/24, 6:23 p. m. - Ben Ross: {}\n"
        "12/5/24, 6:23 p. m. - Ben Ross: <Multimedia omitido>\n12/5/24, 6:24 p. m. - Ana: {}"
    ),
    "WhatsApp, French": (
        "12/05/2024 à 18:22 - Ana: {}\n12/05/2024 à 18:23 - Ben Ross: {}\n"
        "12/05/2024 à 18:24 - Ana: {}\n12/05/2024 à 18:25 - Ana: <Médias omis>"
    ),
    "Slack, with a status": (
        "Ana:palm_tree:  6:22 PM\n{}\nBen Ross  6:25 PM\n{}\nAna:palm_tree:  6:26 PM\n{}"
    ),
    "Discord, on three lines": (
        "Ana\n — \nToday at 18:22\n{}\nBen Ross\n — \nToday at 18:25\n{}\nAna\n — \n"
        "Today at 18:27\n{}"
    ),
    "Signal": (
        "[2024-05-12 18:22] Ana: {}\n[2024-05-12 18:23] Ben Ross: {}\n> the boiler broke\n"
        "[2024-05-12 18:24] Ana: {}\n"
    ),
    "Skype": (
        "[12/05/2024 18:22:04] Ana: {}\n[12/05/2024 18:23:04] Ben Ross: {}\n"
        "[12/05/2024 18:24:04] Ana: {}"
    ),
    "Zoom": (
        "10:02:11\t From  Ana : {}\n10:02:40\t From  Ben Ross  to  Everyone : {}\n"
        "10:03:05\t From  Ana  to  Ben Ross(Direct Message) : {}"
    ),
    "Zoom, words below": (
        "10:02:11 From Ana to Everyone:\n\t{}\n10:02:40 From Ben Ross to Everyone:\n"
        '\tReplying to "the boiler broke..."\n\n\t{}\n10:03:05 From Ana to Everyone:\n\t{}\n'
        '10:03:30 From Ben Ross to Everyone:\n\tReacted to "1,850 euros" with 👍\n'
    ),
    "IRC": (
        "--- Log opened Sun May 12 18:20:00 2024\n18:22 -!- dora [~d@h.example] has joined #boat\n"
        "18:22 <@Ana> {}\n18:23 < Ben_Ross> {}\n18:24 <@Ana> {}\n18:25 -!- dora has quit [Ping]"
    ),
    "IRC without times": "<Ana> {}\n<Ben_Ross> {}\n*** dora has joined #boat\n<Ana> {}",
    "WeeChat": (
        "2024-05-12 18:22:04\tAna\t{}\n2024-05-12 18:22:20\t-->\tdora (~d@h) has joined #boat\n"
        "2024-05-12 18:23:04\tBen Ross\t{}\n2024-05-12 18:24:04\tAna\t{}"
    ),
    "LINE": "18:22\tAna\t{}\n18:23\tBen Ross\t{}\n18:24\tAna\t{}",
    "Slack, name and time": (
        "Ana  6:22 PM\n{}\n:+1:\n2\nBen Ross  6:23 PM\n{}\n+1 2 replies\nAna  6:24 PM\n{}"
        " (edited)\n"
        "Last reply today at 6:40 PM\n"
    ),
    "Slack, time below": (
        "Ana\n  6:22 PM\n{}\n3 replies\nBen Ross\n  6:23 PM\n{}\nNew\nAna\n  6:24 PM\n{}\n"
        "Ben Ross\n  6:31 PM\njoined #club-house.\n"
    ),
    "Discord": (
        "Ana — 12/05/2024 18:22\n{}\nBen Ross — Today at 18:23\n{}\n(edited)\n"
        "Ana — Today at 6:24 PM\n{}\n👍 2\n"
    ),
    "Discord, compact": "[18:22] Ana: {}\n[18:23] Ben Ross: {}\n[18:24] Ana: {}",
    "Teams": (
        "[10:02 AM] Ana\n{}\nlike 1\n[10:03 AM] Ben Ross\n{}\n[10:04 AM] Ana\n{}\n"
        "Meeting ended 31m 2s\n"
    ),
    "Teams, time below": (
        "Ana\n10:02 AM\n{}\n1 Like reaction.\n1\nBen Ross\n10:03 AM\n{}\nEdited\n"
        "Ben Ross added Cem Oz to the chat.\nAna\n10:04 AM\n{}\n"
    ),
    "Telegram": (
        "Ana, [12.05.2024 18:22]\n{}\n\nBen Ross, [12.05.2024 18:25]\n[Photo]\n\n"
        "Ben Ross, [12.05.2024 18:26]\n{}\n\nAna, [12.05.2024 18:27]\n{}"
    ),
    "iMessage, time above": (
        "May 12, 2024  6:22:40 PM (Read by you after 3 seconds)\nAna\n{}\n\n"
        "May 12, 2024  6:23:40 PM\nBen Ross\n{}\n\nMay 12, 2024  6:24:40 PM\nAna\n{}\nTapbacks:\n"
        "Liked by Ben Ross\n\nMay 12, 2024  6:25:10 PM\nBen Ross\nLoved “1,850 euros”\n"
    ),
    "iMessage, time below": (
        "Ana\n5/12/24, 6:22 PM\n{}\nBen Ross\n5/12/24, 6:23 PM\n{}\nAna\n5/12/24, 6:24 PM\n{}\n"
        "Ben Ross\n5/12/24, 6:25 PM\nLiked “1,850 euros”\n"
    ),
}
TRANSCRIPTS = {
    "Otter": (
        "Budget meeting\nThu, Mar 7, 2024 10:02AM • 12:41\n\nSUMMARY KEYWORDS\nroof, school\n\n"
        "SPEAKERS\nRuth Amber, Dan Hill\n\nRuth Amber  00:03\n{}\n\nDan Hill  00:11\n{}\n\n"
        "Ruth Amber  00:24\n{}\n\nTranscribed by https://otter.ai\n"
    ),
    "Zoom": "[Ruth Amber] 10:02:11\n{}\n\n[Dan Hill] 10:02:20\n{}\n\n[Ruth Amber] 10:02:40\n{}",
    "Rev": "Ruth Amber (00:03):\n{}\n\nDan Hill (00:11):\n{}\n\nRuth Amber (00:24):\n{}",
    "Rev, time behind": "Ruth Amber: (00:03)\n{}\n\nDan Hill: (00:11)\n{}\n\nRuth Amber:"
    " (00:24)\n{}",
    "Descript": "[00:00:03] Ruth Amber: {}\n\n[00:00:11] Dan Hill: {}\n\n[00:00:24] Ruth Amber: {}",
    "time first": "00:00:03 Ruth Amber\n{}\n\n00:00:11 Dan Hill\n{}\n\n00:00:24 Ruth Amber\n{}",
    "bars": "Ruth Amber | 00:03\n{}\n\nDan Hill | 00:11\n{}\n\nRuth Amber | 00:24\n{}",
    "Markdown, time in brackets": (
        "Ruth Amber [00:01:02]: {}\n\nDan Hill [00:01:12]: {}\n\nRuth Amber [00:01:22]: {}"
    ),
    "Markdown, bold": (
        "**Ruth Amber** [00:01:02]: {}\n\n**Dan Hill** [00:01:12]: {}\n\n**Ruth Amber** [00:01]: {}"
    ),
    "Markdown, bold lines": (
        "**Ruth Amber** (00:03)\n{}\n\n**Dan Hill** (00:11)\n{}\n\n**Ruth Amber** (00:24)\n{}"
    ),
    "Markdown, headings": (
        "## Ruth Amber (00:03)\n{}\n\n## Dan Hill (00:11)\n{}\n\n## Ruth Amber (00:24)\n{}"
    ),
    "tl;dv": "00:03 | Ruth Amber\n{}\n\n00:11 | Dan Hill\n{}\n\n00:24 | Ruth Amber\n{}",
    "HappyScribe": (
        "[00:00:03.120] - Ruth Amber\n{}\n\n[00:00:11.450] - Dan Hill\n{}\n\n"
        "[00:00:24.200] - Ruth Amber\n{}"
    ),
    "from one time to another": (
        "Ruth Amber (00:03 - 00:11):\n{}\n\nDan Hill (00:11 - 00:20):\n{}\n\n"
        "Ruth Amber (00:20 - 00:31):\n{}"
    ),
    "Google Meet": (
        "Budget meeting\nAttendees\nRuth Amber, Dan Hill\nTranscript\n00:00:00\nRuth Amber: {}\n"
        "Dan Hill: {}\n00:05:00\nRuth Amber: {}\nDan Hill: [laughter]\nDan Hill: (pause)\n"
        "Transcription ended after 00:06:02\nThis editable transcript was computer generated and "
        "might contain errors. People can also change the text after it was created.\n"
    ),
}


@pytest.mark.parametrize("form", CHATS)
def test_chats(form: str) -> None:
    messages = [message.partition(": ")[2] for message in BOILER]
    found = spoken(CHATS[form].format(*messages))
    assert [one.replace("Ben_Ross", "Ben Ross") for one in found] == BOILER


@pytest.mark.parametrize("form", TRANSCRIPTS)
def test_transcripts(form: str) -> None:
    assert spoken(TRANSCRIPTS[form].format(*(turn.partition(": ")[2] for turn in ROOF))) == ROOF


NAMES = [
    "Änne Groß",
    "Ben 🌻",
    "+44 7700 900123",
    "R. A.",
    "ana_92",
    "O'Neill",
    "Dr. Ruth Amber",
    "李雷",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_kind(name: str) -> None:
    for form in ("WhatsApp, Android", "Zoom", "Telegram", "Discord"):
        text = CHATS[form].replace("Ben Ross", name).format("it broke", "how much?", "1,850")
        assert spoken(text) == ["Ana: it broke", f"{name}: how much?", "Ana: 1,850"]


def test_a_line_of_a_message_is_a_sentence_of_its_own() -> None:
    text = (
        "12/05/2024, 18:23 - Ana: Hi all, the boiler broke\nthis morning\n- who can help?\n"
        "12/05/2024, 18:25 - Ben: I can. It costs 1.400 euros. In 2019. Then no more.\n"
    )
    document = read(text=text)
    assert said(document) == [
        "Ana: Hi all, the boiler broke",
        "Ana: this morning",
        "Ana: who can help?",
        "Ben: I can. It costs 1.400 euros. In 2019. Then no more.",
    ]
    assert document.speakers == ("Ana", "Ben")
    assert document.place_at(0) == "12/05/2024, 18:23"


def test_what_people_write_about_meetings_and_calls_stays() -> None:
    lines = [
        "Dora left the keys in the club house",
        "I changed the room to 12",
        "the meeting started late again",
        "we left the call before we voted",
        "new boiler costs 1,850",
        "today it is closed",
        "call me back",
        "I liked the photo",
    ]
    text = "".join(f"[12/05/2024, 18:2{n}:40] Ana: {line}\n" for n, line in enumerate(lines))
    assert spoken(text) == [f"Ana: {line}" for line in lines]
    copied = "".join(f"Ana  6:2{n} PM\n{line}\n" for n, line in enumerate(lines))
    assert spoken(copied) == [f"Ana: {line}" for line in lines]


DEPOSITION = """
            1   Q.  Where were you on the night of
            2       March 4?
            3   A.  At home. I had gone to bed at ten because I was
            4       tired of the noise.
            5       MR. HILL:  Objection, leading.
            6       THE COURT:  Overruled. He may answer.
            7   BY MS. AMBER:
            8   Q.  Who called the police?
            9   A.  My neighbour did, at four in the morning.
"""


def test_a_deposition() -> None:
    assert spoken(DEPOSITION) == [
        "Q: Where were you on the night of March 4?",
        "A: At home. I had gone to bed at ten because I was tired of the noise.",
        "MR. HILL: Objection, leading.",
        "THE COURT: Overruled. He may answer.",
        "Q: Who called the police?",
        "A: My neighbour did, at four in the morning.",
    ]


@pytest.mark.parametrize("asks", ["Q: ", "Q. ", "Q    "])
def test_a_press_conference(asks: str) -> None:
    answers = ["On 4 May. It costs 3 million dollars.", "The county pays half.", "No."]
    text = "\n\n".join(f"{asks}When, and who?\n\nSECRETARY BELL:  {one}" for one in answers)
    assert spoken(text)[1::2] == [f"SECRETARY BELL: {one}" for one in answers]
    assert set(spoken(text)[::2]) == {"Q: When, and who?"}


def test_initials_and_names_on_lines_of_their_own() -> None:
    turns = ["When did it leak?", "In 2019. We saw it.", "And now?", "Now we have to repair it."]
    initials = "\n".join(
        f"{'RA' if n % 2 == 0 else 'DH'}: {one}" for n, one in enumerate(turns * 2)
    )
    assert spoken(initials)[:2] == ["RA: When did it leak?", "DH: In 2019. We saw it."]
    names = ("Ruth Amber", "Dan Hill")
    alone = "\n\n".join(f"{names[n % 2]}:\n{one}" for n, one in enumerate(turns))
    assert spoken(alone)[1] == "Dan Hill: In 2019. We saw it."


def test_a_broadcast_with_names_in_capitals() -> None:
    text = (
        "ARI AMBER, HOST: The roof leaks. I spoke to the mayor.\n\nDAN HILL: Good day to you.\n\n"
        "AMBER: Why wait for it?\n\nHILL: We had none in 2019. I said so.\n\nAMBER: And now?\n\n"
        "HILL: Now we pay.\n\n(SOUNDBITE OF MUSIC)\n\nAMBER: Thank you.\n"
    )
    assert spoken(text)[3] == "HILL: We had none in 2019. I said so."
    assert spoken(text)[-2:] == ["HILL: Now we pay.", "AMBER: Thank you."]


PODCAST = """---
title: The roof
---
# Episode 12: The roof

Welcome to the show notes of the podcast.

**Anna:** {ad} The roof costs *412,000* pounds.

**Dan Hill:** That is more than [planned](https://example.org/plan).

**Anna:** Waiting isn't free. [00:12:04] Every month costs us 1,900 pounds.

**Dan Hill:** Then we accept it.

## Part two

**Anna:** The vote is on Friday.
"""


@pytest.mark.parametrize(
    "ad",
    [
        "This episode is brought to you by Bluefin Mattress. Bluefin makes beds. Go to bluefin.com "
        "for 20% off. Now back to the show.",
        "Today's show is sponsored by Bluefin. Use code ROOF at checkout for a free trial.",
        "Support for this podcast comes from Bluefin. You sleep well. Sign up at bluefin.com.",
    ],
)
def test_a_podcast_in_markdown_without_its_advertisement(ad: str) -> None:
    document = read(text=PODCAST.format(ad=ad))
    assert said(document) == [
        "Welcome to the show notes of the podcast.",
        "Anna: The roof costs 412,000 pounds.",
        "Dan Hill: That is more than planned.",
        "Anna: Waiting isn't free. Every month costs us 1,900 pounds.",
        "Dan Hill: Then we accept it.",
        "Part two",
        "Anna: The vote is on Friday.",
    ]
    assert document.title == "Episode 12: The roof"
    assert document.notes == ("left out: 1 advertisement",)


def test_an_advertisement_does_not_swallow_what_follows_without_an_end() -> None:
    ad = "This episode is brought to you by Bluefin. We spoke to the mayor."
    assert "Anna: We spoke to the mayor. The roof costs 412,000 pounds." in spoken(
        PODCAST.format(ad=ad)
    )


def test_lines_of_a_hard_wrapped_transcript_are_joined() -> None:
    turn = (
        "Good morning everybody, we have one item today, which\nis the roof of the school, and the"
        " offer of the firm\nfrom Leith, which came in much higher than we had\nplanned in March."
    )
    text = "".join(f"{who}  00:0{n}\n{turn}\n\n" for n, who in enumerate(["Ruth", "Dan"] * 3))
    assert spoken(text)[0] == "Ruth: " + turn.replace("\n", " ")


NO_TALK = {
    "an article with times and quotations": (
        "The council met on Tuesday. It agreed to pay for the roof.\n\nRuth Amber: “We have no "
        "choice.” That was her answer.\n\nDan Hill, who left at 10:02, said nothing.\n\nThe vote is"
        " on Friday at 11:30.\n"
    ),
    "an agenda": (
        "09:00 - Opening: Ruth Amber\n09:30 - Talk: The roof\n10:30 - Coffee\n11:00 - Panel: Who "
        "pays?\n12:30 - Coffee\n"
    ),
    "an agenda, times behind": "Opening 09:00\nRuth speaks.\nCoffee 10:00\nFree.\nPanel"
    " 10:30\nAll.\n",
    "a log": "".join(f"2024-05-12 18:22:0{n} INFO: Server {n} started\n" for n in range(6)),
    "a timeline": "10:02 The police came.\n10:15 Two cars were found.\n10:40 It closed.\n11:30"
    " End.\n",
    "chapters of a video": "0:00 Intro\n1:20 The harbour\n5:00 The storm\n12:40 What it cost\n",
    "recipes": "Ingredients:\n2 eggs\n\nMethod:\nBake it.\n\n" * 3,
    "a manual": "**Note:** Switch it off.\n\nOpen it.\n\n**Warning:** It is sharp.\n\nClose it.\n\n"
    * 3,
    "reviews": "VERDICT: It is weak.\nPROMISE: It is strong.\n" * 9,
    "questions inside an article": (
        "The roof of the school has leaked since 2019, and nobody pays. " * 12
        + "\n\nQ: Why?\nA: We had no money.\nQ: And now?\nA: We have.\nQ: Who?\nA: We.\n\n"
        + "The council will vote on Friday, and the work begins in June. " * 12
    ),
    "letters": "A. First item of the list.\nB. Second item.\nC. Third item.\nA. Again.\nB."
    " Again.\n",
}


@pytest.mark.parametrize("kind", NO_TALK)
def test_what_is_no_talk_stays_plain_text(kind: str) -> None:
    assert not read(text=NO_TALK[kind]).extracted


@pytest.mark.parametrize(
    "unit", ["A: \n", "é\n", "1:\n", "[\n", "Ana, [\n", "10:02 \n", "**a\n", "a ", "[12/05/2024, "]
)
def test_much_of_one_thing_takes_no_time(unit: str) -> None:
    read(text="It sank. " + unit * (60_000 // len(unit)))


def test_a_list_with_asterisks_is_no_chat() -> None:
    items = ["The eel is long.", "The eel swims.", "A cod eats it.", "The end came."]
    text = "Rules\n\n" + "".join(f"* {one}\n" for one in items)
    assert not read(text=text).extracted
    log = "<ana> Hi.\n<ben> Hello, ana.\n* ana waves\n<ana> Bye.\n<ben> Bye.\n"
    assert read(text=log).speakers == ("ana", "ben")
