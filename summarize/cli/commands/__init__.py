"""The commands with their arguments and help. Imported at every start."""
