"""The commands: a module for each, with its arguments and help. Imported at every start."""
