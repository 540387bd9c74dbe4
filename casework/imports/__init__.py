"""What comes in as a file or is pasted: read whole, shown first, applied only when somebody says so, never half."""
