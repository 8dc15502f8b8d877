#!/usr/bin/env python3
"""Writes Sources/CeremonySetup/ceremony_setup.bin from c-kzg-4844's trusted_setup.txt, which is named on the command line.

The order is the text's: 4096 Lagrange points of G1, 65 powers in G2, 4096 powers in G1, each in compressed form.
"""

import sys
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "Sources/CeremonySetup/ceremony_setup.bin"
POINT_BYTES = [48] * 4096 + [96] * 65 + [48] * 4096


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    counts, points = (lines := Path(sys.argv[1]).read_text().split())[:2], lines[2:]
    if counts != ["4096", "65"] or [len(point) for point in points] != [2 * size for size in POINT_BYTES]:
        raise SystemExit("not a trusted setup of 4096 and 65 points")
    OUTPUT.write_bytes(bytes.fromhex("".join(points)))


main()
