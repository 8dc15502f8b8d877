/// How many proofs of one statement a chain requires, each by another proof system (EIP-8025, k of n).
///
/// Two proofs of one system fail together, so a system counts once. There is one system today, and the default asks for
/// one.
public struct ProofQuorum: Hashable, Sendable {
    /// Proof systems that must have proved a statement, at least 1.
    public let requiredSystemCount: Int

    /// A quorum of so many systems; nil below 1.
    public init?(requiredSystemCount: Int) {
        guard requiredSystemCount >= 1 else { return nil }
        self.init(checked: requiredSystemCount)
    }

    private init(checked count: Int) { requiredSystemCount = count }

    /// One proof.
    public static let one = ProofQuorum(checked: 1)

    /// Checks the keys that an input names.
    ///
    /// - Parameter systems: System of each key; nil for a key that the node does not know.
    /// - Throws: `ProofQuorumError`.
    func check(_ systems: [String?]) throws(ProofQuorumError) {
        var counted: Set<String> = []
        for (index, system) in systems.enumerated() {
            guard let system else { throw .unknownKey(index: index) }
            counted.insert(system)
        }
        guard counted.count >= requiredSystemCount else {
            throw .tooFewSystems(required: requiredSystemCount, got: counted.count)
        }
    }
}

/// Why the keys that an input names do not make a quorum.
public enum ProofQuorumError: Error, Equatable, Sendable {
    /// A key that the node does not know: whether its proofs are good, nobody here can tell.
    case unknownKey(index: Int)
    /// Fewer proof systems than the chain requires.
    case tooFewSystems(required: Int, got: Int)
}

extension ProofQuorumError: CustomStringConvertible {
    /// What is missing, in one line.
    public var description: String {
        switch self {
        case .unknownKey(let index): "verification key \(index) is unknown to this node"
        case .tooFewSystems(let required, let got): "\(got) proof systems are named, the chain requires \(required)"
        }
    }
}
