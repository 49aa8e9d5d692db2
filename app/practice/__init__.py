"""Drafts, attempts and their reports: the pages on which a learner answers an exercise."""
