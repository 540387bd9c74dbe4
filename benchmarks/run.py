"""Runs every benchmark and prints one table: ours, the peer, the ratio."""

from __future__ import annotations

from benchmarks import form_page


def main() -> None:
    """Print the table."""
    ours, stock = form_page.measure()
    print(f"{'work':58}{'ours':>12}{'peer':>12}{'ratio':>8}")
    work = f"rerun of the heaviest form page ({ours.widgets} widgets), median"
    print(f"{work:58}{ours.median_ms:9.1f} ms{stock.median_ms:9.1f} ms{stock.median_ms / ours.median_ms:8.1f}")
    print("peer: the same page on Streamlit's stock settings. Aim: under 20 ms on one connection.")


if __name__ == "__main__":
    main()
