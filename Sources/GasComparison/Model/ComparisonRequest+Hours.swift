import EVM
import L1Sim
import StateTransition

extension ComparisonRequest {
    /// What is spent in an hour when it is spent once in each cadence, rounded down.
    package func perHour(_ amount: UInt128) -> UInt128 { amount &* Self.secondsPerHour / UInt128(cadence) }

    /// Whether the blocks of an hour have the gas and the blob gas of such a batch in each cadence.
    ///
    /// - Parameters:
    ///   - measurement: The batch.
    ///   - fork: Name of L1's fork, which says how many blobs a block has.
    /// - Returns: False also on a fork whose rules are not here.
    package func hasRoomInHour(for measurement: GasMeasurement, on fork: String) -> Bool {
        guard case .known(let fork) = ComparedFork(name: fork) else { return false }
        let genesis = L1Genesis()
        let blocks = Self.secondsPerHour / UInt128(max(genesis.slotSeconds, 1))
        let blobGas = UInt128(ForkRules(fork: fork).blobs.max) &* UInt128(FeeRules.gasPerBlob)
        return perHour(UInt128(measurement.gas)) <= blocks &* UInt128(genesis.gasLimit)
            && perHour(UInt128(measurement.blobGas)) <= blocks &* blobGas
    }

    private static let secondsPerHour: UInt128 = 3_600
}
