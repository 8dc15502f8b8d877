#!/usr/bin/env bash
# Compiles the guest program to Sources/GuestProgram/guest.elf, by the Swift toolchain alone; with --check, compares instead.
#
# Its software twin, the same sources without the machine's calls, goes to .build-guest/software.elf: tests compare the two, and the
# emulator, which has no calls, runs the twin. The bytes depend on the sources and on the toolchain's version, not on where either
# lies.
set -euo pipefail
cd "$(dirname "$0")/.."

product=Sources/GuestProgram/guest.elf
twin=.build-guest/software.elf

tools=$(dirname "$(readlink -f "$(command -v swiftc)")")
tool() { # name
    if [ -x "$tools/$1" ]; then echo "$tools/$1"; else command -v "$1"; fi
}
clang=$(tool clang)
linker=$(tool ld.lld)

machine=(-march=rv64im -mabi=lp64)
embedded=(
    -target riscv64-none-none-eabi -Xcc -march=rv64im -Xcc -mabi=lp64 -enable-experimental-feature Embedded -wmo -O
    -package-name NativeRollupSim -swift-version 6
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -enable-upcoming-feature InternalImportsByDefault -warnings-as-errors
    -Xfrontend -function-sections -Xfrontend -disable-stack-protector
    -file-prefix-map "$PWD=." -I Guest/Runtime
)

module() { # name, sources...
    local name=$1
    shift
    swiftc "${embedded[@]}" "${variant[@]}" -parse-as-library -module-name "$name" -emit-module \
        -emit-module-path "$build/$name.swiftmodule" -c "$@" -o "$build/$name.o"
}
# Sorted by bytes: the order of the files is the order of the functions.
sources() { find "$1" -name '*.swift' | LC_ALL=C sort; }
sourceModule() { # name, folder
    local files
    mapfile -t files < <(sources "$2")
    module "$1" "${files[@]}"
}

program() { # build folder, flags for Swift and C...
    build=$1
    shift
    local conditions=("$@")
    rm -rf "$build"
    mkdir -p "$build"
    variant=("${conditions[@]}" -I "$build" -module-cache-path "$build/cache")
    sourceModule Primitives Sources/Primitives
    (
        sourceModule Cryptography Sources/Cryptography
        sourceModule GuestAccelerators Guest/Accelerators
    ) &
    local curves=$!
    trap 'kill "$curves" 2>/dev/null || true' EXIT
    sourceModule StateTrie Sources/StateTrie
    sourceModule EVM Sources/EVM
    sourceModule StateTransition Sources/StateTransition
    swiftc "${embedded[@]}" "${variant[@]}" -module-name Guest -c Guest/main.swift -o "$build/Guest.o"
    wait "$curves"
    trap - EXIT
    local objects=() name source object
    for name in Primitives Cryptography GuestAccelerators StateTrie EVM StateTransition Guest; do objects+=("$build/$name.o"); done

    for source in Guest/Runtime/*.c Guest/Runtime/*.S; do
        object=$build/$(basename "$source").o
        "$clang" --target=riscv64-unknown-none-elf "${machine[@]}" "${conditions[@]}" -O2 -ffreestanding -fno-builtin \
            -ffunction-sections -fdata-sections -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sync-alignment \
            "-ffile-prefix-map=$PWD=." -c "$source" -o "$object"
        objects+=("$object")
    done

    "$linker" -T Guest/guest.ld --discard-locals --gc-sections --static --build-id=none --strip-debug --fatal-warnings \
        "${objects[@]}" -o "$build/guest.elf"
}

program .build-guest/software
cp "$build/guest.elf" "$twin"
program .build-guest/program -DMACHINE_CALLS

if [ "${1:-}" = --check ]; then
    if ! cmp "$build/guest.elf" "$product"; then
        echo "guest: $product is not what \`make guest\` builds from these sources with $(swiftc --version 2>&1 | head -1)" >&2
        exit 1
    fi
else
    mkdir -p "$(dirname "$product")"
    cmp -s "$build/guest.elf" "$product" || cp "$build/guest.elf" "$product"
fi
