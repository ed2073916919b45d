"""Guessing the code page of bytes."""

from __future__ import annotations

import random

import pytest

from summarize.sources.decoding.codepages import guess_code_page

CYRILLIC = "cp1251 koi8_r cp866 iso8859_5"
CENTRAL = "cp1250 iso8859_2 cp852"
WESTERN = "cp1252 cp850 mac_roman"
TEXTS = [
    ("Мама мыла раму.", CYRILLIC),
    (
        "Паром ходит через пролив с того года, в котором родилась бабушка.",
        f"{CYRILLIC} mac_cyrillic",
    ),
    ("Київ стоїть на березі Дніпра, і влітку тут дуже гарно.", "cp1251 koi8_u"),
    ("Времето днес е хубаво и ще отидем на разходка.", "cp1251"),
    ("Το πλοίο περνά κάθε μέρα από το στενό, ακόμα και όταν βρέχει.", "cp1253 iso8859_7 cp737"),
    ("המעבורת חוצה את המצר כל יום.", "cp1255 iso8859_8"),
    ("العبارة تعبر المضيق كل يوم في الصباح.", "cp1256 iso8859_6"),
    ("เรือข้ามฟากวิ่งทุกวันแม้ในวันที่ฝนตก", "cp874 tis_620"),
    ("Prom płynie przez cieśninę, choć pada śnieg i wieje wiatr.", CENTRAL),
    ("Přívoz jezdí přes úžinu každý den, i když prší a fouká vítr.", CENTRAL),
    ("A komp minden nap átkel a szoroson, akkor is, ha eső és szél őrjöng.", CENTRAL),
    ("Bacul trece strâmtoarea în fiecare zi, şi când plouă.", "cp1250 iso8859_2"),
    ("Trajekt plovi preko tjesnaca, a čovjek šuti i gleda žabe.", "cp1250 iso8859_2"),
    ("Feribot her gün boğazdan geçer, yağmur yağsa da ışık yanar.", "cp1254 iso8859_9"),
    ("Keltas plaukia per sąsiaurį kiekvieną dieną, šiandien žuvį vežė.", "cp1257"),
    ("Prāmis šķērso jūras šaurumu katru dienu, arī kad līst.", "cp1257"),
    ("Le bac traverse le détroit à midi, même l’été ; « déjà ».", "cp1252 mac_roman"),
    ("Die Fähre fährt täglich über den Sund, auch wenn es stürmt, süß.", WESTERN),
    ("El niño cruzó el estrecho mañana y tarde; ¿qué más quería?", WESTERN),
    ("A balsa não atravessa o estreito de manhã, só à tarde.", WESTERN),
    ("Færgen går over sundet hver dag, også når det blæser på øen.", WESTERN),
    ("Ferjan fer yfir sundið á hverjum degi, þótt það rigni.", "cp1252"),
    ("He said “no” – it’s late … so she didn’t.", "cp1252 mac_roman"),
    ("It costs £5.", "cp1252"),
    ("祖母が生まれた年から、この渡し船は海峡を渡っています。", "cp932 euc_jp"),
    ("昨日、会議が開かれた。", "cp932 euc_jp"),
    ("渡轮每天都要过海峡，下雨的时候也一样。", "gb18030 gb2312"),
    ("渡輪每天都要過海峽，下雨的時候也一樣。", "big5"),
    ("연락선은 매일 해협을 건너며, 비가 오는 날에도 마찬가지이다.", "euc_kr cp949"),
]
CASES = [(text, page) for text, pages in TEXTS for page in pages.split()]
FLOOR = 0.95


def is_right(text: str, page: str) -> bool:
    data = text.encode(page, errors="ignore")
    found = guess_code_page(data)
    return found is not None and data.decode(found, errors="replace") == data.decode(page)


def test_code_pages_are_told_apart() -> None:
    wrong = [(page, text) for text, page in CASES if not is_right(text, page)]
    assert len(wrong) <= (1 - FLOOR) * len(CASES), wrong


def test_noise_is_no_text() -> None:
    noise = random.Random(11)
    assert not any(guess_code_page(noise.randbytes(300)) for _ in range(100))


@pytest.mark.parametrize("data", [b"", b"plain", bytes(range(128, 256))])
def test_what_makes_no_sense_has_no_code_page(data: bytes) -> None:
    assert guess_code_page(data) is None
