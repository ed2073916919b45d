"""What is said of a source while it is read."""

from __future__ import annotations

from summarize.progress import Activity


def test_a_source_that_is_read_at_once_needs_no_words() -> None:
    now = [0.0]
    activity = Activity(lambda: now[0])
    with activity.read_source("report.pdf", 5_000_000):
        assert activity.describe_wait() == ""
        now[0] = 1.5
        assert activity.describe_wait() == "reading 5 MB: report.pdf"
    assert activity.describe_wait() == ""


def test_pages_are_counted_and_a_small_file_has_no_size() -> None:
    now = [0.0]
    activity = Activity(lambda: now[0])
    with activity.read_source("report.pdf", 400):
        now[0] = 2.0
        assert activity.describe_wait() == "reading: report.pdf"
        activity.note_pages(119, 1800)
        assert activity.describe_wait() == "reading page 119 of 1,800: report.pdf"
        activity.note_pages(1900, 1800)  # what a child says is not believed
        assert activity.describe_wait() == "reading page 1,800 of 1,800: report.pdf"
    with activity.read_source("another.txt", 400):  # begins anew
        now[0] = 4.0
        assert activity.describe_wait() == "reading: another.txt"
