"""Names of people, places and organisations: parts, aliases, substitution."""
