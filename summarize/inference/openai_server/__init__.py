"""A model that runs on a server: any that speaks OpenAI's protocol, and the user has named.

Nothing here is reached unless a server was named (`--server`). What is sent there is the
text to be read, the instructions, and the key in `SUMMARIZE_API_KEY` if there is one; nothing
is ever sent to another place than the named one.
"""

from summarize.inference.openai_server.server_check import Finding, check

__all__ = ["Finding", "check"]
