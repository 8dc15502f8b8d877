#!/usr/bin/env python3
"""Times what scenario files ask of the program: start-up, checking, many steps, many blocks; each with its line to hold.

The lines are for an idle machine; on a busy one look at the processor time, which is printed beside the wall's.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

HEAD = """format: rollupsim/1
name: bench
rollups: {nat: {preset: native-reexec, advancer: operator, auto: off}}
actors: {alice: {l1: 10 ETH}, operator: {l1: 20 ETH}}
steps:
"""
DEPOSIT = "  - {deposit: {to: nat, amount: 1 gwei}, by: alice%s}\n"

# Name, arguments before the file, steps, seconds and MiB that it may take.
CASES = [
    ("start-up", ["--version"], None, 0.02, None),
    ("check of 5,000 steps", ["check"], DEPOSIT % "" * 5000, 0.2, None),
    ("10,000 deposits", ["run"], DEPOSIT % ", repeat: 10000", 3.0, None),
    ("l1_mine: 100000blk", ["run"], "  - l1_mine: 100000blk\n", 5.0, 200),
]


def run_once(command):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("program")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "bench.yaml")
        for name, words, steps, seconds, mebibytes in CASES:
            command = [arguments.program, *words]
            if steps is not None:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(HEAD + steps)
                command.append(path)
            walls, processors, peaks = zip(*(run_once(command) for _ in range(arguments.runs)))
            line = f"at most {seconds:g} s" + (f" and {mebibytes} MiB" if mebibytes else "")
            print(
                f"{name:<22} wall {min(walls):7.3f} s   processor {min(processors):7.3f} s   "
                f"peak {max(peaks):6.1f} MiB   ({line}; {arguments.runs} runs)"
            )


main()
