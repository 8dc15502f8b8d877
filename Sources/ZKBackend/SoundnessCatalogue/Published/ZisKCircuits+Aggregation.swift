import ProofVerifier

extension ZisKCircuits {
    /// Compression and aggregation.
    static let aggregation: [PublishedCircuit] = [
        .stark(
            "DmaPrePost-compressor",
            logTraceLength: 18,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.004666666666666667,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 19, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "ArithEq-compressor",
            logTraceLength: 18,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.004666666666666667,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 19, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "ArithEq384-compressor",
            logTraceLength: 18,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.004666666666666667,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 19, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "Keccakf-compressor",
            logTraceLength: 20,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8, 4],
            queryGrinding: 20,
            gap: 0.006333333333333333,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 21, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "Sha256f-compressor",
            logTraceLength: 19,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.005333333333333333,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 20, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "Blake2br-compressor",
            logTraceLength: 18,
            logInverseRate: 2,
            constraints: 179,
            degree: 5,
            openingPoints: 6,
            batch: 198,
            queries: 110,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.004666666666666667,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 19, values: 2, lookups: 36)
            ]
        ),
        .stark(
            "Recursive2",
            logTraceLength: 17,
            logInverseRate: 3,
            constraints: 158,
            degree: 8,
            openingPoints: 4,
            batch: 145,
            queries: 73,
            folds: [8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.004,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 18, values: 2, lookups: 27)
            ]
        ),
    ]
}
