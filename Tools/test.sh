#!/usr/bin/env bash
# Every gate, in the order in which they fail fastest; ends with `ran N, skipped M (reason)`.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== format"
swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Guest
echo "== layering"
Tools/lint.sh
echo "== contract artifacts match their sources"
Tools/contracts/build.py --check
echo "== presets are those that the program carries"
Tools/presets.py --check
echo "== the guest's image matches its sources"
Tools/guest-build.sh --check
echo "== tests"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift build -c release --build-tests
# Campaigns over whole fixture packs, and of whole proofs, have their own commands.
selection=(--skip ProvingCampaign --skip FullPackCampaign)
[ "${1:-}" = --all ] && selection=(--skip ProvingCampaign)
swift test -c release --skip-build "${selection[@]}" 2>&1 | tee "$log"

ran=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }')
skipped=$(grep -cE ' Test .* skipped(: ".*"|\.)$' "$log" || true)
reasons=$(sed -nE 's/.* Test .* skipped: "(.*)"$/\1/p' "$log" | sort | uniq -c | sort -rn |
    sed -E 's/^ *[0-9]+ //' | paste -sd ';' | sed 's/;/; /g')
if [ "$ran" -eq 0 ]; then
    echo "no test ran" >&2
    exit 1
fi
echo "ran $((ran - skipped)), skipped $skipped (${reasons:-none})"
if [ "$skipped" -gt 0 ] && [ "${ROLLUPSIM_REQUIRE_FIXTURES:-0}" = 1 ]; then
    echo "a skip is a failure under ROLLUPSIM_REQUIRE_FIXTURES=1" >&2
    exit 1
fi
