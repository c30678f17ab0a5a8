"""Fits and measures the scorer on answers graded by people. Not needed to score."""
