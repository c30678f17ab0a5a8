"""Résumés made up and drawn at test time, with what a careful person reads in each of them."""
