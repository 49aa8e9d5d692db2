"""A rubric proves itself: what is claimed of it is run against the answers stored beside it."""
