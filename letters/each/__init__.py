"""Every letter: one file each, with everything about it. Found by `letters/catalogue.py`; a new letter is a new file."""
