"""Drawing the audit."""
