"""Sentences that are no plain facts because of what surrounds them. Begin with `context`."""
