"""From a document to unchecked statements: chunks, prompts, drafts, parsed answers."""
