"""Mail to people: written with the work that causes it, sent in the background."""
