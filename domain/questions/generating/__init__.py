"""Drafting questions for a job: by a language model where there is one, offline where not."""
