"""The index over the results of a folder, in Markdown and as a page."""
