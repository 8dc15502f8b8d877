#!/usr/bin/env python3
"""Times curves, Groth16 and blobs here beside compiled peers, in turns of one run, and prints one table.

usage: against_peers.py [--log N] [--rounds N] [--only REGEX] GROTH16_BENCHMARK BLOB_BENCHMARK TRUSTED_SETUP

The peers are arkworks (Rust, behind zksnake) and c-kzg-4844 (C and assembly). On one core each side reports processor time, the least of
all rounds. On two, wall time counts, so nothing else may run: with two threads where a side has threads, or with two processes that work
at the same time, of which each counts for half. zksnake converts Python's integers at each call: the time of the same call with scalars
that are zero is taken off its sums of points. Its set-up and prover do more in Python, so `proof` says what the package costs, and `its
sums` what arkworks itself takes for the same sums of points.
"""

import argparse
import functools
import os
import random
import re
import subprocess
import sys
import time

MASK = (1 << 64) - 1
# A turn takes about so many seconds.
TURN = 0.2


# The peers, each in a process of its own.


def timed(count, body):
    """Processor nanoseconds of the fastest run, all threads together, and wall nanoseconds of all runs."""
    best, start = float("inf"), time.perf_counter_ns()
    for _ in range(count):
        before = time.process_time_ns()
        body()
        best = min(best, time.process_time_ns() - before)
    return best, time.perf_counter_ns() - start


def difference(count, body, overhead):
    return [whole - part for whole, part in zip(timed(count, body), timed(count, overhead))]


def require(holds):
    if not holds:
        raise SystemExit("a peer refuses its own proof")


def blob(element_count):
    """The benchmark's blob: each element repeats one output of SplitMix64."""
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


def ckzg_operations(setup_path):
    import ckzg

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
    commitments, indices = [commitment] * 128, list(range(128))
    operations["verify"] = lambda: require(ckzg.verify_blob_kzg_proof(data, commitment, proof, setup))
    operations["verify-cells"] = lambda: require(
        ckzg.verify_cell_kzg_proof_batch(commitments, indices, cells, proofs, setup)
    )
    return {name: lambda count, body=body: timed(count, body) for name, body in operations.items()}


def squarings(length, order):
    """The benchmark's circuit: public columns first, then the chain of squares."""
    from types import SimpleNamespace

    from zksnake.array import SparseArray

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


def arkworks_operations(log):
    from zksnake.ecc import EllipticCurve
    from zksnake.groth16 import Groth16

    random.seed(1)
    curve = EllipticCurve("BN254")
    count = 1 << int(log)

    # Made when they are first asked for: a set-up takes half a minute, and not every process needs one.
    @functools.cache
    def scalars():
        return [random.randrange(curve.order) for _ in range(count)]

    @functools.cache
    def points():
        return curve.batch_mul(curve.G1(), scalars())

    @functools.cache
    def pairs():
        return curve.batch_mul(curve.G1(), scalars()[:4]), curve.batch_mul(curve.G2(), scalars()[:4])

    @functools.cache
    def groth16(rows):
        system, public, private = squarings(rows - 3, curve.order)
        peer = Groth16(system)
        set_up = timed(1, peer.setup)
        proof = peer.prove(public, private)
        require(peer.verify(proof, public))
        return peer, public, private, proof, set_up

    def prove(n):
        peer, public, private, _, _ = groth16(count)
        return timed(n, lambda: peer.prove(public, private))

    def verify(n):
        # Its time does not depend on the number of rows.
        peer, public, _, proof, _ = groth16(16)
        return timed(n, lambda: require(peer.verify(proof, public)))

    def sums(n):
        key = groth16(count)[0].proving_key
        parts = (key.tau_1, key.tau_1, key.tau_2, key.target_1, key.kdelta_1)
        values = scalars()[: len(key.kdelta_1)]
        zeros = [0] * len(values)
        return difference(n, *(lambda v=v: [curve.multiexp(part, v) for part in parts] for v in (values, zeros)))

    def multiexp(n):
        zeros = [0] * count
        return difference(n, *(lambda v=v: curve.multiexp(points(), v) for v in (scalars(), zeros)))

    return {
        "msm": multiexp,
        "pairing": lambda n: timed(n, lambda: curve.multi_pairing(*pairs())),
        "set-up": lambda n: groth16(count)[4],
        "proof": prove,
        "sums": sums,
        "verification": verify,
    }


def serve(operations):
    """Answers lines `OPERATION THREADS COUNT` as the Swift benchmarks do."""
    print("ready", flush=True)
    for line in sys.stdin:
        name, _, count = line.split()
        processor, wall = operations[name](int(count))
        print(int(processor), int(wall), flush=True)


PEERS = {"arkworks": arkworks_operations, "ckzg": ckzg_operations}
NAMES = {"arkworks": "arkworks", "ckzg": "c-kzg-4844"}


# The comparison.


