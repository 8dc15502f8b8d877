#!/usr/bin/env python3
"""Runs the benchmark programs here and on revm, in turn in one process tree, and prints Mgas/s and ratios.

usage: against_revm.py [--rounds N] [--only REGEX] PROGRAM FIXTURE...

PROGRAM is the built `EVMBenchmark`; FIXTUREs are files or folders. revm is the binding `pyrevm`, true up to Cancun: both sides run
under Cancun rules, which price MODEXP differently; programs that need what came later run here alone, under the fixture's rules, and
so do those for which the binding finds other gas. Each side's time is the fastest of all its runs. On revm's side a run contains the binding's conversion of its arguments, some microseconds.
"""

import argparse
import json
import re
import sys
import time

import pyrevm
from evm_benchmark import GROUPS, EVMBenchmark, fixture_files, geometric_mean


# Opcodes and precompiles that Cancun lacks.
LATER_THAN_CANCUN = re.compile("clz|pc_bls|p256verify")


class Revm:
    """A program on revm. Each transaction has an instance with the state before it, to which it returns after each run."""

    def __init__(self, program):
        self.calls = []
        for block in program["blocks"]:
            environment = pyrevm.Env(
                block=pyrevm.BlockEnv(
                    number=block["number"],
                    coinbase=block["coinbase"],
                    timestamp=block["timestamp"],
                    prevrandao=bytes.fromhex(block["prevRandao"][2:]),
                    basefee=int(block["baseFee"], 16),
                    gas_limit=2**63,
                    excess_blob_gas=0,
                )
            )
            for transaction in block["transactions"]:
                evm = pyrevm.EVM(env=environment, gas_limit=2**63, spec_id="CANCUN")
                for account in merged(program["accounts"], transaction["changes"]):
                    insert(evm, account)
                self.calls.append((evm, call(evm, transaction)))

    def run(self):
        """Nanoseconds and gas of all transactions."""
        elapsed = gas = 0
        for evm, run in self.calls:
            checkpoint = evm.snapshot()
            start = time.perf_counter_ns()
            try:
                run()
            except RuntimeError:
                pass  # a transaction that reverts or halts; its gas tells
            elapsed += time.perf_counter_ns() - start
            gas += evm.result.gas_used
            evm.revert(checkpoint)
        return elapsed, gas


def merged(accounts, changes):
    """The accounts after changes; the binding takes a slot that is inserted twice for one that the transaction has written."""
    result = {account["address"]: account for account in accounts}
    for change in changes:
        storage = dict(result.get(change["address"], change)["storage"]) | dict(change["storage"])
        result[change["address"]] = change | {"storage": list(storage.items())}
    return result.values()


def insert(evm, account):
    info = pyrevm.AccountInfo(
        nonce=account["nonce"], balance=int(account["balance"], 16), code=bytes.fromhex(account["code"][2:])
    )
    evm.insert_account_info(account["address"], info)
    for slot, value in account["storage"]:
        evm.insert_account_storage(account["address"], int(slot, 16), int(value, 16))


def call(evm, transaction):
    """A function of no arguments that executes the transaction."""
    sender, to, gas = transaction["from"], transaction["to"], transaction["gas"]
    data = bytes.fromhex(transaction["data"][2:])
    value, price = int(transaction["value"], 16), int(transaction["gasPrice"], 16)
    if to:
        return lambda: evm.message_call(sender, to, data, value, gas, price)
    return lambda: evm.deploy(sender, data, value, gas)


def compare(ours, index, rounds):
    """One line of the table: name, group, rules, gas, our Mgas/s, revm's Mgas/s or None; nothing for an empty block."""
    program = ours.programs[index]
    if not any(block["transactions"] for block in program["blocks"]):
        return None  # an empty block has no gas to divide by a time
    comparable = not LATER_THAN_CANCUN.search(program["name"])
    fork = "cancun" if comparable else program["fork"]
    best, gas = ours.run(index, fork, 1)
    if best is None:
        raise SystemExit(f"{program['name']}: {gas}")
    revm, peer_best = None, None
    if comparable:
        revm = Revm(program)
        peer_best, peer_gas = revm.run()
        if peer_gas != gas:
            print(f"{program['name']}: {gas:,} gas here, {peer_gas:,} through the binding: not compared", file=sys.stderr)
            comparable = False
    # Turns of about 20 ms, so that both sides meet the same weather.
    count = max(1, min(50, 20_000_000 // best))
    peer_count = max(1, min(50, 20_000_000 // peer_best)) if comparable else 0
    for _ in range(rounds):
        best = min(best, ours.run(index, fork, count)[0])
        for _ in range(peer_count):
            peer_best = min(peer_best, revm.run()[0])
    return {
        "name": program["name"],
        "group": program["group"],
        "rules": fork,
        "gas": gas,
        "mgasPerSecond": gas * 1000 / best,
        "revmMgasPerSecond": gas * 1000 / peer_best if comparable else None,
        "ratio": peer_best / best if comparable else None,
    }


def print_table(rows):
    print(f"{'program':<46} {'rules':<7} {'gas':>12} {'Mgas/s':>10} {'revm':>10} {'ratio':>7}")
    for row in rows:
        peer = f"{row['revmMgasPerSecond']:10,.0f} {row['ratio']:7.2f}" if row["ratio"] else f"{'-':>10} {'-':>7}"
        print(f"{row['name'][:46]:<46} {row['rules']:<7} {row['gas']:12,} {row['mgasPerSecond']:10,.0f} {peer}")


def print_means(rows):
    compared = [row for row in rows if row["ratio"]]
    for title, groups in GROUPS.items():
        ratios = [row["ratio"] for row in compared if row["group"] in groups]
        if not ratios:
            continue
        scope = "" if title == "interpreter" else f", {title}"
        count = f"   ({len(ratios)} {'interpreter programs' if title == 'interpreter' else 'programs'})"
        print(f"geometric mean against revm{scope}: {geometric_mean(ratios):.2f}{count}")
    slow = [row for row in compared if row["ratio"] < 0.8]
    print("below 0.8: " + (", ".join(f"{row['name']} {row['ratio']:.2f}" for row in slow) or "none"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="REGEX", help="programs whose names match")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("program")
    parser.add_argument("fixtures", nargs="+")
    arguments = parser.parse_args()
    ours = EVMBenchmark(arguments.program, list(fixture_files(arguments.fixtures)))
    chosen = [i for i, program in enumerate(ours.programs) if re.search(arguments.only, program["name"])]
    rows = [row for index in chosen if (row := compare(ours, index, arguments.rounds))]
    if arguments.json:
        print(json.dumps(rows, indent=1))
    else:
        print_table(rows)
        print(f"{len(rows)} of {len(chosen)} programs; the others are blocks without transactions")
        print_means(rows)


main()
