"""What happens, request by request: the drawing under its load, with failures on a schedule.

The kernel (`kernel.py`) runs generators on a calendar, `draws.py` is chance that Python and
JavaScript share bit by bit, `tally.py` counts in a memory that does not grow with the requests.
`capacity/browser/simulate*.mjs` say the same line for line; tests hold both to one path.
"""
