"""All weekly reports of one week: on the screen, and as one zip."""
