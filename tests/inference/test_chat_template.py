"""Chat templates: the text around the message, reasoning closed, hostile templates refused."""

from __future__ import annotations

import re
import sys

import pytest

from summarize.errors import ModelError
from summarize.inference.llama_cpp.chat_template import find_template_fault, split_around_message
from summarize.inference.llama_cpp.reasoning import REASONING_TAGS, is_reasoning_delimiter
from support.chat_templates import FAMILIES


@pytest.mark.parametrize("name", FAMILIES)
def test_the_usual_formats(name: str) -> None:
    family = FAMILIES[name]
    found = split_around_message(family.template, "<s>", "</s>")
    assert found == (family.before, family.after)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_thought_is_left_open(name: str) -> None:
    _, after = split_around_message(FAMILIES[name].template, "<s>", "</s>")
    for opening, closing in REASONING_TAGS:
        assert after.count(opening) == after.count(closing)
    assert not after.endswith("<|start|>assistant")


@pytest.mark.parametrize(("opening", "closing"), REASONING_TAGS)
def test_a_thought_that_a_template_begins_is_closed(opening: str, closing: str) -> None:
    _, after = split_around_message("{{ messages[0].content }}A:" + opening + "\n", "", "")
    assert re.fullmatch(rf"A:{re.escape(opening)}\s*{re.escape(closing)}\s*", after)


@pytest.mark.parametrize(
    "template",
    [
        "{{ messages[0].content }}</think>",  # written, and closed
        "{{ messages[0].content }}{% if enable_thinking %}<think></think>{% endif %}",
        "{{ messages[0].content }}{# what a template says of thoughts #}{% if thinking %}"
        "Put them between <think> and </think>.{% endif %}",
    ],
)
def test_where_there_is_a_switch_nothing_is_added(template: str) -> None:
    _, after = split_around_message(template, "", "")
    assert after in ("", "</think>")


@pytest.mark.parametrize("name", ["enable_thinking", "thinking", "reasoning"])
def test_every_switch_is_off(name: str) -> None:
    template = "{{ messages[0].content }}{% if NAME is defined and not NAME %}off{% endif %}"
    assert split_around_message(template.replace("NAME", name), "", "") == ("", "off")


def test_the_day_makes_no_difference() -> None:
    """The same article must get the same prompt tomorrow, or nothing is found in the cache."""
    template = "{{ strftime_now('%Y-%m-%d') }}{{ messages[0].content }}"
    assert split_around_message(template, "", "") == ("2025-01-01", "")


def test_a_template_that_wants_tools_gets_none() -> None:
    template = "{% for tool in tools %}{{ tool }}{% endfor %}{{ messages[0].content }}"
    assert split_around_message(template, "", "") == ("", "")


def test_what_a_template_asks_for_may_be_missing() -> None:
    template = (
        "{% if xml_tools %}X{% endif %}{{ date_string | default('') }}{{ custom.field or '' }}"
        "{{ messages[0].content }}{{ unk_token }}"
    )
    template = template.replace("{{ custom.field or '' }}", "{% if custom %}C{% endif %}")
    assert split_around_message(template, "", "") == ("", "")


def test_json_is_written_as_it_is() -> None:
    template = "{{ {'b': '<é>', 'a': [1]} | tojson }}{{ messages[0].content }}"
    assert split_around_message(template, "", "") == ('{"b": "<é>", "a": [1]}', "")


@pytest.mark.parametrize(
    ("template", "around"),
    [
        ("   {{ messages[0].content }}", ("   ", "")),
        ("\n\n{{ messages[0].content }}\t\n", ("\n\n", "\t")),
        ("{{ ' ' }}{{ messages[0].content | trim }} \n ", (" ", " \n ")),
        ("A\r\n{{- messages[0].content }}  B", ("A", "  B")),
    ],
)
def test_white_space_of_a_template_is_its_own(template: str, around: tuple[str, str]) -> None:
    assert split_around_message(template, "", "") == around


def test_a_message_in_json_or_html_is_no_message() -> None:
    """The article would end up there without the escapes that make it JSON or HTML."""
    for template in ("{{ messages | tojson }}", "{{ messages[0].content | e }}"):
        assert "loses the question" in find_template_fault(template)


_GROWING = (
    "{% set ns = namespace(x=START) %}{% for i in range(99) %}{% set ns.x = MORE %}{% endfor %}"
)
ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% macro f(n) %}{{ f(n - 1) ~ f(n - 1) if n else 'x' }}{% endmacro %}{{ f(60) }}",
    _GROWING.replace("START", "'ab'").replace("MORE", "ns.x ~ ns.x"),
    _GROWING.replace("START", "'ab'").replace("MORE", "ns.x + ns.x"),
    _GROWING.replace("START", "['ab']").replace("MORE", "ns.x + ns.x"),
    "{% for i in range(90000) %}{{ 'abc' }}{% endfor %}",
    "{{ 'x' * 99999999 }}",
    "{{ 99999999 * ['x'] }}",
    "{{ 9 ** 99999999 }}",
    "{{ '%99999999d' % 1 }}",
    "{{ '%99999999d' | format(1) }}",
    "{{ 'x' | center(99999999) }}",
    "{{ 'x'.ljust(99999999) }}",
    "{{ '{:>99999999}'.format(1) }}",
    "{{ [1] | batch(99999999, 'x') | list }}",
    "{{ lipsum(99999) }}",
    "{{ range(99999999) | list }}",
    "{# " + "x" * 300_000 + " #}",
    "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "{{ " + "(" * 9000 + ")" * 9000 + " }}",
]


