"""Which sentences of the article a statement stands on."""
