"""What stands around every screen, whatever it shows."""
