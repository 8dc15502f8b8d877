import ProofVerifier

extension PublishedCircuit {
    /// A univariate STARK over FRI.
    static func stark(
        _ name: String,
        logTraceLength: Int,
        logInverseRate: Int = 1,
        constraints: Int,
        degree: Int,
        openingPoints: Int,
        batch: Int,
        queries: Int,
        folds: [Int],
        queryGrinding: Int,
        batchingGrinding: Int = 0,
        commitGrinding: Int = 0,
        deepGrinding: Int = 0,
        gap: Double? = nil,
        lookups: [Lookup] = []
    ) -> PublishedCircuit {
        let fri = FRIParameters(
            rate: powerOfTwo(-logInverseRate),
            dimension: 1 << logTraceLength,
            batchSize: batch,
            batching: .powers,
            foldingFactors: folds,
            queryCount: queries,
            batchingGrindingBits: batchingGrinding,
            commitGrindingBits: commitGrinding,
            queryGrindingBits: queryGrinding
        )
        let air = DEEPALIParameters(
            rate: fri.rate,
            traceLength: fri.dimension,
            constraintCount: constraints,
            constraintDegree: degree,
            openingPointCount: openingPoints,
            deepGrindingBits: deepGrinding
        )
        return PublishedCircuit(name: name, argument: .fri(fri, air), lookups: lookups, johnsonGap: gap)
    }

    /// A zerocheck over a jagged commitment with binary folds down to one coefficient.
    static func jagged(
        _ name: String,
        logTraceLength: Int,
        logInverseRate: Int,
        columns: Int,
        logDenseLength: Int,
        denseBatch: Int,
        batching: FRIParameters.Batching,
        constraints: Int,
        queries: Int,
        batchingGrinding: Int,
        queryGrinding: Int,
        lookup: Lookup
    ) -> PublishedCircuit {
        let fri = FRIParameters(
            rate: powerOfTwo(-logInverseRate),
            dimension: 1 << logDenseLength,
            batchSize: denseBatch,
            batching: batching,
            foldingFactors: [Int](repeating: 2, count: logDenseLength),
            queryCount: queries,
            batchingGrindingBits: batchingGrinding,
            queryGrindingBits: queryGrinding
        )
        let zerocheck = JaggedZerocheckParameters(
            denseLength: fri.dimension,
            denseBatch: denseBatch,
            traceColumnCount: columns,
            traceLength: 1 << logTraceLength,
            constraintCount: constraints,
            constraintDegree: 3
        )
        return PublishedCircuit(name: name, argument: .jagged(fri, zerocheck), lookups: [lookup])
    }
}

extension PublishedCircuit.Lookup {
    /// A lookup by a column of partial sums or products; `rows` are those of both sides.
    static func univariate(
        _ name: String,
        rows: Int,
        values: Int = 1,
        lookups: Int = 1,
        hasMultilinearFingerprint: Bool = false,
        grinding: Int = 0
    ) -> Self {
        Self(
            name: name,
            parameters: LogUpParameters(
                rowCount: rows,
                columnCount: values,
                lookupCount: lookups,
                isMultivariate: false,
                hasMultilinearFingerprint: hasMultilinearFingerprint,
                grindingBits: grinding
            )
        )
    }

    /// A lookup by GKR with a multilinear fingerprint; `rows` are those of both sides.
    static func multivariate(
        _ name: String,
        rows: Int,
        values: Int,
        lookups: Int = 1,
        grinding: Int = 0
    ) -> Self {
        Self(
            name: name,
            parameters: LogUpParameters(
                rowCount: rows,
                columnCount: values,
                lookupCount: lookups,
                isMultivariate: true,
                hasMultilinearFingerprint: true,
                grindingBits: grinding
            )
        )
    }
}
