"""The register sheet: on the page, and as a Word file."""