@pytest.mark.parametrize("template", ENDLESS, ids=range(len(ENDLESS)))
def test_a_template_without_end_ends(template: str) -> None:
    """Counted in steps and characters, so that it ends the same way on any machine."""
    assert find_template_fault(template + "{{ messages[0].content }}")


def test_a_debugger_keeps_its_trace() -> None:
    before = sys.gettrace()
    find_template_fault("{{ messages[0].content }}")
    find_template_fault(ENDLESS[0])
    assert sys.gettrace() is before


@pytest.mark.parametrize(
    "template",
    [
        "Hello, I am a model.",
        "{{#each messages}}{{content}}{{/each}}",  # Handlebars
        "{{ range .Messages }}{{ .Content }}{{ end }}",  # Go
        "<<<%= messages %>>>",
        "\x00\ufffd\ufffd",
        "",
    ],
)
def test_what_is_no_jinja_has_a_fault(template: str) -> None:
    assert find_template_fault(template)
    assert len(find_template_fault(template).splitlines()) == 1


def test_a_good_template_has_none() -> None:
    assert [name for name, one in FAMILIES.items() if find_template_fault(one.template)] == []


def test_a_template_may_break_out_of_a_loop() -> None:
    template = "{% for m in messages %}{{ m.content }}{% break %}{% endfor %}!"
    assert split_around_message(template, "", "") == ("", "!")


def test_thinking_is_switched_off_where_the_template_can() -> None:
    template = (
        "{{ messages[0].content }}{% if enable_thinking is false %}<think></think>{% endif %}"
    )
    assert split_around_message(template, "", "") == ("", "<think></think>")


@pytest.mark.parametrize(
    "template",
    [
        "{{ messages[0].content }} {{ messages[0].content }}",  # twice
        "Hello!",  # not at all
        "{{ messages[0].content | upper }}",  # altered
        "{{ messages[0].content | length }}",
        "",
    ],
)
def test_the_message_must_stand_there_once_and_unaltered(template: str) -> None:
    with pytest.raises(ModelError, match="loses the question"):
        split_around_message(template, "", "")


@pytest.mark.parametrize(
    "template",
    [
        "{% for m in messages %}{{ m.content }}",  # never closed
        "{{ messages[3].content }}",
        "{{ messages[0].content + 1 }}",
        "{{ nothing.at.all }}",
        "{{ 1 / 0 }}",
        "{{ messages[0].content | no_such_filter }}",
        "{{ raise_exception('not for you') }}",
        "{{ int('x') }}",
        "{{ 'x' * 9999999999999999999 }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_a_broken_template_is_an_error_of_the_model(template: str) -> None:
    with pytest.raises(ModelError, match=r"can't be used: ."):
        split_around_message(template, "", "")


def test_what_a_template_complains_of_is_reported() -> None:
    with pytest.raises(ModelError, match="not for you"):
        split_around_message("{{ raise_exception('not for you') }}", "", "")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}{{ messages[0].content }}",
        "{{ messages.__class__.__name__ }}{{ messages[0].content }}",
        "{{ raise_exception.__globals__ }}{{ messages[0].content }}",
        "{{ '{0.__class__}'.format(messages) }}{{ messages[0].content }}",
        "{{ ('{0.__cla' ~ 'ss__}').format(messages) }}{{ messages[0].content }}",
        "{{ ('' | attr('__cla' ~ 'ss__')).__base__ }}{{ messages[0].content }}",
        "{{ messages[0].__init__ }}{{ messages[0].content }}",
        "{{ messages | attr('__class__') }}{{ messages[0].content }}",
        "{{ self.__init__.__globals__ }}{{ messages[0].content }}",
        "{% set x = messages.append(1) %}{{ messages[0].content }}",
        "{% include '/etc/hostname' %}{{ messages[0].content }}",
        "{% import 'os' as os %}{{ messages[0].content }}",
    ],
)
def test_a_hostile_template_reaches_nothing(template: str) -> None:
    """The sandbox shows nothing in the place of what is forbidden, or it is an error."""
    try:
        shown = split_around_message(template, "", "")
    except ModelError:
        shown = ("", "")
    assert shown == ("", "")


def test_a_template_does_not_alter_what_the_next_one_sees() -> None:
    with pytest.raises(ModelError):
        split_around_message("{% set _ = messages.clear() %}{{ messages[0].content }}", "", "")
    assert split_around_message("{{ messages[0].content }}.", "", "") == ("", ".")


@pytest.mark.parametrize("opening_and_closing", REASONING_TAGS)
def test_control_tokens_that_part_thoughts_are_known(opening_and_closing: tuple[str, str]) -> None:
    assert all(map(is_reasoning_delimiter, opening_and_closing))


@pytest.mark.parametrize("name", ["<|channel|>", "<|message|>", "<|start|>", "<|end|>"])
def test_so_are_those_of_channels(name: str) -> None:
    assert is_reasoning_delimiter(name)


@pytest.mark.parametrize(
    "name",
    ["<|im_start|>", "<|im_end|>", "<s>", "<|endoftext|>", "<repo_name>", "[INST]"],
)
def test_other_control_tokens_are_nothing(name: str) -> None:
    assert not is_reasoning_delimiter(name)
