"""Papers about the site itself, filled in from its settings: for whoever answers for data protection, for schools and families."""
