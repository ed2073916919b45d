"""What models wrap an answer in comes off; what is said inside stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.generation.drafts import parse_statements
from summarize.generation.parsing import parse_answer_lines, strip_boilerplate, strip_thinking
from summarize.inference import Completion, FinishReason
from summarize.inference.llama_cpp.reasoning import REASONING_TAGS

ITO, LEE = "Ito won the long race on Monday.", "Lee was only second because of the rain."
BOTH = [ITO, LEE]


def said(text: str, stop: FinishReason = FinishReason.END, article: str = "") -> list[str]:
    return [claim.text for claim in parse_statements(Completion(text, stop), "en", article)]


@pytest.mark.parametrize(("opening", "closing"), REASONING_TAGS)
@pytest.mark.parametrize(
    "text",
    [
        "OPENING\nThe user wants facts.\nCLOSING\n\nANSWER",
        "The user wants facts.\nCLOSING\n\nANSWER",
        "OPENINGCLOSING ANSWER",
        "OPENINGfirst OPENINGsecondCLOSING firstCLOSINGANSWER",
        "OPENINGoneCLOSING\nOPENINGtwoCLOSING\nANSWER",
        "ANSWER\nOPENINGIs that all? No, Lee lost",
        "thought CLOSING more thought CLOSING ANSWER",
    ],
)
def test_thoughts_are_no_part_of_an_answer(text: str, opening: str, closing: str) -> None:
    written = text.replace("ANSWER", ITO)
    for how in (str, str.upper, str.lower):
        marked = written.replace("OPENING", how(opening)).replace("CLOSING", how(closing))
        assert parse_answer_lines(marked) == [ITO]


@pytest.mark.parametrize(("opening", "closing"), REASONING_TAGS)
def test_a_thought_that_was_cut_off_leaves_no_answer(opening: str, closing: str) -> None:
    assert strip_thinking(f"{opening}{ITO}") == ""
    assert strip_thinking(f"{opening}a{opening}b{closing}{ITO}") == ""


@pytest.mark.parametrize(
    "text",
    [
        "<|channel|>analysis<|message|>Lee lost.<|end|><|start|>assistant"
        "<|channel|>final<|message|>ANSWER<|return|>",
        "<|channel|>analysis<|message|>Lee lost.<|end|><|start|>assistant<|channel|>final"
        "<|message|>ANSWER",
        "<|channel|>commentary<|message|>I look.<|end|><|channel|>final<|message|>ANSWER",
        "ANSWER<|end|><|start|>assistant<|channel|>analysis<|message|>Was that right?",
        "<|channel|>final <|constrain|>text<|message|>ANSWER",
        "analysisWe need to list facts. Lee lost.assistantfinalANSWER",
    ],
)
def test_of_several_channels_the_final_one_is_the_answer(text: str) -> None:
    assert parse_answer_lines(text.replace("ANSWER", ITO)) == [ITO]


@pytest.mark.parametrize(
    "text",
    [
        "<|channel|>analysis<|message|>We need to list facts. Lee lost the race.",
        "analysisWe need to list facts. Lee lost the race.",
        "<|channel|>commentary<|message|>I look at the long text now.<|end|>",
    ],
)
def test_without_a_final_channel_there_is_no_answer(text: str) -> None:
    assert parse_answer_lines(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ANSWER<|im_end|>\n<|im_start|>user\nThank you very much for this!<|im_end|>\n"
        "<|im_start|>assistant\nYou are welcome, as always.",
        "<|im_start|>assistant\nANSWER<|im_end|>",
        "assistant\nANSWER",
        "Assistant: ANSWER",
        "ANSWER\nUser: And who was the third of them?\nAssistant: Nobody knows that.",
        "ANSWER\n\nHuman: And who was the third of them?",
        "User: Summarize the text for me please.\nAssistant: ANSWER",
        "<start_of_turn>model\nANSWER<end_of_turn>\n<start_of_turn>user\nAnd who was third?",
        "<end_of_turn>\nANSWER",
        "[INST] Summarize the text for me please. [/INST] ANSWER [INST] And who was third? [/INST]",
        "ANSWER [/INST] Nobody knows who was third.",
        "### Response:\nANSWER\n\n### Instruction:\nName the third of them as well.",
        "<|user|>\nSummarize this text for me.<|end|>\n<|assistant|>\nANSWER<|end|>",
        "<|start_header_id|>assistant<|end_header_id|>\n\nANSWER<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nAnd who was third?",
        "<｜Assistant｜>ANSWER<｜end▁of▁sentence｜><｜User｜>And who was the third?",
        "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>ANSWER<|END_OF_TURN_TOKEN|>",
        "<|start_of_role|>assistant<|end_of_role|>ANSWER<|end_of_text|>",
        "ANSWER</s><s>[INST] And who was the third of them? [/INST]",
        "ANSWER<|endoftext|>Once upon a time there was a little girl.",
        "<|turn>model\nANSWER<turn|>\n<|turn>user\nAnd who was the third?",
        "<unused12>ANSWER<pad><pad>",
        "ANSWER[end of text]",
        "<|START_RESPONSE|>ANSWER<|END_RESPONSE|>",
    ],
)
def test_the_conversation_does_not_go_on(text: str) -> None:
    assert said(text.replace("ANSWER", ITO)) == [ITO]


@pytest.mark.parametrize(
    "text",
    [
        "User: Summarize the long text above for me.",
        "<|im_start|>user\nSummarize the long text above.",
        "[INST] Summarize the long text above.",
    ],
)
def test_another_s_turn_is_no_answer(text: str) -> None:
    assert said(text) == []


LAYOUTS = {
    "lines": "ITO\nLEE",
    "one endless line": "ITO LEE",
    "windows": "ITO\r\nLEE\r\n",
    "paragraphs": "\n\n\nITO\n\n\n\nLEE\n\n",
    "bullets": "- ITO\n- LEE",
    "nested": "- Facts\n    * ITO\n        + LEE",
    "numbers": "1. ITO\n2) LEE",
    "letters": "a) ITO\n(b) LEE",
    "roman": "i. ITO\nii. LEE",
    "boxes": "- [x] ITO\n- [ ] LEE",
    "circled": "① ITO\n② LEE",
    "emoji": "✅ ITO\n👉 LEE 🎉",
    "keycaps": "1️⃣ ITO\n2️⃣ LEE",
    "arrows": "→ ITO\n➤ LEE",
    "bold": "**ITO**\n\n- **LEE**",
    "italic": "*ITO* _LEE_",
    "quoted": "> ITO\n>\n> > LEE",
    "fenced": "```markdown\nITO\nLEE\n```",
    "tildes": "~~~\nITO\nLEE\n~~~",
    "headings": "# Summary\n\n## The race of the year\n\nITO\n\n### What else came of it\n\nLEE",
    "setext": "Summary\n=======\n\nITO\n\nFacts\n-----\nLEE",
    "title": "**Title:** The Race of the Year\n\nITO LEE\n\n**Keywords:** race, rain, Ito, Lee",
    "bold heading": "**The race of the whole year**\n\nITO LEE",
    "table": "| No. | Fact |\n|---|:---|\n| 1 | ITO |\n| 2 | LEE |",
    "rule": "---\nITO\n***\nLEE\n___",
    "json": '{"summary": "ITO LEE"}',
    "json list": '["ITO", "LEE"]',
    "json objects": '[{"id": 1, "fact": "ITO"}, {"id": 2, "fact": "LEE"}]',
    "json in a fence": 'Here is the JSON:\n```json\n{\n"facts": [\n"ITO",\n"LEE"\n]\n}\n```\nBye!',
    "json cut off": '{"facts": ["ITO", "LEE", "And the thi',
    "xml": "<summary>ITO LEE</summary>",
    "xml list": '<?xml version="1.0"?>\n<facts><fact id="1">ITO</fact><fact>LEE</fact></facts>',
    "xml cut off": "<answer><fact>ITO</fact><fact>LEE",
    "html": '<h2>Summary</h2><ul class="x"><li><b>ITO</b></li><li>LEE</li></ul><br/>',
    "html page": "<html><head><title>The race of the year</title></head><p>ITO<p>LEE</html>",
    "entities": "ITO&nbsp;LEE&#10;",
    "zero width": "\ufeffITO\u200b \u2060LEE\u200e",
    "tags": "\U000e0054ITO\ufe0e \u061cLEE\U000e007f",
    "control": "\x00ITO\x07 \x1b\u202eLEE\u202c",
    "separators": "ITO\u2028LEE\x0b\x0c",
    "labels": "Fact 1: ITO\nFact #2: LEE",
    "numbered labels": "Sentence one: ITO\nSentence two: LEE",
    "repeated": "ITO LEE ITO LEE",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_comes_off(name: str) -> None:
    assert said(LAYOUTS[name].replace("ITO", ITO).replace("LEE", LEE)) == BOTH


ANNOUNCEMENTS = """
Here is a summary of the article in three sentences:
Here's a brief summary of the text above:
Sure! Here is the summary:
Sure, I can help you with that. Here is a summary of the text:
Certainly! Below are the five most important facts, one short sentence each:
Of course. The following are the key points of the article:
Okay, here are the main facts:
Based on the text above, the most important facts are:
**Summary:**
Summary
## Key facts
Key Takeaways:
TL;DR:
Final answer:
In summary,
Natürlich! Hier ist eine Zusammenfassung des Textes in drei Sätzen:
Gerne! Hier sind die fünf wichtigsten Fakten:
Zusammenfassung:
Die fünf wichtigsten Fakten des Artikels sind:
The five most important facts of the article are:
Bien sûr ! Voici un résumé de l’article en trois phrases :
Voici les cinq faits les plus importants :
Résumé :
¡Claro! Aquí tienes un resumen del texto en tres frases:
A continuación, los hechos más importantes:
Resumen:
Certo! Ecco un riassunto dell’articolo in tre frasi:
Ecco i cinque fatti più importanti:
Riassunto:
Claro! Aqui está um resumo do texto em três frases:
Seguem os fatos mais importantes:
Resumo:
Natuurlijk! Hier is een samenvatting van de tekst in drie zinnen:
Hieronder staan de vijf belangrijkste feiten:
Samenvatting:
Oczywiście! Oto streszczenie tekstu w trzech zdaniach:
Oto pięć najważniejszych faktów:
Streszczenie:
Конечно! Вот краткое содержание статьи в трёх предложениях:
Вот пять самых важных фактов:
Краткое содержание:
当然！以下是文章的摘要：
好的，以下是五个最重要的事实：
摘要：
もちろんです！以下は記事の要約です：
要約：
""".strip().splitlines()


@pytest.mark.parametrize("words", ANNOUNCEMENTS)
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_an_announcement_comes_off(words: str, between: str) -> None:
    if between == " " and words[-1] not in ":：,*":
        between = "\n"
    assert said(f"{words}{between}{ITO} {LEE}") == BOTH


CLOSINGS = """
Let me know if you need anything else!
Please let me know if you have any other questions.
I hope this helps!
I hope this summary meets your needs.
Feel free to ask if you want more details.
Note: This summary is based only on the text above.
Note that the summary covers the main facts of the text.
Is there anything else I can help you with?
Would you like me to shorten it?
If you have any further questions, just ask.
As an AI language model, I have no opinion on it.
This summary captures the main points of the article.
The article does not say who came third.
I'm happy to help with anything else.
I have listed the five most important facts of the text.
The user wants three sentences, so that is enough.
Ich hoffe, das hilft dir weiter!
Lass mich wissen, ob du noch etwas brauchst.
Wenn Sie weitere Fragen haben, helfe ich gerne.
N’hésitez pas à me poser d’autres questions.
J’espère que cela vous aide !
Si vous avez d’autres questions, je suis là.
¡Espero que esto te ayude mucho!
Si necesitas algo más, dímelo.
No dudes en preguntarme otra cosa.
Spero che questo ti sia utile!
Fammi sapere se ti serve altro.
Espero que isso ajude bastante!
Se precisar de mais ajuda, avise.
Ik hoop dat dit je verder helpt!
Laat het me weten als je vragen hebt.
Mam nadzieję, że to pomogło!
Daj mi znać, jeśli masz pytania.
Надеюсь, это вам немного поможет!
Дайте мне знать, если есть вопросы.
希望这对您有帮助！
如果您有其他问题，请告诉我。
お役に立てれば幸いです。
他に何かあればお知らせください。
""".strip().splitlines()


@pytest.mark.parametrize("words", CLOSINGS)
def test_a_closing_is_no_statement(words: str) -> None:
    assert said(f"{ITO} {LEE}\n\n{words}") == BOTH
    assert strip_boilerplate(words.lstrip("¡")) == ""


@pytest.mark.parametrize(
    "words",
    [
        "The article says that ITO",
        "The text also states that ITO",
        "This article reports that ITO",
        "According to the article, ITO",
        "In the text, ITO",
        "In summary, ITO",
        "Overall, ITO",
        "In summary, the article says that ITO",
        "Sure, ITO",
        "L’article indique que ITO",
        "Selon l’article, ITO",
        "El artículo dice que ITO",
        "L’articolo afferma che ITO",
        "O texto diz que ITO",
    ],
)
def test_that_the_article_says_it_need_not_be_said(words: str) -> None:
    assert strip_boilerplate(words.replace("ITO", ITO)) == ITO


@pytest.mark.parametrize("label", ["Cost", "What happens next", "Main point", "Background"])
def test_the_label_of_a_topic_is_no_part_of_a_statement(label: str) -> None:
    article = "The cost of the repair worries Rosa Kim, the mayor. Note: The pier is old."
    assert strip_boilerplate(f"{label}: The repair takes a year.", article) == (
        "The repair takes a year."
    )
    for kept in ("Kim", "Rosa Kim", "Note", "In May 2019"):
        said = f"{kept}: The repair takes a year."
        assert strip_boilerplate(said, article) == said
    listed = "Cost: four million pounds and 14 weeks."
    assert strip_boilerplate(listed, article) == listed


def test_a_list_in_a_paragraph_is_no_part_of_its_statements() -> None:
    assert said(f"{ITO} - {LEE}") == BOTH
    assert said(f"- {ITO} • {LEE}") == BOTH


@pytest.mark.parametrize(
    "words",
    [
        "The article says that Ito won.",
        "According to the text, he lied.",
        "I hope this helps the town, said Lee.",
        "Let me know when the ferry comes, she said.",
        "In short, they gave up.",
    ],
)
def test_what_the_article_itself_says_so_stays(words: str) -> None:
    assert strip_boilerplate(words, f"It rained. {words} Then it stopped.") == words


@pytest.mark.parametrize(
    "text",
    [
        "The report says that 40 people died.",
        "The author says that he was wrong.",
        "According to the police, Ito fled.",
        "The user fees rose by a third in May.",
        "This list of victims is the longest so far.",
        "Let the buyer beware, the court held.",
        "If you have a boat, the harbour costs nothing.",
        "I will not resign, said Lee on Monday.",
        "Here is where the wall fell in 1989.",
        "Sure of his case, Ito went to court.",
        "The answer to that came from Oslo.",
        "Title fights are held in the old hall.",
        "Claro won the contract in Peru.",
        "Ecco shoes are made in Denmark.",
        "Certo Capital bought the bank.",
        "Notes were found in the old house.",
        "Great Yarmouth has a new harbour master.",
        "I hope the other parties will allow a vote.",
        "I am glad that the minister could say so.",
        "I have information to trade with the police.",
        "Is there help coming from the coast?",
    ],
)
def test_real_statements_stay(text: str) -> None:
    assert said(text) == [text]


NOTHING = ["", " \n\t ", "\x00\x01", "\u200b\ufeff", "🎉", "```\n```", "{}", "[]", "<p></p>"]
NOTHING += ["Sure!", "N/A", "...", "| |", "<|im_end|>", "a" * 500]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said(text: str) -> None:
    assert said(text) == []


def test_a_word_without_end_is_none() -> None:
    assert said(f"{ITO} The winner was called {'aB' * 300} by the mayor. {LEE}") == BOTH
    long = "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz wurde aufgehoben."
    assert said(long) == [long]


def test_joiners_of_letters_stay() -> None:
    """Persian and Hindi words are written with them."""
    assert parse_answer_lines("می\u200cخواهم به خانه بروم.") == ["می\u200cخواهم به خانه بروم."]


def test_an_answer_of_many_marks_is_read_in_time() -> None:
    for unit in (
        "<think>",
        "</think>",
        "<b>",
        "<p",
        "**",
        "[",
        '{"',
        "| ",
        "- ",
        "&",
        "Sure! ",
        "<|",
    ):
        assert said(unit * 3000) == []


Wrapping = tuple[str, str]
sentence = st.sampled_from(
    [
        ITO,
        LEE,
        "The bridge cost 2.1 million euros in 2019.",
        "“We knew it,” said Dr. Anna Lee of the council.",
        "Temperatures fell to -5 degrees at 10:30.",
        "The library in Marrow (its oldest) holds 40,000 books.",
    ]
)
_thoughts = st.sampled_from(
    [(f"{a}The user wants facts. Lee lost 77 races.{b}\n", "") for a, b in REASONING_TAGS]
)
_harmony = st.just(
    (
        "<|channel|>analysis<|message|>Lee lost.<|end|>"
        "<|start|>assistant<|channel|>final<|message|>",
        "<|return|>",
    )
)
_talk = st.tuples(
    st.sampled_from(["", *(f"{words}\n" for words in ANNOUNCEMENTS if words[-1] in ":：*")]),
    st.sampled_from(["", *(f"\n\n{words}" for words in CLOSINGS)]),
)
_turns = st.sampled_from(
    [
        ("", ""),
        ("<|im_start|>assistant\n", "<|im_end|>\n<|im_start|>user\nAnd who was the third of them?"),
        ("", "\nUser: And who was the third of them?\nAssistant: Nobody knows that at all."),
        ("[INST] Summarize the text for me please. [/INST]\n", "</s>"),
        ("", "<end_of_turn>\n<start_of_turn>user\nAnd who was the third of them?"),
    ]
)


def bulleted(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def numbered(texts: list[str]) -> str:
    return "\n".join(f"{number}. **{text}**" for number, text in enumerate(texts, 1))


def in_json(texts: list[str]) -> str:
    return json.dumps({"facts": [{"text": text} for text in texts]}, ensure_ascii=False, indent=1)


def in_html(texts: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def in_a_table(texts: list[str]) -> str:
    return "\n".join(["| No. | Fact |", "|---|---|", *(f"| 1 | {text} |" for text in texts)])


def in_a_fence(texts: list[str]) -> str:
    return "```text\n" + "\n".join(texts) + "\n```"


_layout = st.sampled_from(
    [" ".join, "\n".join, bulleted, numbered, in_json, in_html, in_a_table, in_a_fence]
)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(sentence, min_size=1, max_size=6, unique=True),
    _layout,
    _talk,
    _turns,
    st.one_of(st.just(("", "")), _thoughts, _harmony),
)
def test_whatever_an_answer_is_wrapped_in_its_statements_come_out_and_nothing_else(
    texts: list[str],
    layout: Callable[[list[str]], str],
    talk: Wrapping,
    turns: Wrapping,
    thoughts: Wrapping,
) -> None:
    text = layout(texts)
    for opening, closing in (talk, turns, thoughts):
        text = opening + text + closing
    assert said(text) == texts
