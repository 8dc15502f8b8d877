#!/usr/bin/env bash
# Times the EVM beside revm program by program, curves, Groth16 and blobs beside arkworks and c-kzg-4844, the prover's inner loops on one
# core, and then what a user waits for: whole processes, start-up included.
# ROUNDS and RUNS set how often; ONLY chooses programs by a regular expression.
set -euo pipefail
cd "$(dirname "$0")/.."

fixtures=${ROLLUPSIM_FIXTURES:-../shared/fixtures}
if [ -f "$fixtures/perf.tar.zst" ]; then
    programs=.build/fixtures/perf-benchmarks
    rm -rf "$programs" && mkdir -p "$programs"
    tar --zstd -xf "$fixtures/perf.tar.zst" -C "$programs"
    [ -x .venv-bench/bin/python ] || python3 -m venv .venv-bench
    .venv-bench/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
    .venv-bench/bin/python Benchmarks/against_revm.py --rounds "${ROUNDS:-5}" --only "${ONLY:-}" \
        .build/release/EVMBenchmark "$programs/perf/single_tx" "$programs/perf/compute"
else
    echo "comparison with revm skipped: no public fixtures at $fixtures"
fi

ONLY= Benchmarks/peers.sh

.build/release/ProverBenchmark
.build/release/ProverBenchmark proof
.build/release/ProverBenchmark machine
.build/release/ProverBenchmark machine --kernels portable
Benchmarks/prove_blocks.py .build/release/rollupsim

python3 Benchmarks/whole_process.py --runs "${RUNS:-9}" -- .build/release/rollupsim run scenarios/native-happy-path.yaml
Benchmarks/scenario_steps.py .build/release/rollupsim
if [ -d "$fixtures/real-blocks" ]; then
    for block in "$fixtures"/real-blocks/*.json; do
        python3 Benchmarks/whole_process.py --runs "${RUNS:-9}" -- .build/release/rollupsim execute "$block"
        .build/release/rollupsim execute "$block"
    done
    # The guest in the executor, for a block whose file has the parent's header.
    .build/release/rollupsim guest run "$fixtures/real-blocks/hoodi-1265656.json"
else
    echo "real blocks skipped: no public fixtures at $fixtures"
fi
