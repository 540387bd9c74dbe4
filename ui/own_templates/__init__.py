"""Letter templates of an authority's own, on the screen."""
