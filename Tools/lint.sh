#!/usr/bin/env bash
# Layering rules that the compiler does not check.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0
refuse() { # message, pattern, paths...
    local message=$1 pattern=$2
    shift 2
    local status=0
    grep -rnE "$pattern" "$@" --include='*.swift' || status=$?
    # 1 is "no match"; anything above means that grep itself failed, such as on a missing folder.
    if [ $status -ne 1 ]; then
        echo "lint: $message" >&2
        failed=1
    fi
}
embedded=(Sources/Primitives Sources/Cryptography Sources/StateTrie Sources/EVM Sources/StateTransition Guest)
refuse "Embedded-clean modules and proof code do not import Foundation" '^\s*(public |internal |package )?import Foundation' \
    "${embedded[@]}" Sources/ZKBackend
refuse "force-try, force-cast and fatalError have no place in Sources" '\btry!|\bas!|\bfatalError\(' Sources
refuse "only the command line prints" '(^|[^.[:alnum:]_])print\(' "${embedded[@]}" Sources/HostAccelerators Sources/ZKBackend \
    Sources/ExecutePrecompile Sources/TextOutput Sources/InputFiles Sources/StrictJSON Sources/ArchivedBlocks Sources/L1Sim Sources/Conformance Sources/Fuzzing Sources/RollupContracts Sources/RollupActors Sources/Scenario
# A checklist that names tests is worth no more than the tests that exist.
while IFS=. read -r suite function; do
    grep -rqsE "func $function\(" Tests --include="$suite.swift" || {
        echo "lint: docs/zk-checklist.md names $suite.$function, which is no test" >&2
        failed=1
    }
done < <(grep -oE '`[A-Za-z0-9]+Tests\.[A-Za-z0-9]+`' docs/zk-checklist.md | tr -d '`' | sort -u)
exit $failed
