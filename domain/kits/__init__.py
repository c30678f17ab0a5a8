"""Interview kits: the ordered questions of a job's interview, with limits and competencies."""
