"""Peers that cannot be installed beside us: each runs in an environment of its own, made by `make bench`."""
