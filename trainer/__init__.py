"""The trainer: the practice engine and its two front ends, the app and the command line."""

__version__ = "0.1.0"
