"""Small tools every feature shares: actor, clock, errors, fields, paging, work, crypto types."""
