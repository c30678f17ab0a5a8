"""How well people fit jobs, factor by factor, with the evidence for each."""
