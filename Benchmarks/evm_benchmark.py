"""What the comparisons share: the benchmark program as a process that is asked, its groups, and the mean of ratios."""

import json
import math
import subprocess
from pathlib import Path


class EVMBenchmark:
    """A build of `EVMBenchmark` with its programs, asked over a pipe."""

    def __init__(self, executable, files):
        self.process = subprocess.Popen([executable, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.programs = []
        while (line := self.process.stdout.readline().strip()) != "ready":
            if not line:
                raise SystemExit(f"{executable} ended while reading the programs")
            self.programs.append(json.loads(line))

    def run(self, index, fork, count):
        """Nanoseconds of the fastest of `count` runs, and gas; or the reason why it cannot run."""
        self.process.stdin.write(f"{index} {fork} {count}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit("EVMBenchmark ended")
        if answer.startswith("error"):
            return None, answer
        nanoseconds, gas = answer.split()
        return int(nanoseconds), int(gas)


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


GROUPS = {
    "interpreter": ("evm-bench", "ipsilon", "synthetic"),
    "evm-bench": ("evm-bench",),
    "ipsilon": ("ipsilon",),
    "synthetic": ("synthetic",),
    "precompiles": ("precompile",),
    "blocks": ("block",),
}


def fixture_files(paths):
    for path in map(Path, paths):
        yield from map(str, sorted(path.rglob("*.json")) if path.is_dir() else [path])
