"""Hints bought before handing in: what each costs is said first, and what was bought is kept."""
