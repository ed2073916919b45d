"""What it takes to hold a statement against a sentence; `summarize.verify` puts it together."""
