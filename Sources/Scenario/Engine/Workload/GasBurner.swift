import RollupActors

/// Computation for its own sake: a contract creation whose init code counts its gas down and leaves nothing behind.
enum GasBurner {
    /// Gas of the limit that stays unused at most.
    private static let slack: UInt64 = 1_000

    /// `JUMPDEST; PUSH2 slack; GAS; GT; PUSH1 0; JUMPI; STOP`: turns of 22 gas until no more than the slack is left.
    private static let initCode: [UInt8] = [
        0x5b, 0x61, UInt8(slack >> 8), UInt8(slack & 0xff), 0x5a, 0x11, 0x60, 0x00, 0x57, 0x00,
    ]

    /// A transaction that uses at least `gas`, and at most 1,000 more.
    static func intent(gas: UInt64) -> TransactionIntent {
        TransactionIntent(to: nil, data: initCode, gasLimit: gas &+ slack)
    }
}
