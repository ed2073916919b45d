"""Names: which mean the same, and how a statement may put them."""
