from __future__ import annotations

import pytest

from summarize.engine.template import split_around_message
from summarize.errors import ModelError

CHATML = """{% for message in messages %}
{% if loop.first and message['role'] != 'system' %}
{{- '<|im_start|>system\nYou are helpful.<|im_end|>\n' -}}
{% endif %}
{{- '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' -}}
{% endfor %}
{% if add_generation_prompt %}
{{- '<|im_start|>assistant\n' -}}
{% endif %}"""

HEADERS = """{%- if tools is defined and tools %}{{ raise_exception('no tools here') }}{%- endif %}
{{- bos_token }}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message.role + '<|end_header_id|>\n\n' }}
    {{- message.content | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}
{%- endif %}"""

TURNS = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' %}{{ raise_exception('No system role') }}{% endif %}
{%- for message in messages %}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Roles must alternate') }}
    {%- endif %}
    {%- set role = 'model' if message['role'] == 'assistant' else message['role'] %}
    {{- '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{%- endif %}"""

BRACKETS = """{{ bos_token }}
{%- for message in messages %}
    {%- if message.role == 'user' %}{{ '[INST] ' + message.content + ' [/INST]' }}
    {%- elif message.role == 'assistant' %}{{ message.content + eos_token }}
    {%- else %}{{ raise_exception('Only user and assistant roles are supported') }}
    {%- endif %}
{%- endfor %}"""


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        (
            CHATML,
            "<|im_start|>system\nYou are helpful.<|im_end|>\n<|im_start|>user\n",
            "<|im_end|>\n<|im_start|>assistant\n",
        ),
        (
            HEADERS,
            "<s><|start_header_id|>user<|end_header_id|>\n\n",
            "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (TURNS, "<s><start_of_turn>user\n", "<end_of_turn>\n<start_of_turn>model\n"),
        (BRACKETS, "<s>[INST] ", " [/INST]"),
    ],
    ids=["chatml", "headers", "turns", "brackets"],
)
def test_the_usual_formats(template: str, before: str, after: str) -> None:
    assert split_around_message(template, "<s>", "</s>") == (before, after)


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
    with pytest.raises(ModelError, match="does not show the message once"):
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


def test_what_a_template_complains_of_is_told() -> None:
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
