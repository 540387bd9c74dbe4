"""A PostgreSQL of three nodes on this computer, as a site would run it on three: Patroni, etcd, HAProxy, all from Debian.

`make cluster` starts it and prints its address; `make cluster-trial` kills its primary again and again while people save.
"""
