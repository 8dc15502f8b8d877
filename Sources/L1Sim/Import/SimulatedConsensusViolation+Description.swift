import Primitives

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
        case .blobsUnavailable(let index): "transaction \(index): its blobs are not available"
        }
    }
}
