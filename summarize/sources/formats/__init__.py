"""Office documents, books, mail, subtitles and XML: a module a format, and what they share."""
