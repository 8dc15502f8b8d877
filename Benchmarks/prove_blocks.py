#!/usr/bin/env python3
"""Proves blocks, each in a process of its own, and prints one table.

usage: Benchmarks/prove_blocks.py [--threads N] [--memory SIZE] ROLLUPSIM [SCENARIO:STEP ...]

Without blocks: one transfer, ten transfers, and block 2 of native-happy-path. A block that would take more memory than
it may is listed with its prediction alone.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = [
    "Benchmarks/payloads/one-transfer.yaml:b2",
    "Benchmarks/payloads/ten-transfers.yaml:b2",
    "scenarios/native-happy-path.yaml:b2",
]
PHASES = ["run", "trace", "commitment", "fraction sum", "joint sumcheck", "opening"]


def prove(program, block, options):
    path, step = block.rsplit(":", 1)
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "block.proof")
        command = [program, "prove", path, "--block", step, "-o", target, "--json", *options]
        before = processor_seconds()
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        if done.returncode not in (0, 5):
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}")
        return {**json.loads(done.stdout), "processorSeconds": processor_seconds() - before}


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def row(report):
    predicted = report["predicted"]
    cells = [report["name"], f"{predicted['cycles']:,}"]
    if "cells" not in predicted:
        return cells + [predicted["refusal"]]
    cells += [f"{predicted['cells']:,} (2^{predicted['logArea']})", f"{predicted['leaves']:,}"]
    if "seconds" not in report:
        return cells + [f"needs {predicted['peakBytes'] / 2**30:.2f} GiB by prediction"]
    seconds = {phase["name"]: phase["seconds"] for phase in report["phases"]}
    cells += [f"{seconds[phase]:.2f}" for phase in PHASES]
    cells += [f"{report['seconds']:.1f} ({predicted['seconds']:.1f})"]
    cells += [f"{report['processorSeconds']:.1f}"]
    cells += [f"{report['peakBytes'] / 2**30:.2f} ({predicted['peakBytes'] / 2**30:.2f})"]
    cells += [f"{report['proofBytes']:,} ({predicted['proofBytes']:,})"]
    return cells + [f"{report['verificationMilliseconds']:.1f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads")
    parser.add_argument("--memory")
    parser.add_argument("program")
    parser.add_argument("blocks", nargs="*")
    arguments = parser.parse_args()
    options = [part for name in ("threads", "memory") if getattr(arguments, name)
               for part in (f"--{name}", getattr(arguments, name))]
    program = str(Path(arguments.program).resolve())
    heading = ["block", "cycles", "cells", "leaves", *[f"{phase} s" for phase in PHASES], "all s (predicted)",
               "processor s", "VmHWM GiB (predicted)", "proof bytes (predicted)", "verify ms"]
    print("| " + " | ".join(heading) + " |")
    print("|" + "---|" * len(heading))
    for block in arguments.blocks or BLOCKS:
        cells = row(prove(program, block, options))
        print("| " + " | ".join(cells + [""] * (len(heading) - len(cells))) + " |", flush=True)


if __name__ == "__main__":
    main()
