"""A drawing in other people's forms, for the canvas to read and to write."""
