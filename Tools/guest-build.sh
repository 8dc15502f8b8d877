#!/usr/bin/env bash
# Compiles the guest program to Sources/GuestProgram/guest.elf, by the Swift toolchain alone; with --check, compares instead.
#
# The bytes depend on the sources and on the toolchain's version, not on where either lies.
set -euo pipefail
cd "$(dirname "$0")/.."

product=Sources/GuestProgram/guest.elf
build=.build-guest/program
rm -rf "$build"
mkdir -p "$build"

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
    -file-prefix-map "$PWD=." -I Guest/Runtime -I "$build" -module-cache-path "$build/cache"
)

module() { # name, sources...
    local name=$1
    shift
    swiftc "${embedded[@]}" -parse-as-library -module-name "$name" -emit-module -emit-module-path "$build/$name.swiftmodule" \
        -c "$@" -o "$build/$name.o"
}
# Sorted by bytes: the order of the files is the order of the functions.
sources() { find "$1" -name '*.swift' | LC_ALL=C sort; }
sourceModule() { # name, folder
    local files
    mapfile -t files < <(sources "$2")
    module "$1" "${files[@]}"
}

sourceModule Primitives Sources/Primitives
(
    sourceModule Cryptography Sources/Cryptography
    sourceModule GuestAccelerators Guest/Accelerators
) &
curves=$!
trap 'kill "$curves" 2>/dev/null || true' EXIT
sourceModule StateTrie Sources/StateTrie
sourceModule EVM Sources/EVM
sourceModule StateTransition Sources/StateTransition
swiftc "${embedded[@]}" -module-name Guest -c Guest/main.swift -o "$build/Guest.o"
wait "$curves"
objects=()
for name in Primitives Cryptography GuestAccelerators StateTrie EVM StateTransition Guest; do objects+=("$build/$name.o"); done

for source in Guest/Runtime/*.c Guest/Runtime/*.S; do
    object=$build/$(basename "$source").o
    "$clang" --target=riscv64-unknown-none-elf "${machine[@]}" -O2 -ffreestanding -fno-builtin -ffunction-sections \
        -fdata-sections -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sync-alignment "-ffile-prefix-map=$PWD=." -c "$source" -o "$object"
    objects+=("$object")
done

"$linker" -T Guest/guest.ld --discard-locals --gc-sections --static --build-id=none --strip-debug --fatal-warnings \
    "${objects[@]}" -o "$build/guest.elf"

if [ "${1:-}" = --check ]; then
    if ! cmp "$build/guest.elf" "$product"; then
        echo "guest: $product is not what \`make guest\` builds from these sources with $(swiftc --version 2>&1 | head -1)" >&2
        exit 1
    fi
else
    mkdir -p "$(dirname "$product")"
    cmp -s "$build/guest.elf" "$product" || cp "$build/guest.elf" "$product"
fi
