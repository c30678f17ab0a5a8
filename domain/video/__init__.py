"""Meetings that hang on interviews, their recordings and what was said in them."""
