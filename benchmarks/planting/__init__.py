"""Makes statements of articles: lies that are surely false, paraphrases that are surely true."""
