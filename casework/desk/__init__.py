"""What somebody finds in the morning: what is due, what may hurt a child, the board, the register, the calendar, messages."""
