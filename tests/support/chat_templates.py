"""Chat templates of the common families in a minimal form that keeps what is peculiar to each.

What a template must give is written beside it: what stands before the message, and behind it up
to where the answer begins, without a thought in between. BOS and EOS are "<s>" and "</s>".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    template: str
    before: str
    after: str


CHATML = """{% for message in messages %}
{% if loop.first and message['role'] != 'system' %}
{{- '<|im_start|>system\\nYou are helpful.<|im_end|>\\n' -}}
{% endif %}
{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' -}}
{% endfor %}
{% if add_generation_prompt %}
{{- '<|im_start|>assistant\\n' -}}
{% endif %}"""

LLAMA_2 = """{%- if messages[0].role == 'system' %}
{%- set rest = messages[1:] %}{% set system = messages[0].content %}
{%- else %}{% set rest = messages %}{% set system = false %}{% endif %}
{%- for message in rest %}
{%- if (message.role == 'user') != (loop.index0 % 2 == 0) %}
{{- raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
{%- endif %}
{%- if loop.index0 == 0 and system != false %}
{%- set content = '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' + message.content %}
{%- else %}{% set content = message.content %}{% endif %}
{%- if message.role == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}
{%- elif message.role == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}
{%- endfor %}"""

LLAMA_3 = """{{- bos_token }}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}
    {%- else %}{%- set date_string = "26 Jul 2024" %}{%- endif %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}{{- "Environment: ipython\\n" }}{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n<|eot_id|>" }}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message.role + '<|end_header_id|>\\n\\n' }}
    {{- message.content | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}"""

GEMMA = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}
{%- endif %}
{%- for message in messages %}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Conversation roles must alternate') }}
    {%- endif %}
    {%- set role = 'model' if message['role'] == 'assistant' else message['role'] %}
    {{- '<start_of_turn>' + role + '\\n' }}
    {%- if message['content'] is string %}{{ message['content'] | trim }}
    {%- elif message['content'] is iterable %}
        {%- for item in message['content'] %}
            {%- if item['type'] == 'image' %}{{ '<start_of_image>' }}
            {%- elif item['type'] == 'text' %}{{ item['text'] | trim }}{% endif %}
        {%- endfor %}
    {%- endif %}
    {{- '<end_of_turn>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{%- endif %}"""

PICTURES_TOO = """{% for message in messages %}<|im_start|>{{ message.role | capitalize }}:
{%- for part in message.content %}
{%- if part.type == 'image' %}{{ '<image>' }}{% endif %}
{%- if part.type == 'text' %}{{ ' ' + part.text }}{% endif %}
{%- endfor %}{{ '<end_of_utterance>\\n' }}{% endfor %}
{%- if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"""

MISTRAL_V1 = """{{ bos_token }}{% for message in messages %}
{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
{{- raise_exception('Conversation roles must alternate') }}{% endif %}
{%- if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}
{%- elif message['role'] == 'assistant' %}{{ message['content'] + eos_token }}
{%- else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}
{%- endfor %}"""

MISTRAL_V7 = """{%- set today = strftime_now("%Y-%m-%d") %}
{%- set default_system_message = "The current date is " + today + "." %}
{{- bos_token }}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content'] %}{%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set system_message = default_system_message %}{%- set loop_messages = messages %}
{%- endif %}
{{- '[SYSTEM_PROMPT]' + system_message + '[/SYSTEM_PROMPT]' }}
{%- for message in loop_messages %}
    {%- if message['role'] == 'user' %}{{- '[INST]' + message['content'] + '[/INST]' }}
    {%- elif message['role'] == 'assistant' %}{{- message['content'] + eos_token }}
    {%- else %}{{- raise_exception('Only user and assistant roles are supported!') }}
    {%- endif %}
{%- endfor %}"""

PHI_3 = """{% for message in messages %}
{% if message['role'] == 'system' %}{{ '<|system|>\\n' + message['content'] + '<|end|>\\n' }}
{%- elif message['role'] == 'user' %}{{ '<|user|>\\n' + message['content'] + '<|end|>\\n' }}
{%- elif message['role'] == 'assistant' %}
{{- '<|assistant|>\\n' + message['content'] + '<|end|>\\n' }}{% endif %}{% endfor %}
{%- if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% else %}{{ eos_token }}{% endif %}"""

PHI_4 = """{% for message in messages %}
{%- if message['role'] == 'system' %}
{{- '<|im_start|>system<|im_sep|>' + message['content'] + '<|im_end|>' }}
{%- elif message['role'] == 'user' %}
{{- '<|im_start|>user<|im_sep|>' + message['content'] + '<|im_end|>' }}
{%- elif message['role'] == 'assistant' %}
{{- '<|im_start|>assistant<|im_sep|>' + message['content'] + '<|im_end|>' }}
{%- endif %}{% endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}"""

QWEN_2 = """{%- if tools %}
    {{- '<|im_start|>system\\n# Tools\\n' }}
    {%- for tool in tools %}{{- "\\n" }}{{- tool | tojson }}{%- endfor %}{{- '<|im_end|>\\n' }}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
    {%- else %}{{- '<|im_start|>system\\nYou are Qwen.<|im_end|>\\n' }}{%- endif %}
{%- endif %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"""

QWEN_3 = """{%- set ns = namespace(last_query_index=messages|length - 1, multi_step=true) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step and message.role == "user" and message.content is string
        and not(message.content.startswith('<tool_response>')) %}
        {%- set ns.multi_step = false %}{%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.role == "user" %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
    {%- elif message.role == "assistant" and '</think>' in message.content %}
        {{- message.content.split('</think>')[-1].lstrip('\\n') }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}"""

# Of the later models that always think, and of QwQ.
QWEN_THINKING = """{%- for message in messages %}
    {%- if message.role == "assistant" %}{% set content = message.content.split('</think>')[-1] %}
    {%- else %}{% set content = message.content %}{% endif %}
    {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n<think>\\n' }}{%- endif %}"""

R1_DISTILL = """{% if not add_generation_prompt is defined %}
{% set add_generation_prompt = false %}{% endif %}
{% set ns = namespace(system_prompt='') %}
{%- for message in messages %}
{%- if message['role'] == 'system' %}{% set ns.system_prompt = message['content'] %}{% endif %}
{%- endfor %}{{ bos_token }}{{ ns.system_prompt }}
{%- for message in messages %}
{%- if message['role'] == 'user' %}{{ '<｜User｜>' + message['content'] }}{% endif %}
{%- if message['role'] == 'assistant' and message['content'] is not none %}
{%- set content = message['content'] %}
{%- if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}
{{- '<｜Assistant｜>' + content + '<｜end▁of▁sentence｜>' }}{% endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<｜Assistant｜>BEGUN' }}{% endif %}"""

SMOLLM_3 = """{%- if enable_thinking is not defined -%}
{%- set enable_thinking = true -%}{%- endif -%}
{%- set reasoning_mode = "/think" if enable_thinking else "/no_think" -%}
{{- "<|im_start|>system\\n## Metadata\\n\\nToday Date: " ~ strftime_now("%d %B %Y") ~ "\\n" -}}
{{- "Reasoning Mode: " + reasoning_mode + "\\n\\n<|im_end|>\\n" -}}
{%- for message in messages -%}
    {%- set content = message.content if message.content is string else "" -%}
    {%- if message.role == "user" -%}
        {{- "<|im_start|>user\\n" + content + "<|im_end|>\\n" -}}
    {%- elif message.role == "assistant" -%}
        {%- generation -%}
        {{- "<|im_start|>assistant\\n<think>\\n\\n</think>\\n" + content + "<|im_end|>\\n" -}}
        {%- endgeneration -%}
    {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {%- if reasoning_mode == "/no_think" -%}
        {{- "<|im_start|>assistant\\n<think>\\n\\n</think>\\n" -}}
    {%- else -%}{{- "<|im_start|>assistant\\n" -}}{%- endif -%}
{%- endif -%}"""

COMMAND_R = """{{ bos_token }}
{%- set preamble = "You are Command." %}{%- if documents %}{% set preamble = "RAG" %}{% endif %}
{{- '<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>' + preamble + '<|END_OF_TURN_TOKEN|>' }}
{%- for message in messages %}
{%- if message.role | lower == 'user' %}
{{- '<|START_OF_TURN_TOKEN|><|USER_TOKEN|>' + message.content.strip() + '<|END_OF_TURN_TOKEN|>' }}
{%- elif message.role | lower in ['assistant', 'chatbot'] %}
{{- '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' + message.content + '<|END_OF_TURN_TOKEN|>' }}
{%- endif %}{% endfor %}
{%- if add_generation_prompt %}{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' }}
{%- if reasoning is not defined or reasoning %}{{ '<|START_THINKING|>' }}
{%- else %}{{ '<|START_THINKING|><|END_THINKING|>' }}{% endif %}{% endif %}"""

GRANITE = """{%- set system_message = "Knowledge Cutoff Date: April 2024.
Today's Date: " + strftime_now('%B %d, %Y') + "." %}
{%- if tools and documents %}{{ raise_exception('not both') }}
{%- elif thinking %}{% set system_message = system_message + " Think." %}{% endif %}
{{- '<|start_of_role|>system<|end_of_role|>' + system_message + '<|end_of_text|>\\n' }}
{%- for message in messages %}
{{- '<|start_of_role|>' + message['role'] + '<|end_of_role|>' + message['content'] }}
{{- '<|end_of_text|>\\n' }}
{%- if loop.last and add_generation_prompt %}
{{- '<|start_of_role|>assistant' }}
{%- if controls %}{{ ' ' + controls | tojson() }}{% endif %}{{ '<|end_of_role|>' }}
{%- endif %}{% endfor %}"""

HARMONY = """{%- macro render_builtin(kind) %}{{ "## " + kind + "\\n" }}{% endmacro %}
{%- macro build_system_message() %}
    {{- "You are ChatGPT.\\nCurrent date: " + strftime_now("%Y-%m-%d") + "\\n\\n" }}
    {%- if reasoning_effort is not defined %}{%- set reasoning_effort = "medium" %}{%- endif %}
    {{- "Reasoning: " + reasoning_effort + "\\n\\n" }}
    {%- if builtin_tools %}{{ render_builtin("browser") }}{% endif %}
{%- endmacro %}
{{- "<|start|>system<|message|>" }}{{- build_system_message() }}{{- "<|end|>" }}
{%- for message in messages %}
    {%- if message.role == 'assistant' %}
        {{- "<|start|>assistant<|channel|>final<|message|>" + message.content + "<|end|>" }}
    {%- else %}
        {{- "<|start|>" + message.role + "<|message|>" + message.content + "<|end|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt -%}<|start|>assistant{%- endif -%}"""

PLAIN_CHATML = """{% for m in messages %}<|im_start|>{{ m.role }}
{{ m.content }}<|im_end|>
{% endfor %}"""

_BEGUN = "<think>\n\n</think>\n\n"

FAMILIES = {
    "chatml": Family(
        CHATML,
        "<|im_start|>system\nYou are helpful.<|im_end|>\n<|im_start|>user\n",
        "<|im_end|>\n<|im_start|>assistant\n",
    ),
    "chatml without a generation prompt": Family(
        PLAIN_CHATML, "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"
    ),
    "llama 2": Family(LLAMA_2, "<s>[INST] ", " [/INST]"),
    "llama 3": Family(
        LLAMA_3,
        "<s><|start_header_id|>system<|end_header_id|>\n\nToday Date: 01 Jan 2025\n\n<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\n",
        "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    ),
    "gemma": Family(GEMMA, "<s><start_of_turn>user\n", "<end_of_turn>\n<start_of_turn>model\n"),
    "pictures too": Family(PICTURES_TOO, "<|im_start|>User: ", "<end_of_utterance>\nAssistant:"),
    "mistral v1": Family(MISTRAL_V1, "<s>[INST] ", " [/INST]"),
    "mistral v7": Family(
        MISTRAL_V7,
        "<s>[SYSTEM_PROMPT]The current date is 2025-01-01.[/SYSTEM_PROMPT][INST]",
        "[/INST]",
    ),
    "mistral, as llama.cpp names it": Family("mistral-v7-tekken", "<s>[INST]", "[/INST]"),
    "phi 3": Family(PHI_3, "<|user|>\n", "<|end|>\n<|assistant|>\n"),
    "phi 4": Family(
        PHI_4, "<|im_start|>user<|im_sep|>", "<|im_end|><|im_start|>assistant<|im_sep|>"
    ),
    "qwen 2.5": Family(
        QWEN_2,
        "<|im_start|>system\nYou are Qwen.<|im_end|>\n<|im_start|>user\n",
        "<|im_end|>\n<|im_start|>assistant\n",
    ),
    "qwen 3": Family(QWEN_3, "<|im_start|>user\n", f"<|im_end|>\n<|im_start|>assistant\n{_BEGUN}"),
    "qwen thinking": Family(
        QWEN_THINKING, "<|im_start|>user\n", f"<|im_end|>\n<|im_start|>assistant\n{_BEGUN}"
    ),
    "r1 distill": Family(
        R1_DISTILL.replace("BEGUN", "<think>\\n"), "<s><｜User｜>", f"<｜Assistant｜>{_BEGUN}"
    ),
    "r1 distill that begins by itself": Family(
        R1_DISTILL.replace("BEGUN", ""), "<s><｜User｜>", f"<｜Assistant｜>{_BEGUN}"
    ),
    "smollm 3": Family(
        SMOLLM_3,
        "<|im_start|>system\n## Metadata\n\nToday Date: 01 January 2025\n"
        "Reasoning Mode: /no_think\n\n<|im_end|>\n<|im_start|>user\n",
        "<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n",
    ),
    "command r": Family(
        COMMAND_R,
        "<s><|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>You are Command.<|END_OF_TURN_TOKEN|>"
        "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>",
        "<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"
        "<|START_THINKING|><|END_THINKING|>",
    ),
    "granite": Family(
        GRANITE,
        "<|start_of_role|>system<|end_of_role|>Knowledge Cutoff Date: April 2024.\n"
        "Today's Date: January 01, 2025.<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>",
        "<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
    ),
    "harmony": Family(
        HARMONY,
        "<|start|>system<|message|>You are ChatGPT.\nCurrent date: 2025-01-01\n\n"
        "Reasoning: low\n\n<|end|><|start|>user<|message|>",
        "<|end|><|start|>assistant<|channel|>final<|message|>",
    ),
}
