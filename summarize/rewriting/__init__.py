"""Sentences rewritten by code or model: repair, compression, decontextualization, translation."""
