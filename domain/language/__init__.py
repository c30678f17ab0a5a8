"""Asking a model of language: the port, its prompts, its budget and its log."""
