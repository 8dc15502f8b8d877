import ProofVerifier

/// Circuits of ZisK and of its fork Venus, which share all but one.
enum ZisKCircuits {}

extension PublishedSystem {
    /// ZisK 0.16.1: 44 circuits over Goldilocks.
    static let zisK = overGoldilocks(
        "zisk",
        final:
            .stark(
                "Final",
                logTraceLength: 16,
                logInverseRate: 5,
                constraints: 154,
                degree: 8,
                openingPoints: 4,
                batch: 139,
                queries: 43,
                folds: [16, 16, 16, 16],
                queryGrinding: 22,
                gap: 0.003333333333333333,
                lookups: [
                    .univariate("Connection_gprod_[1]", rows: 1 << 17, values: 2, lookups: 24)
                ]
            )
    )

    /// Venus 0.1.6: ZisK's circuits with another final one.
    static let venus = overGoldilocks(
        "venus",
        final:
            .stark(
                "Final",
                logTraceLength: 16,
                logInverseRate: 5,
                constraints: 161,
                degree: 8,
                openingPoints: 4,
                batch: 158,
                queries: 43,
                folds: [16, 16, 16, 16],
                queryGrinding: 22,
                gap: 0.0036666666666666666,
                lookups: [
                    .univariate("Connection_gprod_[1]", rows: 1 << 17, values: 2, lookups: 33)
                ]
            )
    )

    private static func overGoldilocks(_ name: String, final: PublishedCircuit) -> PublishedSystem {
        PublishedSystem(
            name: name,
            field: .goldilocksCubic,
            digestBits: 256,
            circuits: ZisKCircuits.copies + ZisKCircuits.main + ZisKCircuits.operations + ZisKCircuits.aggregation
                + [final, ZisKCircuits.compressed]
        )
    }
}

extension ZisKCircuits {
    /// Compression of the final proof.
    static let compressed =
        PublishedCircuit
        .stark(
            "Final_Compressed",
            logTraceLength: 15,
            logInverseRate: 4,
            constraints: 158,
            degree: 8,
            openingPoints: 4,
            batch: 145,
            queries: 54,
            folds: [8, 8, 8],
            queryGrinding: 22,
            gap: 0.003333333333333333,
            lookups: [
                .univariate("Connection_gprod_[1]", rows: 1 << 16, values: 2, lookups: 27)
            ]
        )
}
