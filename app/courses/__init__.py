"""Courses: who is in them, what they are set, and what is handed in for it."""
