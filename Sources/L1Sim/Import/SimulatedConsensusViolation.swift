public import Primitives

/// Why a consensus client would refuse a block's payload whatever its execution says.
///
/// The execution layer cannot check these fields: `prev_randao` is free for it, and the beacon root only shows in the
/// state it leads to. A beacon chain fixes both, and the time, before anything is executed
/// (consensus-specs, `process_execution_payload`); here the `simulated` beacon does.
public enum SimulatedConsensusViolation: Error, Equatable, Sendable {
    /// No slot starts at the timestamp, in seconds.
    case timestampNotAtSlotStart(UInt64)
    /// The block is for a slot that has not started, in seconds.
    case timestampInFuture(now: UInt64, got: UInt64)
    /// Not the simulated randomness of the slot.
    case wrongPrevRandao(expected: Bytes32, got: Bytes32)
    /// Not the simulated root of the slot.
    case wrongParentBeaconBlockRoot(expected: Bytes32, got: Bytes32)
    /// Withdrawals, though nobody has staked: a beacon chain owes the payload's list, and this one owes none
    /// (consensus-specs, `process_withdrawals`).
    case unexpectedWithdrawals(count: Int)
}

extension SimulatedConsensusViolation: CustomStringConvertible {
    /// What a consensus client would refuse, in one line.
    public var description: String {
        switch self {
        case .timestampNotAtSlotStart(let time): "no slot starts at timestamp \(time) s"
        case .timestampInFuture(let now, let got): "timestamp \(got) s is after the present \(now) s"
        case .wrongPrevRandao(let expected, let got): "wrong prev randao: expected \(expected.hex), got \(got.hex)"
        case .wrongParentBeaconBlockRoot(let expected, let got):
            "wrong parent beacon block root: expected \(expected.hex), got \(got.hex)"
        case .unexpectedWithdrawals(let count): "\(count) withdrawals, though the simulated beacon chain owes none"
        }
    }
}
