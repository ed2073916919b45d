"""Content selection: which checked sentences and claims are printed."""
