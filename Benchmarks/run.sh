#!/usr/bin/env bash
# Times what a user waits for: whole processes, start-up included, in the release build.
set -euo pipefail
cd "$(dirname "$0")/.."

fixtures=${ROLLUPSIM_FIXTURES:-../shared/fixtures}
python3 Benchmarks/whole_process.py --runs "${RUNS:-9}" -- .build/release/rollupsim run scenarios/native-happy-path.yaml
if [ -d "$fixtures/real-blocks" ]; then
    for block in "$fixtures"/real-blocks/*.json; do
        python3 Benchmarks/whole_process.py --runs "${RUNS:-9}" -- .build/release/rollupsim execute "$block"
        .build/release/rollupsim execute "$block"
    done
else
    echo "real blocks skipped: no public fixtures at $fixtures"
fi
