"""Whole cases walked in a real browser by three people in three windows: home school, receiving school, local authority."""
