"""The same things in the page: generated formulas, number formats, and the capacity panel."""
