"""The factors of a score, one module each.

``judge`` answers for many applications at once, or None where the job asks nothing of the kind;
``explain`` says for one of them what that answer rests on, and what would raise it.
"""
