import ProofVerifier

extension ZisKCircuits {
    /// Main trace, program and memory.
    static let main: [PublishedCircuit] = [
        .stark(
            "Main",
            logTraceLength: 22,
            constraints: 144,
            degree: 3,
            openingPoints: 3,
            batch: 61,
            queries: 230,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 16,
            gap: 0.006333333333333333,
            lookups: [
                .univariate("Direct_gsum_[1000]", rows: 1 << 23, values: 5),
                .univariate("Lookup_gsum_[5000]", rows: 1 << 22, values: 11),
                .univariate("Lookup_gsum_[7890]", rows: 1 << 22, values: 11),
                .univariate("Permutation_gsum_[10]", rows: 1 << 23, values: 6, lookups: 34),
                .univariate("Range Check_gsum_[102]", rows: 1 << 22, lookups: 34),
                .univariate("Range Check_gsum_[106]", rows: 1 << 22),
            ]
        ),
        .stark(
            "Rom",
            logTraceLength: 22,
            constraints: 3,
            degree: 2,
            openingPoints: 3,
            batch: 18,
            queries: 221,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 20,
            gap: 0.005,
            lookups: [
                .univariate("Lookup_gsum_[7890]", rows: 1 << 22, values: 11)
            ]
        ),
        .stark(
            "Mem",
            logTraceLength: 22,
            constraints: 34,
            degree: 3,
            openingPoints: 3,
            batch: 29,
            queries: 230,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 16,
            gap: 0.005666666666666667,
            lookups: [
                .univariate("Direct_gsum_[11]", rows: 1 << 23, values: 6),
                .univariate("Permutation_gsum_[10]", rows: 1 << 22, values: 6),
                .univariate("Range Check_gsum_[102]", rows: 1 << 22),
                .univariate("Range Check_gsum_[103]", rows: 1 << 22, lookups: 5),
                .univariate("Range Check_gsum_[104]", rows: 1 << 22),
            ]
        ),
        .stark(
            "RomData",
            logTraceLength: 21,
            constraints: 23,
            degree: 3,
            openingPoints: 3,
            batch: 19,
            queries: 229,
            folds: [8, 8, 8, 8, 8, 4],
            queryGrinding: 16,
            gap: 0.004333333333333333,
            lookups: [
                .univariate("Direct_gsum_[11]", rows: 1 << 22, values: 6),
                .univariate("Permutation_gsum_[10]", rows: 1 << 21, values: 6),
                .univariate("Range Check_gsum_[102]", rows: 1 << 21, lookups: 3),
            ]
        ),
        .stark(
            "InputData",
            logTraceLength: 21,
            constraints: 30,
            degree: 3,
            openingPoints: 3,
            batch: 27,
            queries: 229,
            folds: [8, 8, 8, 8, 8, 4],
            queryGrinding: 16,
            gap: 0.004666666666666667,
            lookups: [
                .univariate("Direct_gsum_[11]", rows: 1 << 22, values: 6),
                .univariate("Permutation_gsum_[10]", rows: 1 << 21, values: 6),
                .univariate("Range Check_gsum_[102]", rows: 1 << 21),
                .univariate("Range Check_gsum_[103]", rows: 1 << 21, lookups: 8),
            ]
        ),
        .stark(
            "MemAlign",
            logTraceLength: 21,
            constraints: 40,
            degree: 3,
            openingPoints: 3,
            batch: 59,
            queries: 230,
            folds: [8, 8, 8, 8, 8, 4],
            queryGrinding: 16,
            gap: 0.005666666666666667,
            lookups: [
                .univariate("Lookup_gsum_[133]", rows: 1 << 21, values: 6),
                .univariate("Permutation_gsum_[10]", rows: 1 << 21, values: 6),
                .univariate("Range Check_gsum_[107]", rows: 1 << 21, lookups: 8),
            ]
        ),
        .stark(
            "MemAlignByte",
            logTraceLength: 22,
            constraints: 16,
            degree: 3,
            openingPoints: 3,
            batch: 25,
            queries: 229,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 16,
            gap: 0.005333333333333333,
            lookups: [
                .univariate("Direct_gsum_[10]", rows: 1 << 23, values: 6),
                .univariate("Lookup_gsum_[88]", rows: 1 << 22, values: 2),
                .univariate("Permutation_gsum_[10]", rows: 1 << 23, values: 6, lookups: 2),
                .univariate("Range Check_gsum_[103]", rows: 1 << 22),
                .univariate("Range Check_gsum_[107]", rows: 1 << 22),
            ]
        ),
        .stark(
            "MemAlignReadByte",
            logTraceLength: 22,
            constraints: 10,
            degree: 3,
            openingPoints: 3,
            batch: 18,
            queries: 229,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 16,
            gap: 0.005,
            lookups: [
                .univariate("Direct_gsum_[10]", rows: 1 << 23, values: 6),
                .univariate("Lookup_gsum_[88]", rows: 1 << 22, values: 2),
                .univariate("Permutation_gsum_[10]", rows: 1 << 23, values: 6),
                .univariate("Range Check_gsum_[103]", rows: 1 << 22),
            ]
        ),
        .stark(
            "MemAlignWriteByte",
            logTraceLength: 22,
            constraints: 15,
            degree: 3,
            openingPoints: 3,
            batch: 23,
            queries: 229,
            folds: [8, 8, 8, 8, 8, 8],
            queryGrinding: 16,
            gap: 0.005333333333333333,
            lookups: [
                .univariate("Direct_gsum_[10]", rows: 1 << 23, values: 6),
                .univariate("Lookup_gsum_[88]", rows: 1 << 22, values: 2),
                .univariate("Permutation_gsum_[10]", rows: 1 << 23, values: 6, lookups: 2),
                .univariate("Range Check_gsum_[103]", rows: 1 << 22),
                .univariate("Range Check_gsum_[107]", rows: 1 << 22),
            ]
        ),
    ]
}
