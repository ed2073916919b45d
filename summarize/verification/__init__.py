"""Verification of claims: is a claim supported by the document? Begin with `checker`."""
