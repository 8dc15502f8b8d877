#!/usr/bin/env bash
# Verifies a Groth16 proof made here with py_ecc and with zksnake (arkworks), installed in .venv-groth16 when they are not there.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=.venv-groth16
program=${GROTH16_BENCHMARK:-.build/release/Groth16Benchmark}

# The mark is written last and names the versions: an interrupted or outdated installation is made anew.
if ! cmp -s Tools/groth16/requirements.txt "$venv/installed.txt"; then
    echo "groth16: installing $(paste -sd ' ' Tools/groth16/requirements.txt) in $venv" >&2
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r Tools/groth16/requirements.txt
    cp Tools/groth16/requirements.txt "$venv/installed.txt"
fi
"$program" export | "$venv/bin/python" Tools/groth16/verify.py -
