"""Keys for programs that use the API."""
