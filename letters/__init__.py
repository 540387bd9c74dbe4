"""Word letters: which there are, what each needs, and filling their templates safely."""
