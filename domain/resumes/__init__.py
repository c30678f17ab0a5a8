"""Résumés: the files that applicants hand in, and what is read from them."""
