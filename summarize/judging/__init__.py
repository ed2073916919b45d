"""Judges: language models that say how likely a text supports a statement, and their exam."""
