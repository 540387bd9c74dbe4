"""Drawing a coordinator's morning."""
