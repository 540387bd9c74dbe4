"""Every theme, so that the list of rules is complete. A new theme is added here."""
