"""The record of who touched which personal data."""
