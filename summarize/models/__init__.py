"""Model files: registry of what is installed, catalogue, downloads from the Hub, GGUF headers."""
