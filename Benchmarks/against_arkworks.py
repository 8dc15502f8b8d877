#!/usr/bin/env python3
"""Times Groth16's parts here and in arkworks, on one thread each and in turn, and prints seconds and ratios.

usage: against_arkworks.py [--log N] PROGRAM

PROGRAM is the built `Groth16Benchmark`. arkworks is compiled Rust behind the binding `zksnake`. Times are processor seconds of the fastest
run. The binding converts Python's integers at each call: the time of the same call with scalars that are zero is taken off its sums of
points. Its prover does more in Python (products with the matrices, coefficients to and fro), so that row says what the package costs, and
the row below it what arkworks itself takes for the same sums of points.
"""

import argparse
import json
import os
import random
import subprocess
import time
from types import SimpleNamespace

os.environ.update(RAYON_NUM_THREADS="1", ZKSNAKE_PARALLEL_CPU="1")

from zksnake.array import SparseArray  # noqa: E402
from zksnake.ecc import EllipticCurve  # noqa: E402
from zksnake.groth16 import Groth16  # noqa: E402


def fastest(rounds, body):
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        body()
        best = min(best, time.process_time() - start)
    return best


def squarings(length, order):
    """The benchmark's circuit: public columns first, then the chain of squares."""
    start = random.randrange(order)
    chain = [start]
    for _ in range(length):
        chain.append(chain[-1] ** 2 % order)
    matrices = [SparseArray([[]], length + 1, length + 3, order) for _ in range(3)]
    for row in range(length):
        for matrix, column in zip(matrices, (row + 2, row + 2, row + 3)):
            matrix.append([(row, column, 1)])
    for matrix, terms in zip(matrices, ([(length, length + 2, 1), (length, 1, order - 1)], [(length, 0, 1)], [])):
        matrix.append(terms)
    a, b, c = matrices
    return SimpleNamespace(A=a, B=b, C=c, n_public=2), [1, chain[-1]], chain


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", type=int, default=16)
    parser.add_argument("program")
    arguments = parser.parse_args()
    random.seed(1)
    curve = EllipticCurve("BN254")
    count = 1 << arguments.log
    scalars = [random.randrange(curve.order) for _ in range(count)]
    points = curve.batch_mul(curve.G1(), scalars)
    points2 = curve.batch_mul(curve.G2(), scalars[:4])

    system, public, private = squarings(count - 3, curve.order)
    peer = Groth16(system)
    peer_setup = fastest(1, peer.setup)
    key = peer.proving_key
    zeros = [0] * count

    def sums(values):
        g1 = [curve.multiexp(key.tau_1, values) for _ in range(2)]
        return g1, curve.multiexp(key.tau_2, values), curve.multiexp(key.target_1, values), curve.multiexp(key.kdelta_1, values)

    ours = json.loads(subprocess.run([arguments.program, "--log", str(arguments.log)], check=True, capture_output=True).stdout)
    conversion = fastest(3, lambda: curve.multiexp(points, zeros))
    theirs = {
        "msm_g1": fastest(5, lambda: curve.multiexp(points, scalars)) - conversion,
        "pairing_4": fastest(200, lambda: curve.multi_pairing(points[:4], points2)),
        "setup": peer_setup,
        "prove": fastest(2, lambda: peer.prove(public, private)),
    }
    proof = peer.prove(public, private)
    assert peer.verify(proof, public)
    theirs["verify"] = fastest(100, lambda: peer.verify(proof, public))
    sums_only = fastest(2, lambda: sums(scalars[: len(private)])) - fastest(2, lambda: sums(zeros[: len(private)]))

    print(f"2^{arguments.log} points and constraints, one thread, processor milliseconds")
    print(f"{'':28}{'here':>10}{'arkworks':>10}{'ratio':>8}")
    for name, seconds in theirs.items():
        print(f"{name:28}{ours[name] * 1e3:10.2f}{seconds * 1e3:10.2f}{seconds / ours[name]:8.2f}")
    print(f"{'prove, sums alone there':28}{ours['prove'] * 1e3:10.2f}{sums_only * 1e3:10.2f}{sums_only / ours['prove']:8.2f}")
    print(f"two threads, wall: {ours['prove_two_threads_wall'] * 1e3:.0f} ms; key {ours['key_bytes']:,} bytes, read in {ours['read_key'] * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
