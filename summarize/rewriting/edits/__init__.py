"""Sentences changed by code: words put in, clauses cut off, and the form kept. Pure."""
