#!/usr/bin/env python3
"""Times this build beside another commit's in one run, turn about, and prints the ratios: above 1 is faster now.

usage: against_commit.py [--rounds N] [--only REGEX] BASE NOW FIXTURE...

BASE and NOW are folders with the built `EVMBenchmark` and `ProverBenchmark`; FIXTUREs are files or folders of programs.
Each side's time is the fastest of all its runs. A program that is off by more than 3 % gets further turns, since a shared
machine has bad moments.
"""

import argparse
import re
import subprocess

from evm_benchmark import GROUPS, EVMBenchmark, fixture_files, geometric_mean

# A line of `ProverBenchmark`: two spaces, name, then number and unit.
RATE = re.compile(r"  (\S.*?) {2,}([\d.]+) (M \S+|ms)\b")
FURTHER_TURNS = 30


def evm_ratio(base, now, index, rounds):
    """How much faster a program runs now."""
    fork = base.programs[index]["fork"]
    times = [side.run(index, fork, 1)[0] for side in (base, now)]
    if None in times:
        return None
    count = max(1, min(50, 8_000_000 // min(times)))
    for turn in range(rounds + FURTHER_TURNS):
        if turn >= rounds and 0.97 < times[0] / times[1] < 1.03:
            break
        times = [min(best, side.run(index, fork, count)[0]) for best, side in zip(times, (base, now))]
    return times[0] / times[1]


def compare_evm(arguments):
    files = list(fixture_files(arguments.fixtures))
    base, now = (EVMBenchmark(f"{folder}/EVMBenchmark", files) for folder in (arguments.base, arguments.now))
    if [program["name"] for program in base.programs] != [program["name"] for program in now.programs]:
        raise SystemExit("the two builds read other programs")
    ratios = []
    for index, program in enumerate(base.programs):
        if not re.search(arguments.only, program["name"]):
            continue
        if not any(block["transactions"] for block in program["blocks"]):
            continue
        if (ratio := evm_ratio(base, now, index, arguments.rounds)) is not None:
            ratios.append((ratio, program["group"], program["name"]))
    for title, groups in GROUPS.items():
        if chosen := [ratio for ratio, group, _ in ratios if group in groups]:
            print(f"{title:<14} {geometric_mean(chosen):6.3f}   {len(chosen)} programs, {min(chosen):.2f} to {max(chosen):.2f}")
    for ratio, _, name in sorted(ratios):
        if ratio < 0.95:
            print(f"  slower: {name} {ratio:.2f}")


def prover_rates(executable):
    """Rates by section and name; higher is better, so times are turned round."""
    rates, section = {}, ""
    output = subprocess.run([executable], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in output.splitlines():
        if match := RATE.match(line):
            name, value, unit = match.group(1), float(match.group(2)), match.group(3)
            if value > 0:
                rates[section, name.split(":")[0]] = 1 / value if unit == "ms" else value
        elif line and not line.startswith(" "):
            section = re.sub(r", proof: .*", "", line)
    return rates


def compare_prover(arguments):
    best = [{}, {}]
    for _ in range(arguments.rounds):
        for side, folder in zip(best, (arguments.base, arguments.now)):
            for key, rate in prover_rates(f"{folder}/ProverBenchmark").items():
                side[key] = max(rate, side.get(key, 0))
    section = ""
    for key, rate in best[1].items():
        if key not in best[0]:
            continue
        if key[0] != section:
            section = key[0]
            print(section)
        print(f"  {key[1]:<48} {rate / best[0][key]:6.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="REGEX", help="programs whose names match")
    parser.add_argument("base")
    parser.add_argument("now")
    parser.add_argument("fixtures", nargs="+")
    arguments = parser.parse_args()
    print("EVM, speed now over base, geometric means")
    compare_evm(arguments)
    print("proof core and executor, rate now over base")
    compare_prover(arguments)


main()
