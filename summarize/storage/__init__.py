"""Files of this program: the cache, locks, and files that are written whole or not at all."""
