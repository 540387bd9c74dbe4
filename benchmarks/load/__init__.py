"""Many people at once, as real sessions over real websockets: `make load store=… sessions=… minutes=… processes=…`."""
