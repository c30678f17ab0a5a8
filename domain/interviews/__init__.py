"""The live interview: sessions, invites, the room's state, answers and their edits."""
