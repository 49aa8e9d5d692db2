"""Printers: a formula as plain Python, as JavaScript, as LaTeX and MathML, and in words.

`python -m capacity.emit` writes `capacity/generated.py` and `capacity/browser/formulas.mjs`; a test
proves them fresh.
"""
