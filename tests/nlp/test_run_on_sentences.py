"""Sentences that follow a caption without an end mark, and capitals that are part of a name."""

from __future__ import annotations

from itertools import product

import pytest

from summarize.nlp.sentences import split_sentences

CAPTIONS = (
    "Rosa Kim, 48, lost her case at the Court of Kallen",
    "The pier was repaired in the spring of 2013",
    "Peter Orr celebrates with the fans of Tull",
    "The mayor opened the new baths (pictured)",
)
FOLLOWING = (
    "Millions of motorists face new fines after judges ruled that they are fair.",
    "The fans had left the ground by then.",
    "He was seen again in May.",
    "After her mother called the police she went home.",
    "Not content with a quiet day, she sailed to Brannick.",
    "A man who sold boats won the prize.",
    "'We actually won the race,' she said.",
    "Narrow escape: The ferry was towed to Kallen by two boats.",
    "One of the boats was found in May.",
)


def split(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in split_sentences(text, "en")]


@pytest.mark.parametrize(("caption", "after"), list(product(CAPTIONS[1:2], FOLLOWING)))
def test_a_sentence_begins_behind_a_caption(caption: str, after: str) -> None:
    assert split(f"{caption} {after}") == [caption, after]


@pytest.mark.parametrize(("caption", "after"), list(product(CAPTIONS, FOLLOWING[:6])))
def test_a_caption_may_end_with_a_name(caption: str, after: str) -> None:
    assert split(f"{caption} {after}") == [caption, after]


# Somebody whom the text has named in full begins a sentence: not where a noun or a verb takes them.
BEFORE_NAMES = (
    "The pier was repaired in the spring of 2013 by veterans of war",
    "She wept in the morning when she had been tricked",
    "The boats were granted a berth on Friday",
    "The mayor was tried in Kallen for domestic violence",
)
BEHIND_NAMES = (
    "Orr agreed to pay for the repair of the boats.",
    "Mr Orr was forced to sell the ferry in May.",
    "Orr, a father of three, was held at the harbour at night.",
    "Orr, who was on leave in Kallen, sold the boats.",
)


@pytest.mark.parametrize(("before", "after"), list(product(BEFORE_NAMES, BEHIND_NAMES)))
def test_somebody_known_begins_a_sentence(before: str, after: str) -> None:
    assert split(f"Peter Orr left in May. {before} {after}")[1:] == [before, after]


@pytest.mark.parametrize(
    "sentence",
    [
        "The boat Orr sold was found in May by the town.",
        "The police of Kallen said on Friday Orr was forced to sell it.",
        "They were sorry for the day Mr Orr was forced to sell it.",
        "As he left the court on Friday Orr wept for his boats.",
        "The ferry was sold because on Friday Orr was forced to leave.",
        "The town of Kallen met captain Orr, who was forced to sell it.",
        "Kallen had loved and tricked Orr, who was forced to sell it.",
        "In his long years by boats Orr was forced to sell it.",
        "Brave men of the town sold what Orr had bought in May.",
    ],
)
def test_a_name_belongs_to_what_takes_it(sentence: str) -> None:
    assert split(f"Peter Orr left in May. {sentence}")[1:] == [sentence]


def test_three_are_told_apart() -> None:
    text = (
        "The pier was closed in the storm The fans had left by then "
        "He was taken to the town in a boat."
    )
    assert len(split(text)) == 3


def test_a_word_that_is_written_small_elsewhere_is_no_name() -> None:
    text = (
        "The neighbours heard it. A child fell from the wall of the pier Neighbours ran to help it."
    )
    assert split(text)[1:] == [
        "A child fell from the wall of the pier",
        "Neighbours ran to help it.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rosa Kim was seen at the University of Kallen when it opened.",
        "She told the Brannick Post 'The pier was closed in May,' and left.",
        "The film was called The ferry that sank and was shown in Tull.",
        "Rosa Kim won with Kallen Under 21s and scored again in May.",
        "The tensors A and B were added, and the tensor A of order two was kept.",
        "In the opening 3 A additionally was found a brush that was bent.",
        "She said The ferry was late and left for Brannick.",
        "He was happy, Mr Scott wrote: 'It was a good day.'",
        "The boat that Tull bought was sold when Kim retorted: 'It leaks.'",
        "His songs include 'The Pier,' which was sold in May.",
    ],
)
def test_a_name_or_a_quotation_goes_on(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_marks_of_agencies_and_videos_are_no_part_of_a_sentence() -> None:
    assert split("(CNN)A trip to Kallen was sold.") == ["(CNN)", "A trip to Kallen was sold."]
    assert split("Kallen (AP)The pier closed.") == ["Kallen (AP)", "The pier closed."]
    assert split("Scroll down for video Rosa Kim left.") == [
        "Scroll down for video",
        "Rosa Kim left.",
    ]


def test_other_languages_are_left_alone() -> None:
    text = "Der Pier was closed in May The fans had left by then."
    assert len(split_sentences(text, "de")) == len(split_sentences(text, "nl"))
    text = "Rosa Kim won in 2013 A man who sold boats lost."
    assert [len(split_sentences(text, one)) for one in ("en", "de")] == [2, 1]


def test_what_was_transcribed_with_its_marks_apart_is_left() -> None:
    plain = f"{CAPTIONS[0]} {FOLLOWING[0]}"
    assert len(split(plain)) == 2
    assert len(split(plain.replace(",", " ,"))) == 1
