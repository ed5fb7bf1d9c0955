"""One session: customer, scorer and clock. No screen, database or file format in it."""
