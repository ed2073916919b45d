"""What `quality.py` measures summaries with, and what it measures them against."""
