"""Telling people what is due: by reference alone, each once."""
