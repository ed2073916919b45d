"""The engine that runs a GGUF file in this process, by llama.cpp."""
