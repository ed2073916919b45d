"""Articles of our own: to try the program on, and for `summarize bench`."""
