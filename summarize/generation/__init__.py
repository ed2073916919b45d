"""What the model is asked and answers: chunks, prompts, drafts, parsed answers."""
