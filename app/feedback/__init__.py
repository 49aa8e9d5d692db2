"""A grade as its learner reads it: each point beside their own words, numbers and drawing."""
