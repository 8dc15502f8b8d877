#!/usr/bin/env bash
# Rules of the house that the compiler does not check.
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
    Sources/ExecutePrecompile Sources/TextOutput Sources/InputFiles Sources/StrictJSON Sources/ArchivedBlocks Sources/L1Sim \
    Sources/Conformance Sources/Fuzzing Sources/RollupContracts Sources/RollupActors Sources/Scenario Sources/GasComparison
refuse "a difference between forks is a row of Fork's table (docs/adding-a-fork.md), never a comparison elsewhere" \
    '\bfork (<|>|<=|>=|==|!=) \.' Sources Guest
refuse "weakened machines are for tests that show what a rule is needed for" '\.removing\((constraint|interactions|bus):' Sources
# A verb is one file: what the language and the engine must know of it they ask `StepVerb`.
verbs=$(basename -s .swift -- Sources/Scenario/Steps/Verbs/*.swift | paste -sd '|')
keys=$(sed -nE 's/.*static let name = "([a-z0-9_]+)"/\1/p' Sources/Scenario/Steps/Verbs/*.swift | paste -sd '|')
mapfile -t verbless < <(find Sources/Scenario -name '*.swift' ! -path '*/Steps/Verbs/*' ! -name VerbRegistry.swift)
refuse "a verb is named in its own file and in VerbRegistry alone" "^([^/]|/[^/])*(\b($verbs)\b|\"($keys)\")" "${verbless[@]}"
# A document that names files and tests is worth no more than those that exist.
Tools/documents.py || failed=1
Tools/test-names.py || failed=1
# The graph that Package.swift draws is the graph that the sources have.
Tools/edges.py || failed=1
exit $failed
