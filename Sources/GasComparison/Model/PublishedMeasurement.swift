/// Gas that somebody else has measured and published: a reference, not a number of this program.
package struct PublishedMeasurement: Hashable, Sendable {
    /// What was measured.
    package let name: String
    /// Gas without state gas and blob gas, least and most.
    package let gas: ClosedRange<UInt64>
    /// Blob gas.
    package let blobGas: UInt64
    /// State gas (EIP-8037), which no fork here has.
    package let stateGas: UInt64
    /// Who published it, and what is left out.
    package let source: String

    private init(
        _ name: String,
        gas: ClosedRange<UInt64>,
        blobGas: UInt64 = 0,
        stateGas: UInt64 = 0,
        source: String
    ) {
        self.name = name
        self.gas = gas
        self.blobGas = blobGas
        self.stateGas = stateGas
        self.source = source
    }

    /// The references, native rollups first.
    package static let all = [
        PublishedMeasurement(
            "native `advance` on a proof dependency, one blob",
            gas: 121_000...121_000,
            blobGas: 131_072,
            stateGas: 98_000,
            source:
                "L2BEAT, specification of native rollups; beside it 60,000 for the dependency (EIP-8288), and state "
                + "gas until the ring of roots is full"
        ),
        PublishedMeasurement(
            "native `advance` by re-execution",
            gas: 303_000...306_000,
            source: "ethrex, under its earlier flat charge of 100,000"
        ),
        PublishedMeasurement(
            "verification of an SP1 proof (Groth16)",
            gas: 270_000...270_000,
            source: "Succinct, about; verification alone"
        ),
        PublishedMeasurement("output proposal (OP Stack)", gas: 93_000...93_000, source: "OP Succinct's repository"),
        PublishedMeasurement(
            "dispute game with a zk proof: creation",
            gas: 330_000...330_000,
            source: "OP Succinct's repository"
        ),
        PublishedMeasurement(
            "dispute game with a zk proof: proving",
            gas: 290_000...290_000,
            source: "OP Succinct's repository"
        ),
        PublishedMeasurement("proposal (Taiko)", gas: 71_000...71_000, source: "Taiko's repository"),
        PublishedMeasurement(
            "proving (Taiko)",
            gas: 85_000...85_000,
            source: "Taiko's repository, without its verifiers"
        ),
    ]
}
