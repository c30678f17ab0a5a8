"""From the bytes of a résumé to the text that a person looking at it sees."""
