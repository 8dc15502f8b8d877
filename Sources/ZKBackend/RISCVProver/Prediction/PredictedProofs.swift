import GuestExecutor
import ProofVerifier

/// The proofs that a run's tables would fill at 128 bits, sized by the calculator that our prover takes its parameters
/// from.
///
/// One proof commits at most 2^30 cells, since its codeword at rate 1/4 needs a domain of 2^32 points. A run with more
/// cells would have to be cut into several proofs, all of which are shipped: there is no recursion, and no cutting yet.
/// Their number is a lower bound, since what the parts hand on to one another, and the tables that each repeats, are
/// not counted.
public struct PredictedProofs: Hashable, Sendable {
    /// Least number of proofs.
    public let count: Int
    /// log2 of the cells that each commits.
    public let logArea: Int
    /// Expected bytes of the WHIR opening of each.
    public let openingByteCount: Int
    /// Bytes of the layers of the fraction sum of each.
    public let fractionSumByteCount: Int
    /// Bytes of the joint sumcheck and of one claim a column, of each.
    public let claimByteCount: Int

    /// Bytes of one proof.
    public var byteCountOfEach: Int { openingByteCount + fractionSumByteCount + claimByteCount }
    /// Bytes of all proofs.
    public var byteCount: Int { count * byteCountOfEach }

    /// Provable bits of every round.
    public static let securityBits = 128
    /// log2 of the most cells that one proof commits.
    public static let maximumLogArea = 30

    /// Sizes the proofs of a run; nil when no parameters reach the level.
    ///
    /// - Parameters:
    ///   - cells: Committed cells.
    ///   - fractions: LogUp fractions.
    ///   - rows: Rows of the tallest table.
    ///   - columnCount: Columns of all tables; also taken for the number of constraints, which no byte depends on.
    public init?(cells: Int, fractions: Int, rows: Int, columnCount: Int) {
        count = max(1, ((cells - 1) >> Self.maximumLogArea) + 1)
        let parts = count
        func logShare(_ total: Int) -> Int { logCeiling((total + parts - 1) / parts) }
        logArea = max(logShare(cells), ProofShape.minimumStackedVariableCount)
        let shape = ProofSystemSoundness.Shape(
            columnCount: columnCount,
            maximumLogHeight: logShare(rows),
            constraintCount: columnCount,
            maximumDegree: Machine.maximumDegree,
            fractionVariableCount: max(logShare((fractions + 1) / 2), logShare(rows)),
            publicFractionCount: Self.publicFractionCount,
            maximumTupleLength: Self.tupleLength
        )
        let derived = try? ProofSystemSoundness.derive(securityBits: Self.securityBits, shape: shape, logSize: logArea)
        guard let derived else { return nil }
        openingByteCount = derived.whir.proofSizeInBytes(sharing: .expected)
        fractionSumByteCount = derived.fractionSumByteCount
        claimByteCount = derived.proofSizeInBytes(sharing: .expected) - openingByteCount - fractionSumByteCount
    }

    /// Entry, 32 zero registers, 6 output words, exit code.
    private static let publicFractionCount = 40
    /// Values of an instruction on the program bus.
    private static let tupleLength = 9
}
