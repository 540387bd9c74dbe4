"""Letters on the screen: routes that hand them out, cards that say what each needs, their questions, a page to read one."""
