"""What summaries are measured against: each baseline makes these requests and texts."""

from __future__ import annotations

import pytest

from summarize.inference import Completion, FinishReason, Request
from summarize.sources import read
from support.scripted_engine import ScriptedEngine
from yardstick import baselines, measures

ARTICLE = """The harbour of Tarn was closed on Monday after a crane fell into the water.

Nobody was hurt."""


def task(text: str, target: int = 60, given: int = 60) -> baselines.Task:
    return baselines.Task(read(text=text), target, given)


def long_text(paragraphs: int) -> str:
    return "\n\n".join(
        f"Chapter {n} tells of the town of Tarn and its {n + 2} ships. "
        + "It was a fine day. " * 12
        for n in range(1, paragraphs + 1)
    )


def test_opening_and_first_sentence() -> None:
    (found,) = baselines.opening([task(ARTICLE, given=18)])
    assert found.text[0].startswith("The harbour of Tarn")
    assert found.text[1:] == ("Nobody was hurt.",)
    assert baselines.first_sentence([task(ARTICLE)])[0].text == found.text[:1]


def test_a_chat_model_is_asked_and_a_base_model_goes_on() -> None:
    for chats in (True, False):
        engine = ScriptedEngine(
            lambda _: "Summary: The crane fell. It sank.", has_chat_template=chats
        )
        (found,) = baselines.plain(engine, [task("The crane fell.\n\nIt sank.", target=66)])
        assert found == baselines.Answer(("The crane fell.", "It sank."))
        (asked,) = engine.asked
        article = "The crane fell.\n\nIt sank."
        if chats:
            assert asked.prompt.text == f"{article}\n\nSummarize the text above in three sentences."
            assert asked.stop == ()
        else:
            assert (
                asked.prompt.text
                == f"Article:\n{article}\n\nSummary of the article in three sentences:\n"
            )
            assert "\nArticle:" in asked.stop
        assert asked.temperature == 0


def test_what_does_not_fit_is_cut_from_the_end_and_told() -> None:
    engine = ScriptedEngine(lambda _: "It was a fine day.", context_size=500)
    whole = task(long_text(9))
    (found,) = baselines.plain(engine, [whole])
    shown = engine.asked[0].prompt.text
    assert "Chapter 1 " in shown
    assert "Chapter 9 " not in shown
    assert found.unread > 0
    read_words = measures.words(whole.texts) - found.unread
    assert len(shown.split()) == read_words + len(
        "Summarize the text above in 3 sentences.".split()
    )


def test_map_reduce_reads_all_and_sends_chunks_together() -> None:
    def answer(request: Request) -> str:
        numbers = [w for w in request.prompt.text.split() if w.isdigit()]
        return f"Tarn has {numbers[0]} to {numbers[-1]} ships."

    engine = ScriptedEngine(answer)
    short, long = task("The 1 crane fell."), task(long_text(60))
    first, second = baselines.map_reduce(engine, [short, long])
    mapped = [r for r in engine.asked if "Chapter" in r.prompt.text]
    assert len(mapped) > 1
    assert all(
        any(f"Chapter {n} " in request.prompt.text for request in mapped) for n in range(1, 61)
    )
    assert engine.calls == 2
    assert first.text == ("Tarn has 1 to 1 ships.",)
    assert second.text == ("Tarn has 1 to 62 ships.",)


def test_map_reduce_ends_whatever_the_model_says() -> None:
    endless = "word " * 300
    engine = ScriptedEngine(lambda _: Completion(endless, FinishReason.LENGTH), context_size=700)
    (found,) = baselines.map_reduce(engine, [task(long_text(60))])
    assert found.text


def test_a_part_without_an_answer_is_left_out() -> None:
    def answer(request: Request) -> str:
        return "" if "Chapter 1 " in request.prompt.text else "Tarn has ships."

    engine = ScriptedEngine(answer)
    (found,) = baselines.map_reduce(engine, [task(long_text(60))])
    assert found.text == ("Tarn has ships.",)
    assert engine.asked[-1].prompt.text.startswith("Tarn has ships.")


def test_without_any_answer_there_is_no_text() -> None:
    engine = ScriptedEngine(lambda _: Completion("", FinishReason.FAILED))
    assert baselines.map_reduce(engine, [task(long_text(60))])[0].text == ()


def test_lexrank_begins_with_what_ties_the_others_together() -> None:
    pytest.importorskip("sumy")
    text = """Storms sank boats off Tarn. Many old boats carry no radio.
    Storms sank old boats without radio pumps or spare sails. Broken pumps flood cellars.
    Spare sails cost hundreds. He was late."""
    (found,) = baselines.lexrank([task(text, given=10)])
    assert found.text == ("Storms sank old boats without radio pumps or spare sails.",)
    (more,) = baselines.lexrank([task(text, given=12)])
    assert measures.words(more.text) == 12
    assert found.text[0] in more.text
