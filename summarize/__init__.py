"""Summarise articles with a local language model, every sentence checked against the article."""

__version__ = "0.1.0"
