"""The built book, served under its own policy, and its progress while it is being built."""
