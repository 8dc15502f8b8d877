import Primitives

/// Which SSZ types follow the two bytes that open EXECUTE's input: `(fork index << 8) | revision` (EIP-8025).
public enum InputSchema: UInt16, Sendable, CaseIterable {
    /// Osaka, re-execution. `[SIM]`: no schema is published for Osaka (docs/decisions/0004-osaka-execute-schema.md).
    case osaka = 0x1281
    /// Amsterdam, first revision, as EIP-8025 publishes it.
    case amsterdam = 0x1501

    /// The two bytes that open the input.
    package static func bytes(of number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xff)] }
}

/// How a request and a result are merkleized, on which the published texts disagree.
///
/// Both forms agree on the payload and on the execution requests; they differ in the outermost containers and in
/// `versioned_hashes`.
public enum RootForm: String, Sendable, CaseIterable {
    /// Plain containers, `versioned_hashes` a progressive list (execution-specs, EIP-8025).
    case executionSpecs
    /// Progressive containers, `versioned_hashes` a list of at most 4,096 (consensus-specs, the native-rollup book).
    case consensusSpecs

    /// Root of an outermost container from the roots of its fields.
    func containerRoot(_ fieldRoots: [Bytes32]) -> Bytes32 {
        switch self {
        case .executionSpecs: SSZ.containerRoot(fieldRoots)
        case .consensusSpecs: SSZ.progressiveContainerRoot(fieldRoots)
        }
    }

    /// Root of the blob versioned hashes.
    func versionedHashesRoot(_ hashes: [Bytes32]) -> Bytes32 {
        switch self {
        case .executionSpecs: SSZ.progressiveListRoot(hashes)
        case .consensusSpecs: SSZ.listRoot(hashes, limit: 4_096)
        }
    }
}
