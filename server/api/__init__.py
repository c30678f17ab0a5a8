"""REST: one blueprint per feature, thin."""
