"""Is a claim supported by the document? `checker` puts together what the others find."""
