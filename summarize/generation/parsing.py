"""Output parsing: a model's answer -> its lines of plain text, without thinking and boilerplate.

Models think aloud, play both sides of the conversation, write Markdown, JSON, XML or HTML instead
of plain sentences, announce their answer and ask whether it helped. There is one step for each
kind of wrapping, from the outside in. The phrases around an answer are in
`nlp.chat_phrases`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from summarize.characters import CONTROLS, INVISIBLE
from summarize.inference.llama_cpp.reasoning import REASONING_TAGS
from summarize.nlp.chat_phrases import LABEL, METADATA_LINE, PREAMBLE, strip_chat_phrases
from summarize.nlp.patterns import CLOSERS, END_MARKS

_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(rf"[{CONTROLS}\x1c-\x1f{INVISIBLE}]")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_EMOJI = re.compile(r"\s*(?:[\U0001f000-\U0001faff]|[\d#*]?\ufe0f?\u20e3|\ufe0f|\u200d(?!\w))+")

_OPENINGS = "|".join(re.escape(opening) for opening, _ in REASONING_TAGS)
_CLOSINGS = "|".join(re.escape(closing) for _, closing in REASONING_TAGS)
_THINKING_MARK = re.compile(rf"(?P<opening>{_OPENINGS})|{_CLOSINGS}", re.IGNORECASE)
# The harmony format: every message names its channel, that of the answer is "final". Where the
# control tokens were lost, the names of the channels run into the text.
_HARMONY_CHANNEL = re.compile(
    r"<\|channel\|>\s*(?P<name>\w+)(?:(?!<\|message\|>).){0,100}<\|message\|>(?P<text>.*?)"
    r"(?=<\|(?:end|return|call|start|channel)\|>|\Z)",
    re.DOTALL,
)
_HARMONY_WITHOUT_MARKS = re.compile(r"\Aanalysis(?=[A-Z]).*?(?:assistantfinal|\Z)", re.DOTALL)

# The beginning of a turn and its role. A role with a colon counts at the start of a line only.
_ROLES = r"user|human|assistant|model|system|developer|tool|ipython|chatbot"
_TURN = re.compile(
    rf"<\|(?:im_start|start|turn)\|?>\s*(?P<a>{_ROLES})?\b:?|<start_of_turn>\s*(?P<b>{_ROLES})?\b"
    rf"|<\|start_header_id\|>\s*(?P<c>\w+)\s*<\|end_header_id\|>|<[|｜](?P<d>{_ROLES})[|｜]>"
    rf"|<\|start_of_role\|>\s*(?P<e>\w+)\s*<\|end_of_role\|>|<\|(?P<f>{_ROLES})_token\|>"
    r"|\[(?P<g>/?INST)\]"
    r"|^[ \t]*\#{2,4}[ \t]*(?P<h>instruction|input|response|answer|output|user|human|assistant)"
    r"[ \t]*:?[ \t]*$"
    r"|^[ \t]*\**(?P<i>user|human|assistant|instruction|chatbot|ai)\**[ \t]*:\**"
    r"|\A\s*(?P<j>assistant|model)[ \t]*(?=\n)"
    r"|<\|(?:im_end|eot_id|end|return|call|endoftext|end_of_text|eom_id|end_of_turn_token)\|>"
    r"|</s>|<end_of_turn>|<turn\|>|<eos>|<｜end▁of▁sentence｜>|<\|end▁of▁sentence\|>",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_ROLES = frozenset(
    {"user", "human", "system", "developer", "tool", "ipython", "inst", "instruction", "input"}
)
_CONTROL_TOKEN = re.compile(
    r"<\|[^|<>\n]{1,40}\|?>|<[^|<>\n]{1,40}\|>|<｜[^｜<>\n]{1,40}｜>|</?s>|<(?:start|end)_of_\w+>"
    r"|<(?:bos|eos|pad|unk|mask)>|<unused\d+>|<extra_id_\d+>|<0x[0-9A-F]{2}>|<</?SYS>>"
    r"|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|end of text|EOS|BOS|PAD|UNK)\]",
    re.IGNORECASE,
)

_JSON_START = re.compile(r"[\[{]\s*(?:[\[{]\s*)?\"(?:[^\"\\]|\\.){0,300}\"\s*[,:\]}]")
_JSON_TEXT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"(\s*:)?")
_HIDDEN_ELEMENT = re.compile(
    r"<(script|style|head)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.I
)
_TAG_PAIR = re.compile(r"<([a-zA-Z][\w-]*)(?:\s[^<>]*)?>((?:(?!<\1[\s>]).)*?)</\1\s*>", re.DOTALL)
_INLINE_TAGS = frozenset("a abbr b cite code em i mark q s small span strong sub sup u".split())
_LONE_TAG = re.compile(
    r"</?(?:br|hr|p|li|ul|ol|dl|dt|dd|div|h[1-6]|html|body|table|tr|td|th|section|article|summary"
    r"|answer|final_answer|response|output|result|text|facts?|claims?|key_facts|points?|items?"
    r"|sentences?|xml|root|\?xml[^<>]*)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MAX_NESTING = 8

_CODE_FENCE = re.compile(r"\A\s*(?:```|~~~)\s*[\w+-]*\s*\Z")
_HEADER_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*\n(?=[ \t]*\|[ \t:|-]+\|[ \t]*$)", re.MULTILINE)
_TABLE_ROW = re.compile(r"\A\s*\|.*\|\s*\Z")
# A dash directly before a number is a minus sign and stays. In "-2. Ito won", which models write
# after a prompt that ends with a dash, both are list marks.
_LIST_MARK = re.compile(
    r"\A\s*(?:[-*•–—+·‣◦▪]\s+|-?\(?\d{1,2}[.)、]\s+|\(?[a-h]\)\s+|\(?[ivx]{1,4}[.)]\s+|\[[ xX]\]\s+"
    r"|\d{1,2}、\s*|[①-⑳]\s*|[-*•]+(?=[^\W\d_])|>\s*|[\u2190-\u21ff\u2460-\u27bf\u2b00-\u2bff]+\s*)+"
)
_HEADING = re.compile(r"\A\s*#{1,6}\s+")
# Emphasis in pairs, and marks whose other half was cut off: "5* hotel" has none.
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3})(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?!\w)")
_UNPAIRED_EMPHASIS = re.compile(r"(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|`")
_ALL_BOLD = re.compile(r"\A\s*(\*\*|__)(?:(?!\1).)+\1\s*\Z")
# "Cost: The repair takes a year." A name is no label: "Kim: The repair is late." tells who says so.
_TOPIC_LABEL = re.compile(r"(?P<label>[A-Z][a-z]+(?: [a-z]+){0,3}): (?=[A-Z](?:\S* ){3}.*[.!?]\Z)")
_SENTENCE_END = re.compile(rf"[{END_MARKS}][{CLOSERS}»*_]*\s*\Z")
# In alphabets that separate words by spaces.
_LONGEST_WORD = re.compile(r"[A-Za-z\u00aa-\u058f]{80,}")


def parse_answer_lines(text: str) -> list[str]:
    """Return the lines of a model's answer that may contain statements.

    Thinking, other turns, control tokens, markup, preambles ("Sure! Here is a summary:"), labels
    and list marks are stripped: `"<think>hm</think>\\n1. **Ito** won. " -> ["Ito won."]`. A
    preamble or label is about the answer itself; any other words before a colon are part of
    the statement.
    """
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    text = _select_own_turn(strip_thinking(text))
    text = _HEADER_ROW.sub("", _CONTROL_TOKEN.sub("\n", _unpack_json(_strip_tags(text))))
    lines = (plain for line in text.splitlines() for plain in _strip_markdown(line))
    return [line for line in lines if any(char.isalnum() for char in line)]


def strip_thinking(text: str) -> str:
    """Return an answer without its thinking; "" if nothing else is in it.

    Thinking without an end was cut off before the answer. Thinking without a beginning was
    begun by the chat template.
    `"The user wants facts.</think>Ito won." -> "Ito won."`
    """
    channels = list(_HARMONY_CHANNEL.finditer(text))
    if channels:
        answers = (match["text"] for match in channels if match["name"].lower() == "final")
        text = "\n".join([text[: channels[0].start()], *answers])
    text = _HARMONY_WITHOUT_MARKS.sub("", text)
    kept: list[str] = []
    depth, start = 0, 0
    for mark in _THINKING_MARK.finditer(text):
        if depth == 0:
            kept.append(text[start : mark.start()])
        if mark["opening"]:
            depth += 1
        elif depth == 0:
            kept.clear()
        else:
            depth -= 1
        start = mark.end()
    return "".join([*kept, text[start:] if depth == 0 else ""])


def _select_own_turn(text: str) -> str:
    """Return the first of the model's own turns with words, if it wrote other roles' turns, too."""
    role, start = "", 0
    for mark in _TURN.finditer(text):
        turn = text[start : mark.start()]
        if role not in _OTHER_ROLES and any(map(str.isalnum, _CONTROL_TOKEN.sub("", turn))):
            return turn
        role = next((name.lower() for name in mark.groups() if name), "")
        start = mark.end()
    return "" if role in _OTHER_ROLES else text[start:]


def _strip_tags(text: str) -> str:
    """Strip the tags of XML and HTML: those that come in pairs, and well-known ones."""
    text = _HIDDEN_ELEMENT.sub("\n", text)
    for _ in range(_MAX_NESTING):
        text, found = _TAG_PAIR.subn(
            lambda pair: pair[2] if pair[1].lower() in _INLINE_TAGS else f"\n{pair[2]}\n", text
        )
        if not found:
            break
    return _LONE_TAG.sub("\n", text)


def _unpack_json(text: str) -> str:
    """Return the strings of JSON, whole or cut off, one a line; any other answer unchanged."""
    found = _JSON_START.search(text)
    if not found:
        return text
    end = max(text.rfind("}"), text.rfind("]")) + 1
    end = end if end > found.start() else len(text)
    texts = _JSON_TEXT.finditer(text, found.start(), end)
    inside = "\n".join(_decode_json_string(match[1]) for match in texts if not match[2])
    return "\n".join([text[: found.start()], inside, text[end:]])


def _decode_json_string(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _strip_markdown(line: str) -> Iterator[str]:
    """Strip the markup of a line of Markdown; a table row gives its cells."""
    if _CODE_FENCE.match(line) or METADATA_LINE.match(_UNPAIRED_EMPHASIS.sub("", line)):
        return
    if _TABLE_ROW.match(line):
        for cell in line.strip().strip("|").split("|"):
            yield from _strip_markdown(cell)
        return
    heading = _HEADING.match(line) or _ALL_BOLD.match(line)
    line = _UNPAIRED_EMPHASIS.sub("", _EMPHASIS.sub(r"\2", _EMOJI.sub("", line)))
    line = _LIST_MARK.sub("", _HEADING.sub("", line))
    line = LABEL.sub("", PREAMBLE.sub("", line))
    if not heading or _SENTENCE_END.search(line):
        yield " ".join(line.split())


def strip_boilerplate(sentence: str, article: str = "") -> str:
    """Strip words of the conversation from a sentence of an answer; "" if there are no others.

    So is the label of a topic: `"Cost: It takes a year." -> "It takes a year."`. A sentence with a
    word of 80 letters is no sentence. Words that are in the article, too, stay.
    """
    if _LONGEST_WORD.search(sentence):
        return ""
    sentence = strip_chat_phrases(sentence, article)
    topic = _TOPIC_LABEL.match(sentence)
    if topic and not re.search(rf"[\w,] {topic['label']}\b|{topic['label']}:", article):
        return sentence[topic.end() :]
    return sentence
