"""Storage: the cache of completions, file locks, and files written whole or not at all."""
