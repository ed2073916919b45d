"""Prompt templates, plain text with $variables; `summarize.prompting` loads and checks them."""
