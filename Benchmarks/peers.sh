#!/usr/bin/env bash
# Times pairings, sums of points, Groth16 and blobs beside arkworks and c-kzg-4844: one table, on one core and on two.
# Two cores must be idle. ONLY chooses rows by a regular expression, ROUNDS says how many turns, LOG the size of Groth16's rows.
set -euo pipefail
cd "$(dirname "$0")/.."

fixtures=${ROLLUPSIM_FIXTURES:-../shared/fixtures}
programs=${PROGRAMS:-.build/release}
only=${ONLY:-}
vectors=.build/fixtures/kzg-benchmarks
if [ -f "$fixtures/kzg_vectors.tar.zst" ]; then
    rm -rf "$vectors" && mkdir -p "$vectors"
    tar --zstd -xf "$fixtures/kzg_vectors.tar.zst" -C "$vectors" kzg_vectors/trusted_setup.txt
else
    echo "comparison with c-kzg-4844 skipped: no public fixtures at $fixtures" >&2
    only=${only:-arkworks}
fi
[ -x .venv-bench/bin/python ] || python3 -m venv .venv-bench
.venv-bench/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
.venv-bench/bin/python Benchmarks/against_peers.py --rounds "${ROUNDS:-7}" --log "${LOG:-16}" --only "$only" \
    "$programs/Groth16Benchmark" "$programs/BlobBenchmark" "$vectors/kzg_vectors/trusted_setup.txt"
