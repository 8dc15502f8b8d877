public import EVM
public import Primitives

/// What is plugged into an L1 from outside: precompiled contracts of its EVM, the verifier of its proofs, and the
/// commitments to its blobs.
public struct L1Extensions: Sendable {
    private let extensions: [L1Extension]
    /// Verifies the proofs that transactions depend on.
    public let dependencyVerifier: DependencyVerifier
    /// Commits to blobs and checks commitments; nil on an L1 that takes no blobs.
    public let blobCommitments: (any BlobCommitmentScheme)?

    /// These contracts; a later one takes the address of an earlier.
    ///
    /// By default no proof and no blob is accepted.
    public init(
        _ extensions: [L1Extension] = [],
        dependencyVerifier: DependencyVerifier = .none,
        blobCommitments: (any BlobCommitmentScheme)? = nil
    ) {
        self.extensions = extensions
        self.dependencyVerifier = dependencyVerifier
        self.blobCommitments = blobCommitments
    }

    /// No contracts: an ordinary L1.
    public static let none = L1Extensions()

    /// The fork's contracts and these.
    public func precompiles(for fork: Fork) -> PrecompileTable {
        extensions.reduce(PrecompileTable(fork: fork)) { $0.adding($1.address, $1.call) }
    }

    /// Name in reports of the contract at an address, if it is one of these.
    public func name(at address: Address) -> String? {
        extensions.last { $0.address == address }?.name
    }

    /// The name that the contract at an address gives the failure with which a frame halted; nil of every other halt.
    public func failureName(_ reason: HaltReason, at address: Address) -> String? {
        guard case .precompile(.extensionFailure(let code)) = reason else { return nil }
        return extensions.last { $0.address == address }?.failureName(code)
    }
}
