import ProofVerifier

extension PublishedSystem {
    /// Airbender: one circuit of 2^24 rows over Mersenne-31.
    static let airbender = PublishedSystem(
        name: "airbender",
        field: ChallengeField(base: .mersenne31, degree: 4),
        digestBits: 256,
        circuits: [
            .stark(
                "generalized_circuit",
                logTraceLength: 24,
                constraints: 928,
                degree: 2,
                openingPoints: 2,
                batch: 1225,
                queries: 87,
                folds: [16, 16, 16, 8, 8],
                queryGrinding: 28,
                commitGrinding: 5,
                deepGrinding: 12,
                lookups: [
                    .univariate("generic_lookup", rows: 33_554_430, values: 4, lookups: 208, grinding: 5),
                    .univariate("range_check_16_lookup", rows: 16_842_751, lookups: 34, grinding: 5),
                    .univariate("range_check_19_lookup", rows: 17_301_503, lookups: 86, grinding: 5),
                    .univariate("decoder", rows: 33_554_430, values: 10, grinding: 5),
                ]
            )
        ]
    )

    /// OpenVM 1.5: univariate STARKs with binary folds.
    static let openVM = PublishedSystem(
        name: "openvm",
        field: ChallengeField(base: .babyBear, degree: 4),
        digestBits: 256,
        circuits: [
            .stark(
                "app",
                logTraceLength: 23,
                constraints: 15000,
                degree: 3,
                openingPoints: 2,
                batch: 80000,
                queries: 193,
                folds: [Int](repeating: 2, count: 23),
                queryGrinding: 20,
                batchingGrinding: 20,
                deepGrinding: 5
            ),
            .stark(
                "leaf",
                logTraceLength: 23,
                constraints: 15000,
                degree: 3,
                openingPoints: 2,
                batch: 80000,
                queries: 193,
                folds: [Int](repeating: 2, count: 23),
                queryGrinding: 20,
                batchingGrinding: 20,
                deepGrinding: 5
            ),
            .stark(
                "internal",
                logTraceLength: 21,
                logInverseRate: 2,
                constraints: 15000,
                degree: 4,
                openingPoints: 2,
                batch: 4000,
                queries: 118,
                folds: [Int](repeating: 2, count: 21),
                queryGrinding: 20,
                batchingGrinding: 16,
                deepGrinding: 5,
                lookups: [
                    .univariate("lookup", rows: 1 << 7, grinding: 18)
                ]
            ),
        ]
    )

    /// Pico: RISC-V, then four recursive circuits.
    static let pico = PublishedSystem(
        name: "pico",
        field: ChallengeField(base: .koalaBear, degree: 4),
        digestBits: 248,
        circuits: [
            .stark(
                "riscv",
                logTraceLength: 22,
                constraints: 4729,
                degree: 3,
                openingPoints: 2,
                batch: 1435,
                queries: 84,
                folds: [Int](repeating: 2, count: 22),
                queryGrinding: 16,
                lookups: [
                    .univariate("alu", rows: 92_274_688, values: 14),
                    .univariate("byte", rows: 352_911_360, values: 6),
                    .univariate("global_type", rows: 17_825_792, values: 11),
                    .univariate("memory", rows: 50_331_648, values: 23),
                    .univariate("poseidon2", rows: 1 << 24, values: 33),
                    .univariate("program", rows: 1 << 23, values: 39),
                    .univariate("syscall", rows: 5_242_880, values: 5),
                ]
            ),
            .stark(
                "convert",
                logTraceLength: 20,
                constraints: 323,
                degree: 3,
                openingPoints: 2,
                batch: 485,
                queries: 84,
                folds: [Int](repeating: 2, count: 20),
                queryGrinding: 16,
                lookups: [
                    .univariate("memory", rows: 29_360_144, values: 6)
                ]
            ),
            .stark(
                "combine",
                logTraceLength: 18,
                constraints: 323,
                degree: 3,
                openingPoints: 2,
                batch: 485,
                queries: 84,
                folds: [Int](repeating: 2, count: 18),
                queryGrinding: 16,
                lookups: [
                    .univariate("memory", rows: 11_141_136, values: 6)
                ]
            ),
            .stark(
                "compress",
                logTraceLength: 17,
                logInverseRate: 4,
                constraints: 323,
                degree: 3,
                openingPoints: 2,
                batch: 485,
                queries: 21,
                folds: [Int](repeating: 2, count: 17),
                queryGrinding: 16,
                lookups: [
                    .univariate("memory", rows: 5_767_184, values: 6)
                ]
            ),
            .stark(
                "embed",
                logTraceLength: 15,
                logInverseRate: 4,
                constraints: 323,
                degree: 3,
                openingPoints: 2,
                batch: 485,
                queries: 21,
                folds: [Int](repeating: 2, count: 15),
                queryGrinding: 16,
                lookups: [
                    .univariate("memory", rows: 1_540_112, values: 6)
                ]
            ),
        ]
    )
}
