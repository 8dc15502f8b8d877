import ProofVerifier

extension PublishedSystem {
    /// An example of the public calculator: a STARK over WHIR.
    static func dummyWHIR() throws(WHIRParameters.Invalid) -> PublishedSystem {
        PublishedSystem(
            name: "dummy_whir",
            field: .goldilocksCubic,
            digestBits: 256,
            circuits: [
                try .whir(
                    "riscv",
                    logDegree: 22,
                    constraintDegree: 8,
                    constraints: 500,
                    batch: 200,
                    queries: [55, 31, 22, 17, 14],
                    foldingGrinding: [
                        [16, 14, 12, 10], [14, 12, 10, 8], [17, 15, 13, 11], [19, 17, 15, 13], [22, 20, 18, 16],
                    ],
                    queryGrinding: [22, 22, 20, 19, 17],
                    lookups: [
                        .multivariate("keccak", rows: 58_720_256, values: 20),
                        .multivariate("poseidon2", rows: 1 << 24, values: 33),
                        .multivariate("range_check_16", rows: 58_785_792, values: 1),
                        .multivariate("bus", rows: 1 << 22, values: 8),
                    ]
                ),
                try .whir(
                    "convert",
                    logDegree: 20,
                    constraintDegree: 4,
                    constraints: 300,
                    batch: 164,
                    queries: [55, 31, 22, 17, 14],
                    foldingGrinding: [
                        [16, 14, 12, 10], [14, 12, 10, 8], [17, 15, 13, 11], [19, 17, 15, 13], [22, 20, 18, 16],
                    ],
                    queryGrinding: [22, 22, 20, 19, 17],
                    lookups: [
                        .multivariate("memory", rows: 29_360_144, values: 6)
                    ]
                ),
                try .whir(
                    "combine",
                    logDegree: 18,
                    constraintDegree: 4,
                    constraints: 300,
                    batch: 164,
                    queries: [55, 31, 22, 17],
                    foldingGrinding: [[16, 14, 12, 10], [14, 12, 10, 8], [17, 15, 13, 11], [19, 17, 15, 13]],
                    queryGrinding: [22, 22, 20, 19],
                    lookups: [
                        .multivariate("memory", rows: 11_141_136, values: 6)
                    ]
                ),
                try .whir(
                    "embed",
                    logDegree: 14,
                    constraintDegree: 4,
                    constraints: 300,
                    batch: 164,
                    queries: [55, 31, 22],
                    foldingGrinding: [[16, 14, 12, 10], [14, 12, 10, 8], [17, 15, 13, 11]],
                    queryGrinding: [22, 22, 20],
                    lookups: [
                        .multivariate("memory", rows: 1_540_112, values: 6)
                    ]
                ),
            ]
        )
    }

    /// OpenVM 2.0 (beta): SWIRL.
    static func openVM2() throws(WHIRParameters.Invalid) -> PublishedSystem {
        PublishedSystem(
            name: "openvm2",
            field: ChallengeField(base: .babyBear, degree: 4),
            digestBits: 256,
            circuits: [
                try .swirl(
                    "app",
                    skip: 4,
                    stack: 20,
                    width: 2048,
                    logInverseRate: 1,
                    radius: .uniqueDecoding,
                    queries: [193, 88, 81, 81],
                    foldingGrinding: 5,
                    batchingGrinding: 15,
                    constraints: 5000,
                    airs: 100,
                    logTraceHeight: 24,
                    columns: 30000
                ),
                try .swirl(
                    "leaf",
                    skip: 4,
                    stack: 17,
                    width: 2048,
                    logInverseRate: 2,
                    radius: .uniqueDecoding,
                    queries: [118, 84, 81],
                    foldingGrinding: 4,
                    batchingGrinding: 13,
                    constraints: 1000,
                    airs: 50,
                    logTraceHeight: 20,
                    columns: 2000
                ),
                try .swirl(
                    "internal",
                    skip: 2,
                    stack: 17,
                    width: 512,
                    logInverseRate: 3,
                    radius: .johnsonMultiplicity(2),
                    queries: [68, 30, 20],
                    foldingGrinding: 18,
                    batchingGrinding: 20,
                    constraints: 1000,
                    airs: 50,
                    logTraceHeight: 19,
                    columns: 2000
                ),
                try .swirl(
                    "root",
                    skip: 2,
                    stack: 18,
                    width: 18,
                    logInverseRate: 4,
                    radius: .johnsonMultiplicity(1),
                    queries: [57, 28, 19],
                    foldingGrinding: 20,
                    batchingGrinding: 20,
                    constraints: 1000,
                    airs: 50,
                    logTraceHeight: 21,
                    columns: 2000
                ),
            ]
        )
    }
}

