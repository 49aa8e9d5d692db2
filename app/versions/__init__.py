"""Earlier versions of a draft: when each stood, what changed after it, and the way back to it."""
