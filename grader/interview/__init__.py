"""A mock interview made of rules: what is said next follows from what was said, drawn and left out."""