extension PublishedCircuit {
    /// A STARK over WHIR at rate 1/16 with folds by 2^4.
    fileprivate static func whir(
        _ name: String,
        logDegree: Int,
        constraintDegree: Int,
        constraints: Int,
        batch: Int,
        queries: [Int],
        foldingGrinding: [[Int]],
        queryGrinding: [Int],
        lookups: [Lookup]
    ) throws(WHIRParameters.Invalid) -> PublishedCircuit {
        let whir = try WHIRParameters(
            logDegree: logDegree,
            logInverseRate: 4,
            foldingFactors: queries.map { _ in 4 },
            queryCounts: queries,
            outOfDomainSampleCounts: queries.dropFirst().map { _ in 1 },
            constraintDegree: constraintDegree,
            batchSize: batch,
            batchesByPowers: true,
            batchingGrindingBits: 21,
            foldingGrindingBits: foldingGrinding,
            queryGrindingBits: queryGrinding,
            outOfDomainGrindingBits: queries.dropFirst().map { _ in 0 }
        )
        let air = DEEPALIParameters(
            rate: powerOfTwo(-whir.logInverseRate),
            traceLength: 1 << logDegree,
            constraintCount: constraints,
            constraintDegree: 3,
            openingPointCount: 2
        )
        return PublishedCircuit(name: name, argument: .whir(whir, air), lookups: lookups)
    }

    /// OpenVM 2's stacked WHIR, with folds by 2^4 and 20 bits of work before the queries.
    fileprivate static func swirl(
        _ name: String,
        skip: Int,
        stack: Int,
        width: Int,
        logInverseRate: Int,
        radius: ProximityRegime.Radius,
        queries: [Int],
        foldingGrinding: Int,
        batchingGrinding: Int,
        constraints: Int,
        airs: Int,
        logTraceHeight: Int,
        columns: Int
    ) throws(WHIRParameters.Invalid) -> PublishedCircuit {
        let whir = try WHIRParameters(
            logDegree: skip + stack,
            logInverseRate: logInverseRate,
            foldingFactors: queries.map { _ in 4 },
            queryCounts: queries,
            outOfDomainSampleCounts: queries.dropFirst().map { _ in 1 },
            constraintDegree: 3,
            batchSize: width,
            batchesByPowers: true,
            batchingGrindingBits: batchingGrinding,
            foldingGrindingBits: queries.map { _ in [Int](repeating: foldingGrinding, count: 4) },
            queryGrindingBits: queries.map { _ in 20 },
            outOfDomainGrindingBits: queries.dropFirst().map { _ in 0 }
        )
        let swirl = SWIRLParameters(
            whir: whir,
            skippedVariableCount: skip,
            radius: radius,
            maximumConstraintCount: constraints,
            airCount: airs,
            maximumLogTraceHeight: logTraceHeight,
            traceColumnCount: columns,
            maximumInteractionCount: Int(BaseField.babyBear.order),
            logMaximumMessageLength: 7,
            logUpGrindingBits: 18
        )
        return PublishedCircuit(name: name, argument: .swirl(swirl))
    }
}
