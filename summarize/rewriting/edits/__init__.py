"""Edits of sentences by code: words replaced, clauses cut, the form kept. English. Pure."""
