"""Measurements on this machine, side by side with the plain alternative; nothing is asserted."""