class Server:
    """A process that runs operations on request."""

    def __init__(self, command, threads=1):
        # Both variables, since zksnake's Python and arkworks below it count for themselves.
        environment = os.environ | {"RAYON_NUM_THREADS": str(threads), "ZKSNAKE_PARALLEL_CPU": str(threads)}
        self.name, self.threads = command[0], threads
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        # One after the other, so that no preparation disturbs another.
        if not self.process.stdout.readline():
            raise SystemExit(f"{self.name} ended")

    def ask(self, operation, count):
        self.process.stdin.write(f"{operation} {self.threads} {count}\n")
        self.process.stdin.flush()

    def answer(self):
        words = self.process.stdout.readline().split()
        if len(words) != 2 or not words[0].isdigit():
            raise SystemExit(f"{self.name}: {' '.join(words)}")
        return int(words[0]) / 1e6, int(words[1]) / 1e6

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def milliseconds(servers, operation, count, counts_wall):
    """One turn: milliseconds for one operation."""
    for server in servers:
        server.ask(operation, count)
    answers = [server.answer() for server in servers]
    if counts_wall:
        return max(wall for _, wall in answers) / count / len(servers)
    return answers[0][0]


def compare(sides, rounds, counts_wall):
    """The least milliseconds of each side, in turns; a side is servers and an operation."""
    best, counts = [], []
    for servers, operation in sides:
        first = milliseconds(servers, operation, 1, counts_wall)
        best.append(first)
        counts.append(max(1, min(200, int(TURN * 1e3 / first))))
    for _ in range(rounds):
        for index, (servers, operation) in enumerate(sides):
            # What takes seconds is run once more and not in each round.
            if best[index] > 2000 and counts[index] == 0:
                continue
            best[index] = min(best[index], milliseconds(servers, operation, counts[index], counts_wall))
            if best[index] > 2000:
                counts[index] = 0
    return best


# Name, whose, operation here and there, and how two cores are used: threads or processes.
ROWS = [
    ("pairing of 4 pairs", "arkworks", "pairing", "pairing", "processes"),
    ("sum of 2^{log} multiples, G1", "arkworks", "msm", "msm", "threads"),
    ("set-up of 2^{log} rows", "arkworks", "set-up", "set-up", "threads"),
    ("proof of 2^{log} rows", "arkworks", "proof", "proof", "threads"),
    ("proof of 2^{log} rows, its sums there", "arkworks", "proof", "sums", "threads"),
    ("verification of such a proof", "arkworks", "verification", "verification", "processes"),
    ("blob: commitment", "ckzg", "commit", "commit", "processes"),
    ("blob: commitment, 128 elements", "ckzg", "commit-sparse", "commit-sparse", "processes"),
    ("blob: proof", "ckzg", "prove", "prove", "processes"),
    ("blob: proof, 128 elements", "ckzg", "prove-sparse", "prove-sparse", "processes"),
    ("blob: verification", "ckzg", "verify", "verify", "processes"),
    ("blob: 128 cells and proofs", "ckzg", "cells", "cells", "processes"),
    ("blob: the same, 128 elements", "ckzg", "cells-sparse", "cells-sparse", "processes"),
    ("blob: verification of 128 cells", "ckzg", "verify-cells", "verify-cells", "processes"),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", metavar="REGEX", help="rows whose names match")
    parser.add_argument("groth16_benchmark")
    parser.add_argument("blob_benchmark")
    parser.add_argument("trusted_setup", help="for rows of c-kzg-4844: its trusted_setup.txt")
    arguments = parser.parse_args()
    script = [sys.executable, os.path.abspath(__file__)]
    ours = {
        "arkworks": [arguments.groth16_benchmark, "--log", str(arguments.log)],
        "ckzg": [arguments.blob_benchmark],
    }
    theirs = {
        "arkworks": [*script, "--serve", "arkworks", str(arguments.log)],
        "ckzg": [*script, "--serve", "ckzg", arguments.trusted_setup],
    }
    rows = [(f"{row[0]} ({NAMES[row[1]]})".format(log=arguments.log), *row[1:]) for row in ROWS]
    rows = [row for row in rows if re.search(arguments.only, row[0])]
    print("| what | here ms | peer ms | ratio | two cores: here ms | peer ms | ratio | by |")
    print("|---|---|---|---|---|---|---|---|")
    for peer in NAMES:
        chosen = [row for row in rows if row[1] == peer]
        if not chosen:
            continue
        # Two of each on one core; and one of each with two threads, where a row needs it.
        here = [Server(ours[peer]) for _ in range(2)]
        there = [Server(theirs[peer]) for _ in range(2)]
        threads = []
        if any(row[4] == "threads" for row in chosen):
            threads = [Server(ours[peer], 2), Server(theirs[peer], 2)]
        for title, _, operation, peer_operation, manner in chosen:
            alone = compare([(here[:1], operation), (there[:1], peer_operation)], arguments.rounds, False)
            if manner == "threads":
                both = [(threads[:1], operation), (threads[1:], peer_operation)]
            else:
                both = [(here, operation), (there, peer_operation)]
            both = compare(both, arguments.rounds, True)
            cells = [title]
            for left, right in (alone, both):
                cells += [f"{left:,.2f}", f"{right:,.2f}", f"{right / left:.2f}"]
            print("| " + " | ".join([*cells, manner]) + " |", flush=True)
        for server in here + there + threads:
            server.end()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(PEERS[sys.argv[2]](*sys.argv[3:]))
    else:
        main()
