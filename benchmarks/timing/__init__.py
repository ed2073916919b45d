"""What `speed.py` measures with: child processes, rounds of them, the bar, tables."""
