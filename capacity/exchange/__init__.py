"""A drawing in other people's forms: Mermaid flowcharts, `diagrams` code, JSON.

Each form reads and writes; what it writes it reads back as the same drawing. Reading never runs
anything and never fails but with BadInput, each problem with its line and column.
"""
