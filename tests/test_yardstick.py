"""The measures of the quality benchmark, on texts whose figures are known beforehand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ScriptedEngine
from yardstick_measures import bar, baselines, items, measures, row, tables

from summarize.checking.tokens import Kind
from summarize.document import Document
from summarize.engine import Completion, Request, Stop
from summarize.findings import Coverage, Dropped, Gap, Summary
from summarize.sources import read
from summarize.verify import Checker

ARTICLE = """The harbour of Tarn was closed on Monday after a crane fell into the water.

Nobody was hurt. The crane, which weighs 120 tonnes, was built in 1987, said Ida Brandt.

The repair of the quay will cost £2.5 million. The harbour will open again in twelve days.

A ship with 300 cars on board was sent to Velsen. Its captain was not amused by that."""


@pytest.fixture
def article() -> Document:
    return read(text=ARTICLE)


def claims_of(*numbers: int) -> tuple:
    checker = Checker(read(text=ARTICLE))
    return tuple(map(checker.sentence, numbers))


class TestTexts:
    def test_a_text_is_its_sentences(self) -> None:
        assert measures.text_of("He ran. She\tslept.\n\nLine two") == (
            "He ran.",
            "She slept.",
            "Line two",
        )

    def test_cut_between_words(self) -> None:
        text = ("One two three.", "Four – five six.")
        assert measures.cut(text, 5) == ("One two three.", "Four – five")
        assert measures.cut(text, 3) == ("One two three.",)
        assert measures.cut(text, 99) == text
        assert measures.cut(text, 0) == ()

    @pytest.mark.parametrize("most", range(8))
    def test_a_cut_text_has_so_many_words(self, most: int) -> None:
        text = ("One two three.", "Four – five six.", "- 7")
        assert measures.words(measures.cut(text, most)) == min(most, 7)


class TestRouge:
    def test_known_overlap(self) -> None:
        # 2 of 4 words and 1 of 3 pairs of words in common
        found = measures.rouge(("the crane fell down",), ("the crane stood still",))
        assert found.r1 == pytest.approx(50)
        assert found.r2 == pytest.approx(100 / 3)

    def test_words_are_stemmed(self) -> None:
        assert measures.rouge(("Cranes falling.",), ("crane fall",)).r1 == pytest.approx(100)

    def test_sentences_in_another_order_lose_nothing_of_lsum(self) -> None:
        one, other = ("cats sleep all day", "dogs bark at night"), "dogs bark at night"
        assert measures.rouge(one, (other, one[0])).lsum == pytest.approx(100)
        assert measures.rouge((" ".join(one),), (f"{other} {one[0]}",)).lsum < 60

    def test_best_and_mean_of_references(self) -> None:
        found = measures.scores(("the crane fell",), ["The crane fell.", "Something else."])
        assert found.best.r1 == pytest.approx(100)
        assert found.mean.r1 == pytest.approx(50)
        assert found.words == 3
        assert found.share is None
        assert found.covered is None

    def test_an_empty_text_scores_nothing(self) -> None:
        found = measures.scores((), ["The crane fell."], ["The crane fell."])
        assert (found.best.r1, found.share, found.covered) == (0.0, 0.0, 0.0)


class TestClaims:
    TEXT = ("Ida Brandt runs the harbour.", "She closed it on Monday.", "A ship left Velsen.")

    @pytest.mark.parametrize(
        ("claim", "share"),
        [
            ("Ida Brandt runs a harbour", 1.0),
            ("Ida Brandt is running harbours", 1.0),
            ("Ida Brandt closed the harbour on Monday", 1.0),  # over two neighbours
            ("Ida Brandt left Velsen", 0.5),  # never over three sentences
            ("The mayor resigned", 0.0),
            ("It was so", 0.0),
        ],
    )
    def test_share_of_the_content_words_that_stand_together(self, claim: str, share: float) -> None:
        assert measures.claim_shares([claim], self.TEXT) == [pytest.approx(share)]

    def test_mean_share_and_share_covered(self) -> None:
        claims = ["A ship left Velsen", "Ida Brandt left Velsen"]
        found = measures.scores(self.TEXT, ["x"], claims)
        assert found.share == pytest.approx(0.75)
        assert found.covered == pytest.approx(0.5)


class TestNovelty:
    @pytest.mark.parametrize(
        ("text", "numbers", "names"),
        [
            ("Ida Brandt said the crane weighs 120 tonnes.", (), ()),
            ("The harbour opens in 12 days, for £2,500,000.", (), ()),
            ("The crane weighs 130 tonnes.", ("130",), ()),
            ("Tarn lost 3 cars, Ida Holm said in Velsen.", ("3",), ("Holm",)),
            ("Repairs of Crane and Quay cost money.", (), ()),
        ],
    )
    def test_what_the_article_has_nowhere(
        self, article: Document, text: str, numbers: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        source = measures.Source(article)
        assert source.novel((text,), Kind.NUMBER) == numbers
        assert source.novel((text,), Kind.NAME) == names


class TestRepetition:
    def test_a_run_of_four_words_said_twice(self, article: Document) -> None:
        text = ("The harbour of Tarn is shut.", "Closed is “the harbour of Tarn”.")
        assert measures.Source(article).repeated(text) == ("the harbour of tarn",)

    def test_as_often_as_the_article_is_allowed(self) -> None:
        source = measures.Source(read(text="Out of the blue he came. Out of the blue he left."))
        twice = ("Out of the blue he sat.", "Out of the blue it was.")
        assert source.repeated(twice) == ()
        assert "out of the blue" in source.repeated((*twice, "Out of the blue."))

    def test_runs_end_with_the_sentence(self) -> None:
        assert list(measures.grams("One two three.")) == []
        assert measures.Source(read(text="x")).repeated(("a b", "c d", "a b", "c d")) == ()

    def test_sentences_printed_twice(self) -> None:
        text = ("It’s over.", "He left.", "“It's over!”")
        assert measures.printed_twice(text) == ("it's over",)


class TestItems:
    def test_claims_come_with_the_reference_that_they_are_made_of(self, tmp_path: Path) -> None:
        rows = [
            {"id": "a", "text": "One two.", "references": ["Other.", "He  said: “No.”"]},
            {"id": "b", "text": "One two three.", "references": ["Nothing."], "doc_type": "story"},
        ]
        told = [
            {"text": "he said no", "claims": ["He said no"], "claims_by": "human"},
            {"text": "Nothing", "claims": ["Nothing"], "claims_by": "model"},
        ]
        for name, those in (("some", rows), ("claims", told)):
            text = "\n".join(map(json.dumps, those))
            (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
        first, second = items.load(tmp_path / "some.jsonl", items.Choice())
        assert first.claims == ("He said no",)
        assert (second.claims, second.kind, second.group) == ((), "story", "some")
        assert first.reference_words == 25
        chosen = items.load(tmp_path / "some.jsonl", items.Choice(1, least=3))
        assert [one.id for one in chosen] == ["b"]
        assert items.load(tmp_path / "some.jsonl", items.Choice(skip=2)) == []

    def test_words_of_references_on_average(self) -> None:
        item = items.Item("a", "g", "", "x", ("w " * 30, "w " * 41))
        assert item.reference_words == 36


def task(text: str, target: int = 60, given: int = 60) -> baselines.Task:
    return baselines.Task(read(text=text), target, given)


def long_text(paragraphs: int) -> str:
    return "\n\n".join(
        f"Chapter {n} tells of the town of Tarn and its {n + 2} ships. "
        + "It was a fine day. " * 12
        for n in range(1, paragraphs + 1)
    )


class TestBaselines:
    def test_opening_and_first_sentence(self) -> None:
        (found,) = baselines.opening([task(ARTICLE, given=18)])
        assert found.text[0].startswith("The harbour of Tarn")
        assert found.text[1:] == ("Nobody was hurt.",)
        assert baselines.first_sentence([task(ARTICLE)])[0].text == found.text[:1]

    def test_a_chat_model_is_asked_and_a_base_model_goes_on(self) -> None:
        for chats in (True, False):
            engine = ScriptedEngine(lambda _: "Summary: The crane fell. It sank.", chats=chats)
            (found,) = baselines.plain(engine, [task("The crane fell.\n\nIt sank.", target=66)])
            assert found == baselines.Answer(("The crane fell.", "It sank."))
            (asked,) = engine.asked
            article = "The crane fell.\n\nIt sank."
            if chats:
                assert (
                    asked.prompt.text
                    == f"{article}\n\nSummarize the text above in three sentences."
                )
                assert asked.stop == ()
            else:
                assert (
                    asked.prompt.text
                    == f"Article:\n{article}\n\nSummary of the article in three sentences:\n"
                )
                assert "\nArticle:" in asked.stop
            assert asked.temperature == 0

    def test_what_does_not_fit_is_cut_from_the_end_and_told(self) -> None:
        engine = ScriptedEngine(lambda _: "It was a fine day.", window=500)
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

    def test_map_reduce_reads_all_and_sends_chunks_together(self) -> None:
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

    def test_map_reduce_ends_whatever_the_model_says(self) -> None:
        endless = "word " * 300
        engine = ScriptedEngine(lambda _: Completion(endless, Stop.LENGTH), window=700)
        (found,) = baselines.map_reduce(engine, [task(long_text(60))])
        assert found.text

    def test_a_part_without_an_answer_is_left_out(self) -> None:
        engine = ScriptedEngine(lambda _: Completion("", Stop.FAILED))
        assert baselines.map_reduce(engine, [task(long_text(60))])[0].text == ()

    def test_lexrank_begins_with_what_ties_the_others_together(self) -> None:
        pytest.importorskip("sumy")
        text = """Storms sank boats off Tarn. Many old boats carry no radio.
        Storms sank old boats without radio pumps or spare sails. Broken pumps flood cellars.
        Spare sails cost hundreds. He was late."""
        (found,) = baselines.lexrank([task(text, given=10)])
        assert found.text == ("Storms sank old boats without radio pumps or spare sails.",)
        (more,) = baselines.lexrank([task(text, given=12)])
        assert measures.words(more.text) == 12
        assert found.text[0] in more.text


def summary(document: Document, *numbers: int, claims: tuple[int, ...] = ()) -> Summary:
    return Summary(
        document,
        ScriptedEngine(str).info,
        asked="20",
        target_words=20,
        sentences=claims_of(*numbers),
        claims=claims_of(*claims),
        coverage=Coverage(1, 1, 1),
        dropped=(Dropped("x", ()),),
    )


class TestRows:
    ITEM = items.Item(
        "a", "news_long", "", ARTICLE, ("Nobody was hurt in Tarn.",), ("Nobody hurt",)
    )

    def test_both_texts_are_cut_to_the_shorter_one(self, article: Document) -> None:
        answers = {"plain": baselines.Answer(("Nobody was hurt.",), 7)}
        found = row(self.ITEM, summary(article, 1, 2), answers, 1.5)
        beside = found.against["plain"]
        assert (found.given, beside.own.words, beside.theirs.words) == (18, 3, 3)
        assert beside.theirs.best.r1 == pytest.approx(75)
        assert beside.own.best.r1 == 0.0  # "The harbour of"
        assert (beside.theirs.covered, beside.own.covered, beside.unread) == (1.0, 0.0, 7)

    def test_counts(self, article: Document) -> None:
        found = row(self.ITEM, summary(article, 1, 2, claims=(2, 3, 3)), {}, None)
        assert found.sentences == {"model": 0, "edited": 0, "source": 2}
        assert found.claims["source"] == 3
        assert len(found.claim_faults.twice) == 1
        assert (found.echoed, found.dropped, found.gaps) == (1, 1, 0)
        assert found.on_length
        assert not replace(found, given=24).on_length


class TestTables:
    def rows(self, article: Document) -> list:
        answers = {name: baselines.Answer(("Nobody was hurt.",)) for name in ("opening", "plain")}
        first = row(TestRows.ITEM, summary(article, 2), answers, 2.0)
        return [
            first,
            replace(first, group="longdoc", kind="b"),
            replace(first, group="longdoc", kind="c"),
        ]

    def test_a_line_for_each_set_and_kind(self, article: Document) -> None:
        found = [group.name for group in tables.groups(self.rows(article))]
        assert found == ["news_long", "longdoc", "- b", "- c", "all"]

    def test_markdown(self) -> None:
        assert tables.markdown(["a", "n"], [["x", 1], ["yy", 22.4]]) == (
            "| a  |  n |\n| -- | -: |\n| x  |  1 |\n| yy | 22 |"
        )

    def test_spread_of_the_mean(self) -> None:
        assert tables.spread([1.0, 3.0, None]) == pytest.approx(1.96)

    def test_a_tie_with_the_opening_is_reached_and_with_the_plain_prompt_is_not(
        self, article: Document
    ) -> None:
        found = {
            str(one).partition(" (")[0]: one for one in bar(self.rows(article), tables.Headline())
        }
        told = {name: one.reached for name, one in found.items() if "news_long R1" in name}
        assert sorted(told.values()) == [False, True]
        assert any("NOT REACHED: longdoc R1: " in name for name in found)
        assert any("- reached: longdoc R1, b: " in name for name in found)

    def test_every_table_can_be_written(self, article: Document) -> None:
        rows, headline = self.rows(article), tables.Headline("mean")
        for table in (
            tables.summaries_table(rows, headline),
            tables.printed_table(rows),
            tables.baselines_table(rows, headline),
        ):
            assert len({line.count("|") for line in table.splitlines()}) == 1


def test_gaps_are_counted() -> None:
    document = read(text=ARTICLE)
    whole = document.sentences[0].span
    gap = Gap(whole, 1, 1, "lost")
    found = row(TestRows.ITEM, replace(summary(document, 1), gaps=(gap,)), {}, None)
    assert found.gaps == 1
