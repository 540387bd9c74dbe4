"""Every letter: one file each, with everything about it. Found by `letters/declared.py`; a new letter is a new file."""
