"""The list of exercises, with how far this person is in each."""
