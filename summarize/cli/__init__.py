"""The command line: commands, options, and where results are delivered."""
