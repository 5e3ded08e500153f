"""The sheets of a run's report, each the answer to one question, from its tables."""
