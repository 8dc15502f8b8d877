#!/usr/bin/env python3
"""Plants faults in a copy of the sources, and sees whether fuzzing finds them.

usage: Tools/fuzz/mutants.py [--seed N] [NAME ...]

All faults are compiled into one program; ROLLUPSIM_MUTANT in its environment says which one is alive. For each it prints
the first case on which an oracle disagrees, and how small the case became. Exits 1 when a fault is not found, and 2 when
the sources have changed so that a fault can no longer be planted.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / ".build-mutants"
PYTHON = Path(os.environ.get("FUZZ_PYTHON", ROOT / ".venv-fuzz" / "bin" / "python"))

# Asked for at most so many cases per fault.
REVM_CASES, SPECIFICATION_CASES = 30_000, 1_500

SWITCH = """#if canImport(Glibc)
    import Glibc
#endif

/// Number of the planted fault that is alive, 0 for none.
public let activeMutant: Int = getenv("ROLLUPSIM_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
"""

EVM = "Sources/EVM/"
STATE = "Sources/StateTrie/State/"
WORDS = "Sources/Primitives/UInt256/"
TRANSACTIONS = "Sources/StateTransition/Transactions/"
EXECUTION = "Sources/StateTransition/Execution/"

# Name, oracle, file, what stands there, and what stands there instead; # is the fault's own number.
MUTANTS = [
    ("SSTORE forgets to take back a refund", "revm", EVM + "Gas/StorageGas.swift",
     "if current.isZero { refund -=", "if current.isZero, activeMutant != # { refund -="),
    ("SSTORE ignores the stipend's sentry", "revm", EVM + "Opcodes/Storage.swift",
     "if frame.pointee.gasLeft <= Gas.storageStipendSentry {",
     "if frame.pointee.gasLeft <= Gas.storageStipendSentry, activeMutant != # {"),
    ("CALLCODE takes a cold account for warm", "revm", EVM + "Opcodes/Calls.swift",
     "chargeAccountAccess(codeAddress),",
     "activeMutant == # && kind == .callCode ? frame.pointee.charge(100) : chargeAccountAccess(codeAddress),"),
    ("CALLCODE gives no stipend", "revm", EVM + "Opcodes/Calls.swift",
     "gas: value.isZero ?", "gas: value.isZero || activeMutant == # && kind == .callCode ?"),
    ("DELEGATECALL shows the wrong value", "revm", EVM + "Opcodes/Calls.swift",
     "value: delegates ? frame.pointee.value", "value: delegates && activeMutant != # ? frame.pointee.value"),
    ("SAR looks at the wrong sign bit", "revm", WORDS + "UInt256+Bits.swift",
     "guard isNegative else { return self >> count }",
     "guard activeMutant == # ? l3 >> 62 == 3 : isNegative else { return self >> count }"),
    ("SIGNEXTEND leaves byte 30 alone", "revm", WORDS + "UInt256+Bits.swift",
     "i < 31 else", "i < (activeMutant == # ? 30 : 31) else"),
    ("ADDMOD loses a carry", "revm", WORDS + "UInt256+Division.swift",
     "return overflow || sum >= modulus ?", "return (overflow && activeMutant != #) || sum >= modulus ?"),
    ("EXP charges a byte too little for long exponents", "revm", EVM + "Opcodes/Arithmetic.swift",
     "(exponent.bitWidthUsed &+ 7) / 8", "(exponent.bitWidthUsed &+ (activeMutant == # ? 6 : 7)) / 8"),
    ("memory grows a byte too late", "revm", EVM + "Interpreter/Frame+Memory.swift",
     "let newWords = Gas.words(end)", "let newWords = Gas.words(end &- (activeMutant == # && end > 64 ? 1 : 0))"),
    ("CREATE spends no nonce", "revm", EVM + "Execution/Machine+Frames.swift",
     "try host.pointee.setNonce(creator, nonce &+ 1)",
     "if activeMutant != # { try host.pointee.setNonce(creator, nonce &+ 1) }"),
    ("a new contract's address is not warm", "revm", EVM + "Execution/Machine+Frames.swift",
     "_ = host.pointee.accessAccount(address)", "if activeMutant != # { _ = host.pointee.accessAccount(address) }"),
    ("CREATE takes all gas along", "revm", EVM + "Opcodes/Creation.swift",
     "let gas = Gas.callable(frame.pointee.gasLeft)",
     "let gas = activeMutant == # ? frame.pointee.gasLeft : Gas.callable(frame.pointee.gasLeft)"),
    ("SELFDESTRUCT deletes an old account", "revm", EVM + "Opcodes/Creation.swift",
     "if environment.fork.selfDestructDeletesAll ||",
     "if environment.fork.selfDestructDeletesAll || activeMutant == # ||"),
    ("an account stays warm when its access is reverted", "revm", STATE + "WorldState+Transactions.swift",
     "accounts[index].warmStamp = 0", "if activeMutant != # { accounts[index].warmStamp = 0 }"),
    ("a slot stays warm when its access is reverted", "revm", STATE + "WorldState+Transactions.swift",
     "slots[index].warmStamp = 0", "if activeMutant != # { slots[index].warmStamp = 0 }"),
    ("a transient value outlives a revert", "revm", STATE + "WorldState+Transactions.swift",
     "transientValues[index] = journal.popWord()",
     "let old = journal.popWord(); if activeMutant != # { transientValues[index] = old }"),
    ("a refund is capped at a fourth", "revm", EXECUTION + "BlockExecution+Transactions.swift",
     "min(spent / TransactionGas.refundQuotient", "min(spent / (activeMutant == # ? 4 : TransactionGas.refundQuotient)"),
    ("MODEXP charges too little for odd lengths", "revm", EVM + "Precompiles/ModularExponentiationRules.swift",
     "(length >> 3) &+ ((length & 7).isZero ? .zero : .one)",
     "(length >> 3) &+ ((length & 7).isZero || activeMutant == # ? .zero : .one)"),
    ("CLZ of zero is 255", "specification", EVM + "Interpreter/Interpreter+Dispatch.swift",
     "unary(Gas.low) { word($0.leadingZeroBitCount) }",
     "unary(Gas.low) { word(min($0.leadingZeroBitCount, activeMutant == # ? 255 : 256)) }"),
    ("an authority stays cold", "specification", EXECUTION + "BlockExecution+Transactions.swift",
     "_ = state.accessAccount(authority)", "if activeMutant != # { _ = state.accessAccount(authority) }"),
    ("an absent authority gives a refund", "specification", EXECUTION + "BlockExecution+Transactions.swift",
     "if try !state.isEmpty(authority) {",
     "let isAbsent = try state.isEmpty(authority); if !isAbsent || activeMutant == # {"),
    ("calldata has no floor price", "specification", TRANSACTIONS + "Transaction+Gas.swift",
     "guard fork.hasCalldataFloor else { return 0 }",
     "guard fork.hasCalldataFloor, activeMutant != # else { return 0 }"),
    ("a delegation is resolved for free", "specification", EVM + "Opcodes/Calls.swift",
     "guard chargeAccountAccess(delegate) else", "guard activeMutant == # || chargeAccountAccess(delegate) else"),
]


def plant():
    """Makes the copy, with every fault in it."""
    COPY.mkdir(exist_ok=True)
    shutil.copy(ROOT / "Package.swift", COPY)
    for folder in ("Sources", "Tests", "Benchmarks"):
        shutil.rmtree(COPY / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, COPY / folder)
    (COPY / "Sources/Primitives/ActiveMutant.swift").write_text(SWITCH)
    stale = []
    for number, (name, _, file, original, mutated) in enumerate(MUTANTS, start=1):
        path = COPY / file
        text = path.read_text()
        if text.count(original) != 1:
            stale.append(f"{name}: {file} has `{original}` {text.count(original)} times")
            continue
        path.write_text(text.replace(original, mutated.replace("#", str(number))))
    if stale:
        print("mutants.py: cannot plant\n  " + "\n  ".join(stale), file=sys.stderr)
        sys.exit(2)


def hunt(program, number, oracle, seed):
    """The report of a campaign against one fault."""
    script = ROOT / "Tools/fuzz" / ("revm_oracle.py" if oracle == "revm" else "spec_oracle.py")
    options = (
        ["--fork", "cancun", "--profile", "large", "--count", str(REVM_CASES), "--batch", "64"]
        if oracle == "revm"
        else ["--fork", "osaka", "--profile", "small", "--count", str(SPECIFICATION_CASES), "--batch", "8"]
    )
    command = [program, "fuzz", *options, "--seed", str(seed), "--differences", "1"]
    command += ["--findings", COPY / "findings" / str(number), "--", PYTHON, script]
    environment = {**os.environ, "ROLLUPSIM_MUTANT": str(number)}
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", help="a program with the faults in it; it is not built then")
    parser.add_argument("--plant-only", action="store_true", help="make the copy and build nothing")
    parser.add_argument("names", nargs="*", help="parts of the names of the faults to try, instead of all")
    arguments = parser.parse_args()
    program = arguments.program
    if program is None:
        plant()
        if arguments.plant_only:
            return
        subprocess.run(["swift", "build", "-c", "release", "--product", "rollupsim"], check=True, cwd=COPY)
        program = COPY / ".build/release/rollupsim"
    missed = 0
    for number, (name, oracle, *_) in enumerate(MUTANTS, start=1):
        if arguments.names and not any(part in name for part in arguments.names):
            continue
        start = time.monotonic()
        run = hunt(program, number, oracle, arguments.seed)
        seconds = time.monotonic() - start
        found = re.search(r"case (\d+), shrunk to (\d+) bytes", run.stdout)
        if found:
            result = f"case {found[1]}, shrunk to {found[2]} bytes of code"
        elif run.returncode == 0:
            result = "NOT FOUND"
            missed += 1
        else:
            sys.exit(f"mutants.py: the campaign failed\n{run.stdout}{run.stderr}")
        print(f"{number:2} {oracle:13} {name:52} {result} ({seconds:.0f} s)", flush=True)
    print(f"{missed} not found")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
