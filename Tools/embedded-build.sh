#!/usr/bin/env bash
# Compiles the Embedded-clean modules for the zkVM guest's target, so that what L1 executes can be proved unchanged.
set -euo pipefail
cd "$(dirname "$0")/.."

# StateTransition stands on all the others: Accelerators, Primitives, StateTrie, EVM.
swift build -c release --scratch-path .build-guest \
    --triple riscv64-none-none-eabi --target StateTransition \
    -Xswiftc -enable-experimental-feature -Xswiftc Embedded -Xswiftc -wmo \
    -Xswiftc -Xcc -Xswiftc -march=rv64im -Xswiftc -Xcc -Xswiftc -mabi=lp64 \
    -Xcc -march=rv64im -Xcc -mabi=lp64 \
    -Xswiftc -Xfrontend -Xswiftc -disable-stack-protector
