"""What the peers share: their budgets, a model that does not crash, and what they report.

A peer prints one line of JSON on standard output: `calls`, `read` and `written` (tokens), and
the words of its `summary`. It ends with 1 and one line on standard error if it can't work.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import llama_cpp

# The program's own chunks hold so many, so every peer reads the article in as many parts.
CHUNK_TOKENS = 1536
# What LangChain's ChatLlamaCpp lets a call write; a summary in five sentences stays below it.
OUTPUT_TOKENS = 256
# Enough for the 3,000 tokens of answers that LangChain's chain joins in one call, and its own.
WINDOW = 4096
# llama-cpp-python's default. LangChain's is 8, with which a prompt takes several times as long.
TUNED_BATCH = 512
# Prompt text, control tokens and joints beside what is to be read.
_SPARE = 128
ROOM = WINDOW - OUTPUT_TOKENS - _SPARE

_ASKED = "Summarize the text above in five sentences."


@dataclass
class Report:
    """What the calls so far have cost, in tokens, and what came of them."""

    calls: int = 0
    read: int = 0
    written: int = 0
    summary: str = ""

    def print(self) -> None:
        words = len(self.summary.split())
        print(json.dumps(asdict(self) | {"words": words}))


def arguments(description: str | None) -> argparse.Namespace:
    """`model`, `text` (its content, not its name), `threads` (0: the library's default)."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model")
    parser.add_argument("text", type=lambda name: Path(name).read_text(encoding="utf-8"))
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--defaults", action="store_true", help="batch and threads as they come")
    return parser.parse_args()


def keep_out_of_amx() -> None:
    """Where llama.cpp compiled by gcc would crash, load weights as the program does.

    `Llama` has no argument for that, so the function it takes its defaults from is wrapped.
    """
    library = llama_cpp.llama_cpp
    if b"AMX_INT8 = 1" not in library.llama_print_system_info():
        return
    defaults = library.llama_model_default_params

    def without_extra_buffers() -> llama_cpp.llama_model_params:
        params = defaults()
        params.use_extra_bufts = False
        return params

    library.llama_model_default_params = without_extra_buffers


def load(model: str, threads: int) -> llama_cpp.Llama:
    keep_out_of_amx()
    own = threads or None
    return llama_cpp.Llama(
        model, n_ctx=WINDOW, n_threads=own, n_threads_batch=own, n_batch=TUNED_BATCH, verbose=False
    )


def count(llama: llama_cpp.Llama, text: str) -> int:
    return len(llama.tokenize(text.encode(), add_bos=False))


def ask(llama: llama_cpp.Llama, text: str, report: Report) -> str:
    """One summary call, greedy: a question to a chat model, a text to go on with to another."""
    if llama.metadata.get("tokenizer.chat_template"):
        message = {"role": "user", "content": f"{text}\n\n{_ASKED}"}
        answer = llama.create_chat_completion([message], max_tokens=OUTPUT_TOKENS, temperature=0)
        said = answer["choices"][0]["message"]["content"]
    else:
        prompt = f"Article:\n{text}\n\nSummary of the article in five sentences:\n"
        stop = ["\n\n", "\nArticle:"]
        answer = llama(prompt, max_tokens=OUTPUT_TOKENS, temperature=0, stop=stop)
        said = answer["choices"][0]["text"]
    report.calls += 1
    report.read += answer["usage"]["prompt_tokens"]
    report.written += answer["usage"]["completion_tokens"]
    return str(said).strip()
