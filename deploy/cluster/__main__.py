"""`make cluster`: starts it, prints its address, and stops it at Ctrl-C."""

from __future__ import annotations

import signal

from deploy.cluster.running import running

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print("Starting three nodes …", flush=True)
    with running() as cluster:
        print(f"All three:  MANAGED_MOVES_STORE='{cluster.address}'")
        print(f"By HAProxy: MANAGED_MOVES_STORE='{cluster.address_of_proxy}'")
        print(f"What they say is in {cluster.folder}. Ctrl-C stops all and removes everything.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Stopping …")
