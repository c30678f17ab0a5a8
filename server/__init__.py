"""Greenroom's server: settings, wiring, REST, command line."""

from importlib.metadata import version

VERSION = version("greenroom")
