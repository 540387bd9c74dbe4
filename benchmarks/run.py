"""Runs every benchmark and prints one table: ours, the peer, the ratio."""

from __future__ import annotations

from benchmarks import form_page, judging


def main() -> None:
    """Print the table."""
    ours, stock = form_page.measure()
    print(f"{'work':58}{'ours':>12}{'peer':>12}{'ratio':>8}")
    work = f"rerun of the heaviest form page ({ours.widgets} widgets), median"
    print(f"{work:58}{ours.median_ms:9.1f} ms{stock.median_ms:9.1f} ms{stock.median_ms / ours.median_ms:8.1f}")
    judged = judging.measure()
    work = f"all rules over {judging.CASES:,} cases ({judged.entries:,} entries), first time"
    print(f"{work:58}{judged.first:9.1f} s {judged.validated:9.1f} s {judged.first / judged.validated:8.1f}")
    print(f"{'the same after one entry':58}{1000 * judged.after_one_entry:9.1f} ms")
    print("peer of the rules: one pydantic validation of the same entries. Aims: within 3 times; 50 ms.")
    print("peer: the same page on Streamlit's stock settings. Aim: under 20 ms on one connection.")


if __name__ == "__main__":
    main()
