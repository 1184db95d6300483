"""The United Nations' own wording of the goals, targets and indicators: read from its files, cleaned and stored."""
