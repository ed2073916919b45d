"""What the checks know about English: tables, no rules."""
