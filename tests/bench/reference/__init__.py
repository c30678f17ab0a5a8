"""The peer for ``make bench-rest``: the four REST calls on the stack most people would pick."""
