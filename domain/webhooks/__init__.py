"""Outgoing webhooks: other systems hear of what happened, by ids and states only."""
