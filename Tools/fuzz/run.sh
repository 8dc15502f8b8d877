#!/usr/bin/env bash
# Differential fuzzing: revm under Cancun rules, then the executable specification under Osaka rules.
#
#   CASES=300000 SPEC_CASES=10000 SEED=1 Tools/fuzz/run.sh [rollupsim fuzz options, such as --resume or --stats]
#
# Installs the pinned oracles in .venv-fuzz when they are not there; keeps progress and findings in fuzz-findings.
set -euo pipefail
cd "$(dirname "$0")/../.."

cases=${CASES:-300000}
spec_cases=${SPEC_CASES:-10000}
seed=${SEED:-1}
program=${ROLLUPSIM:-.build/release/rollupsim}
venv=.venv-fuzz
findings=fuzz-findings

# The mark is written last and names the versions: an interrupted or outdated installation is made anew.
if ! cmp -s Tools/fuzz/requirements.txt "$venv/installed.txt"; then
    echo "fuzz: installing $(paste -sd ' ' Tools/fuzz/requirements.txt) in $venv" >&2
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r Tools/fuzz/requirements.txt
    cp Tools/fuzz/requirements.txt "$venv/installed.txt"
fi
mkdir -p "$findings"

status=0
"$program" fuzz --fork cancun --profile large --seed "$seed" --count "$cases" --batch 64 \
    --findings "$findings" --progress-file "$findings/progress-cancun-$seed.json" "$@" \
    -- "$venv/bin/python" Tools/fuzz/revm_oracle.py || status=$?
"$program" fuzz --fork osaka --profile small --seed "$seed" --count "$spec_cases" --batch 8 \
    --findings "$findings" --progress-file "$findings/progress-osaka-$seed.json" "$@" \
    -- "$venv/bin/python" Tools/fuzz/spec_oracle.py || status=$?
exit $status
