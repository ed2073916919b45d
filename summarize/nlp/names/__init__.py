"""Names of people, places and organizations: parts, aliases, substitution."""
