"""The demo company: what a first visitor sees."""
