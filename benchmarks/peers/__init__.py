"""What the program is timed against: each module a process of its own, without the program."""
