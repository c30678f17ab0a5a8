"""Rehearsals: simulated candidates and recruiters hold interviews over real sockets."""
