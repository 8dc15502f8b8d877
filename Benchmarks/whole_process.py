#!/usr/bin/env python3
"""Runs a command several times and prints wall time and peak memory of the whole process."""

import argparse
import os
import statistics
import subprocess
import sys
import time


def run_once(command):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"{' '.join(command)}: exit code {code}")
    return elapsed * 1000, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    run_once(arguments.command)  # warms the page cache
    times, peaks = zip(*(run_once(arguments.command) for _ in range(arguments.runs)))
    name = " ".join(os.path.basename(word) for word in arguments.command)
    print(
        f"{name:<50} min {min(times):8.1f} ms   median {statistics.median(times):8.1f} ms   "
        f"max {max(times):8.1f} ms   peak {max(peaks):6.1f} MiB   ({arguments.runs} runs)"
    )


main()
