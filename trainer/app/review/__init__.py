"""The instructor's side of the app: the queue, a session with its review, the class, the agreement."""
