"""What was said and kept: session records and the SQLite store. Marks nothing, and draws nothing."""
