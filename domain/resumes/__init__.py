"""Résumés: read as a person sees them, with each fact pointing at its words."""
