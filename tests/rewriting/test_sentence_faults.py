"""Sentences that can't stand: cut off, run together, moderation, thanks, broken speech."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.rewriting.sentence_faults import find_fused_place, score_form


def score(text: str, *, spoken: bool = False) -> float:
    return score_form(text, tokenize(text, "en"), spoken=spoken)


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Kim sailed to Kallen with the.",
        "The lift is told of in the older application Ser.",
        "All of this follows from the left side of eqs .",
        "( [ lift1 ] ) and ( [ lift2 ] ) , hold for the pier .",
        "No. 12/345 of June 1990, tells of a lift.",
        "Figure 1photographs of the pier showed a crack.",
        "'The pier is ours.",
        "The letter of the mayor reads.",
        "kallen harbour group , lift and wall collaboration , phys .",
        "The pier is measured as follows: Theorem 2.",
        "LIFTS AND PIERS OF KALLEN",
        "Thank you, Mr. Chair.",
        "Good morning, and welcome to the call of Kallen Lifts.",
        "Speaking on the call will be Rosa Kim, who leads Kallen Lifts.",
        "Our next question comes from Rosa Kim of Kallen Bank.",
        "I will now turn the call over to Rosa Kim.",
        "Let's start with the pier on slide nine.",
        "This measure is not calculated in accordance with GAAP.",
        "Please go ahead.",
        "36: 451-458 (1995) that the lift of today may have some faults.",
        "Theorem 4 (Change of lifts, (Kim & Lee, 2001), ()).",
        "reported a leak to be common in piers .",
        "showed that the lift is slow in winter .",
        "Has sailed three times for Kallen.",
        "Was built by the town of Kallen in May.",
    ],
)
def test_what_is_no_sentence_of_its_own(text: str) -> None:
    assert score(text) <= 0.1


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Kim sold the ferry that she worked with.",
        "The pier was named after Thank You Road.",
        "Rosa Kim thanked the crew for the ferry.",
        "The first question of the exam was hard.",
        "'I love you,' said Rosa Kim.",
        "No boat sailed in May.",
        "Welcome changes to the pier of Kallen came in May.",
        "They handed the ferry over to the town of Kallen.",
        "Rosa Kim of the U.S. Navy, 31, sailed.",
        "The band The Who played in Kallen.",
        "The cracks of the pier are given by its age in the harbour records.",
        "In this section we show that the pier of Kallen is safe.",
        "Here we show that the pier of Kallen is safe.",
        "Our non-GAAP earnings per share rose 24% to $2.60.",
        "Will Orr sold the ferry.",
        "Were it not for the pier, boats would sink.",
        "Is the pier of Kallen safe?",
    ],
)
def test_a_good_sentence_keeps_all(text: str) -> None:
    assert score(text) == 1


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Rosa Kim at the pier in May The 31-year-old sold it.", "The 31-year-old sold it."),
        ("Rosa Kim sold boats in Kallen.The town was glad.", "The town was glad."),
        ("Rosa Kim sold boats. The town was glad.", None),
        ("Rosa Kim reads The Guardian.", None),
        (
            "Boats and Piers of Kallen To test the pier, we built it.",
            "To test the pier, we built it.",
        ),
        ("Shared Pier Note that it is old.", "Note that it is old."),
        ("Load Control For each pier, we used it.", "For each pier, we used it."),
        ("Rosa Kim of Kallen In We Trust sold it.", None),
        ("The Kallen Pier Trust We Love is old.", None),
    ],
)
def test_where_a_caption_ends_and_the_text_begins(text: str, second: str | None) -> None:
    place = find_fused_place(text)
    assert (None if place is None else text[place:].strip()) == second
    assert (score(text) < 1) is (second is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Kim: just that the pier is old like Kallen.",
        "Kim: The wall is rather low so .",
        "Kim: Wa the wall is th the low one .",
        "Kim: The pier is the pier is old .",
        "Kim: Because the pier of Kallen is old .",
        "Kim: Members should mute themselves.",
    ],
)
def test_broken_speech_costs_in_a_transcript(text: str) -> None:
    assert score(text, spoken=True) <= 0.4
    assert score("Kim: The pier of Kallen needs a new wall.", spoken=True) == 1


def test_what_says_nothing_is_worth_nothing() -> None:
    assert score("Mm-hmm . Yeah .", spoken=True) == 0
    assert score("Kim: most of the money went into the wall.", spoken=True) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The cracks in the pier of Kallen are shown in Figures 17 and 18.",
        "Results for both piers were listed in table 2.",
        "In Section 4, we describe the details and discuss the results.",
        "Next, we review the state of the piers.",
        "in section iii the method is applied to the case of a pier , as in Kallen .",
    ],
)
def test_a_pointer_tells_little(text: str) -> None:
    assert 0 < score(text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The paper is organised as follows.",
        "This paper is structured in four parts, on lifts and piers.",
        "the influence of rain on the lift is examined in section [ sect : rain ] .",
        "The lift is oiled first, see line 3 to 16.",
    ],
)
def test_a_plan_of_the_paper_tells_little(text: str) -> None:
    assert score(text) <= 0.3


@pytest.mark.parametrize(
    "said",
    [
        "So the thing is you read this, or not yet,",
        "But Like, the pier needs its own lift.",
        "Then the lift was for Well, we had a plan for it.",
        "The pier it's More there's going to be a lift.",
    ],
)
def test_what_is_begun_again_or_left_open_costs_in_a_transcript(said: str) -> None:
    assert score(f"Rosa Kim: {said}", spoken=True) <= 0.2


@pytest.mark.parametrize(
    "said",
    [
        "We sold the lift, and the pier is safe.",
        "We saw The Lift Company in May.",
        "The mayor said No Pier is safe.",
    ],
)
def test_names_begin_nothing_anew(said: str) -> None:
    assert score(f"Rosa Kim: {said}", spoken=True) == 1


def test_captions_run_together_say_a_name_again_and_again() -> None:
    captions = (
        "Rosa Kim has yet to decide on the future of the ferry despite links to Brannick "
        "Talk of a sale grew as Kim posed on the new pier Kim waved to the crew of the old boat "
        "before the race And the old ferry of the Kim family lay in the harbour"
    )
    assert score(captions.replace("And the", "while the")) < 0.5
    assert score("Rosa Kim sold the ferry, and Kim left, said the wife of Kim.") == 1


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("No it has to be a lift for the pier.", "No lift goes to the pier of Kallen."),
        ("Might be a nice lift for the pier.", "Might we have a lift for the pier?"),
        ("Not because it would cost the pier more.", "Nothing would cost the pier more."),
        ("Opening hours of the pier or something like that.", "The pier has opening hours."),
    ],
)
def test_an_answer_to_somebody_costs_in_a_transcript(said: str, whole: str) -> None:
    assert score(f"Rosa Kim: {said}", spoken=True) <= 0.3
    assert score(f"Rosa Kim: {whole}", spoken=True) == 1
    assert score(said) >= score(f"Rosa Kim: {said}", spoken=True)


@pytest.mark.parametrize(
    ("fault", "sound"),
    [
        ("Kallen: Orr; Kim, Lee; Tull (May 60), Pell; Ito, Denby.", "Kallen: Orr and Kim left."),
        ("Illustrated by ROSA KIM.", "Illustrated by Rosa Kim, the book of Kallen sold well."),
        ("The gain for the pier is largest in practice; 4.", "The gain is largest; 4 piers gain."),
        ("7See the page of the pier of Kallen.", "7 piers of Kallen are closed."),
        ("A panel of old boats was used, among them Brassica rapa ssp.", "Boats were used in May."),
        ("The above result shows that the pier is old.", "The result shows that the pier is old."),
        ("The loads of the pier are shown in gray.", "The piers of Kallen are painted in gray."),
    ],
)
def test_lists_credits_and_what_points_elsewhere(fault: str, sound: str) -> None:
    assert score(fault) <= 0.3
    assert score(sound) == 1


@pytest.mark.parametrize(
    "text",
    [
        "in sec . ii , we discuss the model of a pier .",
        "In the following, we describe two piers of Kallen.",
        "In what follows, we formulate the repair of the pier.",
        "As Rosa mentioned, the pier of Kallen earned much.",
        "We will discuss the reasons for such a pier.",
        "The mean of the load is shown as the blue line of the chart.",
        "the largest loads are represented as dotted blue line .",
        "the load is plotted as a function of the tide in ( a ) and ( c ) .",
        "It is another object of the invention to provide a pier that is easily built.",
    ],
)
def test_what_points_to_the_rest_of_the_text_tells_nothing(text: str) -> None:
    assert score(text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "We will raise the tolls in May.",
        "It was another object of the invention to hold a pier in a storm.",
        "The load fell in May (a) and rose in June.",
    ],
)
def test_what_tells_something_by_itself_is_whole(text: str) -> None:
    assert score(text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The load of the pier is p(x).",
        "Each pier in the town of Kallen and in Marrin has a rank ≤ 4.",
        "the pier of kallen and that of marrin sank for @xmath3 in may .",
    ],
)
def test_a_formula_says_half(text: str) -> None:
    assert 0.3 <= score(text) <= 0.5
