"""Appeals: a learner says in their own words why a check is wrong, and is answered."""
