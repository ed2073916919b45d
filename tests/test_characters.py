"""Classes of characters that nobody sees: what is in them, and what never may be."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from summarize.characters import (
    BIDI_CONTROLS,
    CONTROLS,
    INVISIBLE,
    JOINERS,
    SURROGATES,
    UNSPACED,
    WIDE_MARKS,
    join_lines,
    join_texts,
)


def members(characters: str) -> set[str]:
    pattern = re.compile(f"[{characters}]")
    return {one for one in map(chr, range(sys.maxunicode + 1)) if pattern.match(one)}


def test_what_reorders_text_is_as_unicode_has_it() -> None:
    classes = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    everything = map(chr, range(sys.maxunicode + 1))
    assert members(BIDI_CONTROLS) == {
        one for one in everything if unicodedata.bidirectional(one) in classes
    }
    assert members(BIDI_CONTROLS) < members(INVISIBLE)


@pytest.mark.parametrize("characters", [CONTROLS, SURROGATES, INVISIBLE, JOINERS])
def test_what_can_be_seen_or_parts_words_is_in_no_class(characters: str) -> None:
    for one in members(characters):
        assert not one.isspace()
        assert not one.isalnum()
        assert unicodedata.category(one) in {"Cc", "Cf", "Cn", "Cs", "Mn"}


def test_no_character_is_in_two_classes() -> None:
    classes = [members(one) for one in (CONTROLS, SURROGATES, INVISIBLE, JOINERS)]
    assert sum(map(len, classes)) == len(set().union(*classes))


def test_scripts_without_spaces_have_letters_figures_and_signs_on_them() -> None:
    kinds = {unicodedata.category(one)[0] for one in members(UNSPACED)}
    assert kinds <= set("LMNSPC")
    assert members("a-zA-Z0-9à-ÿа-яא-ת가-힣") & members(UNSPACED) == set()
    assert not members(UNSPACED) & members(WIDE_MARKS)


def test_texts_are_joined_as_their_script_has_it() -> None:
    assert join_texts(["It rained.", "", "He left."]) == "It rained. He left."
    assert join_texts(["下雨了。", "“好。”", "他走了。"]) == "下雨了。“好。”他走了。"
    assert (
        join_texts(["雨だ。", "IBM went.", "비가 온다.", "끝."])
        == "雨だ。 IBM went. 비가 온다. 끝."
    )


def test_lines_are_joined_inside_chinese_alone() -> None:
    assert join_lines("过路\n 费，\n元 one\ntwo 费\tone") == "过路费，元 one\ntwo 费\tone"
