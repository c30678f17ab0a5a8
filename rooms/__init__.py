"""The live room over Socket.IO: commands, seats, outboxes, presence."""
