"""What stands now, read from the store: the office, its cases, its settings, and who may see what. Every other room stands on this one."""
