"""The time of the whole program beside that of one plain summary call to the same model.

    python benchmarks/beside_plain.py ARTICLE.txt [--runs N] [--model NAME]

Both are processes of their own, loading included, in turn: A B A B. A is `summarize ARTICLE
--no-cache`, summary, claims and checks; B loads the model with llama-cpp-python's own `Llama`
and asks once, "Summarize the text above in five sentences", with room for 384 tokens, in the
model's chat format (a base model: as a text to go on with). Prints medians and the ratio.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from summarize.models import locate

_PLAIN = """
import sys, llama_cpp
defaults = llama_cpp.llama_cpp.llama_model_default_params
def without_amx():  # where llama.cpp would crash
    params = defaults()
    params.use_extra_bufts = False
    return params
llama_cpp.llama_cpp.llama_model_default_params = without_amx
text = " ".join(open(sys.argv[2], encoding="utf-8").read().split())
llama = llama_cpp.Llama(sys.argv[1], n_ctx=4096, verbose=False)
asked = "Summarize the text above in five sentences."
if llama.metadata.get("tokenizer.chat_template"):
    answer = llama.create_chat_completion(
        [{"role": "user", "content": text + "\\n\\n" + asked}], max_tokens=384, temperature=0
    )
    said = answer["choices"][0]["message"]["content"]
else:
    prompt = "Article:\\n" + text + "\\n\\nSummary of the article in five sentences:\\n"
    answer = llama(prompt, max_tokens=384, temperature=0, stop=["\\n\\n", "\\nArticle:"])
    said = answer["choices"][0]["text"]
print(said, answer["usage"])
"""


def seconds(command: list[str]) -> float:
    """Wall time of a process; raises CalledProcessError if it fails."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--model", default="smollm2-135m")
    args = parser.parse_args()
    article = str(args.article)
    program = [sys.executable, "-m", "summarize", article, "--no-cache", "-m", args.model]
    plain = [sys.executable, "-c", _PLAIN, str(locate(args.model)), article]
    pairs = [(seconds(program), seconds(plain)) for _ in range(args.runs)]
    for name, taken in zip(("program", "plain call"), zip(*pairs, strict=True), strict=True):
        print(f"{name:<11} median {statistics.median(taken):.2f} s of {sorted(taken)}")
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    print(f"ratio       median {statistics.median(ratios):.2f} of {[round(r, 2) for r in ratios]}")


if __name__ == "__main__":
    main()
