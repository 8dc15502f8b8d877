import ProofVerifier

extension PublishedSystem {
    /// SP1 6.1: shards, their compression and its shrinking.
    static let sp1 = PublishedSystem(
        name: "sp1",
        field: ChallengeField(base: .koalaBear, degree: 4),
        digestBits: 248,
        circuits: [
            .jagged(
                "core",
                logTraceLength: 22,
                logInverseRate: 2,
                columns: 3741,
                logDenseLength: 21,
                denseBatch: 193,
                batching: .multilinear,
                constraints: 3412,
                queries: 124,
                batchingGrinding: 5,
                queryGrinding: 16,
                lookup: .multivariate("lookup", rows: 1 << 22, values: 107, lookups: 1911, grinding: 12)
            ),
            .jagged(
                "compress",
                logTraceLength: 21,
                logInverseRate: 2,
                columns: 326,
                logDenseLength: 20,
                denseBatch: 128,
                batching: .multilinear,
                constraints: 204,
                queries: 124,
                batchingGrinding: 5,
                queryGrinding: 16,
                lookup: .multivariate("lookup", rows: 1 << 21, values: 6, lookups: 53, grinding: 12)
            ),
            .jagged(
                "shrink",
                logTraceLength: 19,
                logInverseRate: 3,
                columns: 326,
                logDenseLength: 18,
                denseBatch: 128,
                batching: .multilinear,
                constraints: 204,
                queries: 94,
                batchingGrinding: 5,
                queryGrinding: 22,
                lookup: .multivariate("lookup", rows: 1 << 19, values: 6, lookups: 53, grinding: 12)
            ),
        ]
    )

    /// zkDTVM: core and compression.
    static let zkDTVM = PublishedSystem(
        name: "zkdtvm",
        field: ChallengeField(base: .koalaBear, degree: 4),
        digestBits: 248,
        circuits: [
            .jagged(
                "core",
                logTraceLength: 22,
                logInverseRate: 1,
                columns: 31209,
                logDenseLength: 21,
                denseBatch: 62928,
                batching: .powers,
                constraints: 29053,
                queries: 193,
                batchingGrinding: 12,
                queryGrinding: 20,
                lookup: .univariate(
                    "lookup",
                    rows: 1 << 22,
                    values: 103,
                    lookups: 14,
                    hasMultilinearFingerprint: true,
                    grinding: 10
                )
            ),
            .jagged(
                "compress",
                logTraceLength: 21,
                logInverseRate: 2,
                columns: 326,
                logDenseLength: 20,
                denseBatch: 128,
                batching: .powers,
                constraints: 204,
                queries: 118,
                batchingGrinding: 10,
                queryGrinding: 20,
                lookup: .univariate(
                    "lookup",
                    rows: 1 << 21,
                    values: 6,
                    lookups: 50,
                    hasMultilinearFingerprint: true,
                    grinding: 10
                )
            ),
        ]
    )
}
