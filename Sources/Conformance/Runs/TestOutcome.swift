public import Primitives

/// How a test ended.
public enum TestOutcome: Hashable, Sendable {
    /// Everything is as the fixture says.
    case passed
    /// Something is not; at least one problem.
    case failed([TestProblem])
    /// It could not be judged, for a reason in a few words such as `fork Amsterdam`.
    case notCovered(String)
}

/// What is not as a fixture says.
public enum TestProblem: Hashable, Sendable {
    /// What had to be refused was accepted.
    case accepted(expected: String)
    /// What had to be accepted was refused.
    case refused(reason: String)
    /// It was refused for another reason than the fixture names.
    case wrongException(expected: String, got: String, reason: String)
    /// A value, named as in the fixture, is another.
    case wrongValue(field: String, expected: String, got: String)
    /// An account of the state after is another.
    case wrongAccount(AccountMismatch)
    /// A damage to a witness went unnoticed.
    case damageAccepted(kind: String, index: UInt64)
    /// A problem of one of a chain's blocks, counted from 0.
    indirect case inBlock(Int, TestProblem)
}

/// How an account differs from what a fixture expects.
public struct AccountMismatch: Hashable, Sendable {
    /// The account.
    public let address: Address
    /// What differs, such as `balance`, with both values.
    public let differences: [Difference]

    /// A field with two values.
    public struct Difference: Hashable, Sendable {
        /// `account`, `balance`, `nonce`, `code` or `slot 0x1`.
        public let field: String
        /// The fixture's value.
        public let expected: String
        /// Ours.
        public let got: String
    }
}
