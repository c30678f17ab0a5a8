"""People who sign in: accounts, passwords, tokens and refresh families."""
