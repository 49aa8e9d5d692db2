"""What is it worth? A rubric and an answer in, a report with reasons out."""
