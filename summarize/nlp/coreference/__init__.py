"""Coreference resolution: pronouns and definite descriptions -> the names they refer to."""
