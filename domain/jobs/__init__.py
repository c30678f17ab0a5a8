"""Jobs that people apply for."""
