#!/usr/bin/env python3
"""Times commitments and proofs of blobs beside c-kzg-4844, each on one core, in turns of one run.

usage: Benchmarks/blob_commitments.py BLOB_BENCHMARK TRUSTED_SETUP [--rounds N]

Both sides get the same blobs and report processor time; the least of all rounds counts. The ratio is the peer's time over
ours.
"""

import argparse
import subprocess
import time

import ckzg

MASK = (1 << 64) - 1
OPERATIONS = [
    "commit", "commit-sparse", "prove", "prove-sparse", "verify", "cells", "cells-sparse", "verify-cells",
]


def blob(element_count):
    data = bytearray(131_072)
    state = 0
    for element in range(element_count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        for byte in range(1, 32):
            data[32 * element + byte] = (z >> (8 * (byte & 7))) & 255
    return bytes(data)


def peer_operations(setup_path):
    setup = ckzg.load_trusted_setup(setup_path, 0)
    operations = {}
    for suffix, count in (("", 4096), ("-sparse", 128)):
        data = blob(count)
        commitment = ckzg.blob_to_kzg_commitment(data, setup)
        operations["commit" + suffix] = lambda data=data: ckzg.blob_to_kzg_commitment(data, setup)
        operations["prove" + suffix] = lambda data=data, c=commitment: ckzg.compute_blob_kzg_proof(data, c, setup)
        operations["cells" + suffix] = lambda data=data: ckzg.compute_cells_and_kzg_proofs(data, setup)
    data = blob(4096)
    commitment = ckzg.blob_to_kzg_commitment(data, setup)
    proof = ckzg.compute_blob_kzg_proof(data, commitment, setup)
    cells, proofs = ckzg.compute_cells_and_kzg_proofs(data, setup)
    indices = list(range(128))
    operations["verify"] = lambda: check(ckzg.verify_blob_kzg_proof(data, commitment, proof, setup))
    operations["verify-cells"] = lambda: check(
        ckzg.verify_cell_kzg_proof_batch([commitment] * 128, indices, cells, proofs, setup)
    )
    return operations


def check(holds):
    if not holds:
        raise SystemExit("ckzg refuses its own proof")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("executable")
    parser.add_argument("trusted_setup")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    peer = peer_operations(arguments.trusted_setup)
    ours = subprocess.Popen([arguments.executable], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    first = ours.stdout.readline().split()
    if first[:1] != ["setup"]:
        raise SystemExit(f"{arguments.executable}: {' '.join(first)}")
    print(f"points decoded in {int(first[1]) / 1e6:.0f} ms, tables of cell proofs and the first in {int(first[2]) / 1e6:.0f} ms")
    print(f"{'operation':16}{'ours ms':>10}{'ckzg ms':>10}{'ratio':>8}")
    for operation in OPERATIONS:
        best, best_peer = float("inf"), float("inf")
        for _ in range(arguments.rounds):
            ours.stdin.write(f"{operation} 1\n")
            ours.stdin.flush()
            answer = ours.stdout.readline().strip()
            if not answer.isdigit():
                raise SystemExit(f"{arguments.executable}: {answer}")
            best = min(best, int(answer) / 1e6)
            start = time.thread_time()
            peer[operation]()
            best_peer = min(best_peer, (time.thread_time() - start) * 1e3)
        print(f"{operation:16}{best:10.2f}{best_peer:10.2f}{best_peer / best:8.2f}")
    ours.stdin.close()


main()
