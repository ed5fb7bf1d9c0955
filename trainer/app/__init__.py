"""The Textual app: screens over a kept practice. Draws and asks; marks nothing, stores nothing, decides nothing."""
