"""Schools, people, areas, terms and settings, on the screen."""
