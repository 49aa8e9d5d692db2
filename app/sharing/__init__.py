"""Links under which others may read one attempt, until its owner takes them back."""
