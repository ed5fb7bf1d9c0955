"""Reports as self-contained HTML: one file, no script, nothing from outside. Draws no screen."""
