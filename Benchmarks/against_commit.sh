#!/usr/bin/env bash
# Builds another commit beside this one and times both in one run: against_commit.sh COMMIT.
# ROUNDS sets how often; ONLY chooses EVM programs by a regular expression.
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(git rev-parse --verify "$1^{commit}")
fixtures=${ROLLUPSIM_FIXTURES:-../shared/fixtures}
[ -f "$fixtures/perf.tar.zst" ] || {
    echo "comparison skipped: no public fixtures at $fixtures" >&2
    exit 1
}
source=.build-base/$commit
if [ ! -d "$source" ]; then
    # Renamed when it is whole, so that an interrupted run leaves nothing that looks like a tree.
    rm -rf "$source.part" && mkdir -p "$source.part"
    git archive "$commit" | tar -x -C "$source.part"
    mv "$source.part" "$source"
fi
for product in EVMBenchmark ProverBenchmark; do
    swift build -c release --package-path "$source" --product "$product"
done
programs=.build/fixtures/perf-benchmarks
rm -rf "$programs" && mkdir -p "$programs"
tar --zstd -xf "$fixtures/perf.tar.zst" -C "$programs"
python3 Benchmarks/against_commit.py --rounds "${ROUNDS:-5}" --only "${ONLY:-}" "$source/.build/release" .build/release \
    "$programs/perf/single_tx" "$programs/perf/compute"
