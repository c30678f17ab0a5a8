"""Skills: what they are called, how they are related, and where a text names them."""
