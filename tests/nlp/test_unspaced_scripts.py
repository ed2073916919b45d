"""Scripts without spaces between words: tokens, sentence ends, verdicts."""

from __future__ import annotations

import random

import pytest

from summarize import check, read
from summarize.nlp.normalize import tokenize
from summarize.nlp.normalize.unspaced import split_unspaced
from summarize.nlp.patterns import add_full_stop
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind, join_surfaces, name_words
from summarize.results import Verdict
from support.paths import CASES

TEXTS = [
    "市议会在星期一决定提高过路费",
    "東京で会議があった",
    "カタカナ語とIBM社",
    "สภาเมืองมีมติขึ้นค่าผ่าน",
    "ក្រុមប្រឹក្សា",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_surfaces_of_a_run_tile_it(text: str) -> None:
    assert "".join(surface for _, surface in split_unspaced(text)) == text


def test_pairs_of_characters_stand_for_words() -> None:
    assert split_unspaced("过路费") == [("过路", "过"), ("路费", "路费")]
    assert split_unspaced("元") == [("元", "元")]
    assert [key for key, _ in split_unspaced("IBM社のサーバー")] == ["IBM", "社の", "サーバー"]


def test_end_marks_of_every_script_are_marks_between_the_words() -> None:
    for text in (
        "他来了。她走了",
        "本当？はい",
        "गया। वह",
        "تعال؟ نعم",
        "እውነት፧ አዎ",
        "值为３．１４．完",
    ):
        marks = [token.plain for token in tokenize(text, "xx") if token.kind is Kind.MARK]
        assert len(marks) == 1, text
    assert [t.key for t in tokenize("值为３．１４", "zh")][-1] == "3.14"


def test_a_reason_shows_a_run_as_one_word() -> None:
    tokens = tokenize("市议会决定提高过路费", "zh")
    assert join_surfaces(tokens) == "市议会决定提高过路费"
    assert name_words(tokens[5:7], tokens) == ["提高过"]
    assert name_words([tokens[0], tokens[5]], tokens) == ["市议", "提高"]
    english = tokenize("the old pier", "en")
    assert name_words(english[1:], english) == ["old", "pier"]


@pytest.mark.parametrize(("language", "gap"), [("zh", ""), ("zh", " "), ("ja", ""), ("th", " ")])
def test_sentences_are_found_in_any_order(language: str, gap: str) -> None:
    text = (CASES / f"sentences_{language}.txt").read_text(encoding="utf-8")
    lines = [one.lstrip("+") for one in text.splitlines() if one and not one.startswith("##")]
    chance = random.Random(7)
    for _ in range(30):
        some = chance.sample(sorted(set(lines)), 4)
        joined = gap.join(some)
        spans = split_sentences(joined, language)
        assert [joined[one.start : one.end].strip() for one in spans] == some


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("It sank", "."), ("船沉了", "。"), ("“船沉了”", "。"), ("船が沈んだ", "。"),
        ("नाव डूबी", "।"), ("เรือจม", ""), ("លិច", "។"), ("القارب غرق", "."),
    ],
)  # fmt: skip
def test_a_lost_full_stop_is_that_of_the_script(text: str, end: str) -> None:
    assert add_full_stop(text) == text + end


ARTICLES = {
    "zh": "马林市议会星期一开会讨论预算。史密斯批评了约翰。公司没有宣布涨价。"
    "工程明年3月开始，2年后完成。人口为12万，预算为3亿元。",
    "ja": "真鈴市議会は月曜日に開かれた。スミスがジョンを批判した。会社は値上げを発表しなかった。"
    "工事は来年3月に始まり、2年後に完成する。人口は12万人、予算は3億円だ。",
}
TRUE = {"zh": "史密斯批评了约翰。 公司没有宣布涨价", "ja": "スミスがジョンを批判した。"}
FALSE = {
    "zh": "约翰批评了史密斯。 公司宣布涨价。 工程2年后开始。 预算为3万元。 预算为12亿元。",
    "ja": "ジョンがスミスを批判した。 会社は値上げを発表した。 工事は2年後に始まる。 "
    "予算は3万円だ。",
}


@pytest.mark.parametrize("language", ARTICLES)
def test_a_statement_is_supported_only_in_the_words_and_the_order_of_the_text(
    language: str,
) -> None:
    document = read(text=ARTICLES[language])
    assert document.language == language
    for text in TRUE[language].split():
        assert check(text, document).verdict is Verdict.SUPPORTED
    for text in FALSE[language].split():
        assert check(text, document).verdict is not Verdict.SUPPORTED
