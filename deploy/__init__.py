"""How the app is run for others: a container, services, a proxy, a database of three nodes."""
