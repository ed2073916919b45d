"""Classes of characters that nobody sees: what is in them, and what never may be."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from summarize.characters import BIDI_CONTROLS, CONTROLS, INVISIBLE, JOINERS, SURROGATES


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
