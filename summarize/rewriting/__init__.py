"""Sentences changed by code or model: repair, compression, decontextualization."""
