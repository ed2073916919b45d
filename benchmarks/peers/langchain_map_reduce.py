"""LangChain's map-reduce chain over llama-cpp-python, with the chain's own prompts.

    python -m peers.langchain_map_reduce MODEL TEXT [--threads N] [--defaults]

Greedy, with the chunk size and window of the other peers. `--defaults` leaves the batch (8) and
the number of threads as LangChain has them. It needs what the extra "benchmark" installs.
"""

from __future__ import annotations

import sys
from typing import Any

from peers.common import (
    CHUNK_TOKENS,
    OUTPUT_TOKENS,
    TUNED_BATCH,
    WINDOW,
    Report,
    arguments,
    count,
    keep_out_of_amx,
)

try:
    from langchain_classic.chains.summarize import load_summarize_chain
    from langchain_community.chat_models import ChatLlamaCpp
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter
except ModuleNotFoundError as error:
    sys.exit(f"{error.name} is not installed: pip install '.[benchmark]'")


class Counting(BaseCallbackHandler):
    """Counts calls and tokens; LangChain reports none of a streamed answer."""

    def __init__(self, llama: Any, report: Report) -> None:
        self._llama = llama
        self._report = report

    def on_chat_model_start(self, serialized: Any, messages: Any, **_: Any) -> None:
        self._report.calls += 1
        self._report.read += sum(
            count(self._llama, message.content) for one in messages for message in one
        )

    def on_llm_end(self, response: Any, **_: Any) -> None:
        self._report.written += sum(
            count(self._llama, answer.text) for one in response.generations for answer in one
        )


def chat_model(model: str, threads: int, defaults: bool) -> ChatLlamaCpp:
    keep_out_of_amx()
    tuned = {} if defaults else {"n_batch": TUNED_BATCH, "n_threads": threads or None}
    chat = ChatLlamaCpp(
        model_path=model,
        n_ctx=WINDOW,
        max_tokens=OUTPUT_TOKENS,
        temperature=0,
        verbose=False,
        **tuned,
    )
    # The chain counts tokens; without this it would fetch another model's tokenizer for it.
    chat.custom_get_token_ids = lambda text: chat.client.tokenize(text.encode(), add_bos=False)
    return chat


def split(text: str, chat: ChatLlamaCpp) -> list[Document]:
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_TOKENS,
        chunk_overlap=0,
        length_function=chat.get_num_tokens,
        separators=["\n\n", ". ", " "],
    )
    return [Document(page_content=chunk) for chunk in splitter.split_text(text)]


def main() -> None:
    args = arguments(__doc__)
    chat = chat_model(args.model, args.threads, args.defaults)
    report = Report()
    chain = load_summarize_chain(chat, chain_type="map_reduce")
    counting = Counting(chat.client, report)
    given = {"input_documents": split(args.text, chat)}
    report.summary = chain.invoke(given, {"callbacks": [counting]})["output_text"]
    report.print()


if __name__ == "__main__":
    main()
