"""What would have earned more: small changes of a drawing, tried in the background and proved by grading again."""
