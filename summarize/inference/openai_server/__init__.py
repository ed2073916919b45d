"""The engine of a server that speaks OpenAI's protocol, such as llama.cpp, vLLM or Ollama.

Nothing here is reached unless the user named a server (`--server`). The document, the
instructions and the key in `SUMMARIZE_API_KEY`, if there is one, are sent to that address and to
no other.
"""
