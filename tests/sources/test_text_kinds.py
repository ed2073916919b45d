"""Source code, data and logs: a hint, and the sentences in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import SourceError
from summarize.sources import read
from support.plain_shapes import FIRST, prose

CODE = {
    "Python": (
        '"""Count the boats in the harbour.\n\nThe camera is asked every minute, so that nobody\n'
        'has to stand in the rain.\n"""\nimport os\n\n\ndef count(image, least=3):\n'
        '    """Return how many boats are in the image."""\n'
        "    # print(image)\n    return len(find(image)) - least\n",
        [
            "Count the boats in the harbour.",
            "The camera is asked every minute, so that nobody has to stand in the rain.",
            "Return how many boats are in the image.",
        ],
    ),
    "C": (
        "/* This program counts the boats in the harbour.\n * It asks the camera every minute and\n"
        " * writes what it saw into a file.\n */\n#include <stdio.h>\nint main(void) {\n"
        '  printf("%d", count());\n  return 0;\n}\n',
        [
            "This program counts the boats in the harbour.",
            "It asks the camera every minute and writes what it saw into a file.",
        ],
    ),
    "JavaScript": (
        "// The clock shows the time of the next tide.\nimport x from 'y';\nfunction tide(day) {\n"
        "  const t = table[day];\n  return t.high;\n}\nexport default tide;\n",
        ["The clock shows the time of the next tide."],
    ),
    "shell": (
        "#!/bin/sh\n# Copy the photographs of the day to the disk.\nset -e\n"
        '# Nothing is deleted before that.\nfor f in *.jpg; do\n  cp "$f" /disk/\ndone\n',
        ["Copy the photographs of the day to the disk.", "Nothing is deleted before that."],
    ),
    "SQL": (
        "-- The fares that are in force on the first of June.\nSELECT id, fare\nFROM fares\n"
        "WHERE day = '2024-06-01';\nDELETE FROM old;\nUPDATE fares SET fare = 6;\n",
        ["The fares that are in force on the first of June."],
    ),
}
DATA = {
    "CSV": (
        'id,name,note\n1,Ann,"The ferry was late, and ""nobody"" minded it."\n2,Bo,ok\n3,Cy,no\n',
        ['The ferry was late, and "nobody" minded it.'],
    ),
    "TSV": (
        "id\tname\tremark\n1\tAnn\tThe ferry was late again in May.\n2\tBo\tfine\n3\tCy\tno\n",
        ["The ferry was late again in May."],
    ),
    "JSON": (
        '{\n  "name": "Fares",\n  "body": "The ferry is late. \\"It is dear,\\" said Ann.\\nNobody '
        'was asked about it.",\n  "n": 3\n}',
        ["The ferry is late.", '"It is dear," said Ann.', "Nobody was asked about it."],
    ),
    "a line of JSON": (
        '{"title": "Fares", "body": "The ferry was late again in May."}',
        ["The ferry was late again in May."],
    ),
    "log": (
        "\n".join(
            f"2024-03-01 10:02:{i},123 ERROR harbour.main: The ferry is late by {i} minutes."
            for i in range(10, 15)
        ),
        [f"The ferry is late by {i} minutes." for i in range(10, 15)],
    ),
}


@pytest.mark.parametrize("name", [*CODE, *DATA])
def test_a_hint_is_given_and_the_sentences_are_read(name: str) -> None:
    text, sentences = (CODE | DATA)[name]
    document = read(text=text, language="en")
    assert prose(text) == sentences
    assert len(document.warnings) == 1
    assert "this looks like" in document.warnings[0]


def test_comments_are_no_headings_of_markdown(tmp_path: Path) -> None:
    path = tmp_path / "copy.sh"
    path.write_text(CODE["shell"][0], encoding="utf-8")
    assert read(path).title is None


def test_a_table_that_holds_sentences_is_not_refused() -> None:
    rows = ("Ship | Remark", "Hera | She sank in a storm in 1934.", "Anna | She was sold in May.")
    text = "\n".join(f"| {row} |" for row in rows)
    assert prose(text) == ["She sank in a storm in 1934.", "She was sold in May."]
    with pytest.raises(SourceError):
        read(text="a,b,c\n1,2,3\n4,5,6\n7,8,9").ensure_prose()


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "Milk, bread, and salt.\nWine, oil, and fish.\nTea, rum, and eels.\nInk, pens, and wax.",
        f"{FIRST}\n\nimport os\nx = os.getcwd()\n\n{FIRST}\n\n{FIRST}",
        "[1] Holm wrote it.\n[2] Oto read it.\n[3] Nobody else did.\n[4] It was lost.\n[5] So?",
        "Return to the harbour;\nreturn to the sea;\nreturn to the hills;\nreturn to me.\nAh.",
    ],
)
def test_prose_is_no_code_and_no_data(text: str) -> None:
    assert read(text=text, language="en").warnings == ()
