"""A course that is made up: sixty people answer one exercise, some are marked, some disagree."""
