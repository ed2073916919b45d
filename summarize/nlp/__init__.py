"""What is known of the language of a text: sentences, tokens, names, coreference."""
