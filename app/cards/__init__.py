"""Review cards, made from the checks that a learner missed, with their own words and numbers on them."""
