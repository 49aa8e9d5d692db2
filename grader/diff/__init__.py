"""What an edit of a rubric does to points, evidence and levels of answers, shown before it is saved."""
