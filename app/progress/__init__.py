"""How a learner gets on: attempts, what is known and is being forgotten, and what to do next."""
