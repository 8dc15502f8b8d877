public import Primitives

/// Published revision of the stateless input and of the result: EIP-8025 changed both while it was written.
///
/// EXECUTE takes the newest alone (`StatelessInput.init(decoding:)`); an older one is for archives and official
/// fixtures. The fork of an input is another matter: `InputSchema`.
public enum StatelessInputRevision: Sendable, CaseIterable {
    /// Amsterdam as of April 2026 (execution-spec-tests, release zkevm@v0.3.3): nothing in front of the input, plain
    /// containers and bounded lists, requests as EIP-7685 byte strings, a result of 41 bytes.
    case zkevm033
    /// EIP-8025 from August 2026 on: two bytes of schema in front, progressive types, requests by kind, a result of 43
    /// bytes. With or without public keys, which the bytes themselves tell.
    case schemaPrefixed

    /// Bytes of the result.
    public var resultByteCount: Int {
        switch self {
        case .zkevm033: ZKEVM033Result.byteCount
        case .schemaPrefixed: StatelessValidationResult.byteCount
        }
    }
}

extension StatelessInput {
    /// Reads an input of a revision.
    ///
    /// - Parameters:
    ///   - bytes: Hostile bytes; every offset and bound is checked and nothing may follow.
    ///   - revision: How the bytes are to be read; they do not tell it.
    /// - Throws: `StatelessInputError`.
    public init(decoding bytes: [UInt8], revision: StatelessInputRevision) throws(StatelessInputError) {
        switch revision {
        case .zkevm033: try self.init(decodingZKEVM033: bytes)
        case .schemaPrefixed: try self.init(decoding: bytes)
        }
    }

    /// The input in a revision's form, nil where the revision has no type for it: zkevm@v0.3.3 knows Amsterdam payloads
    /// and no builder requests.
    public func encoded(_ revision: StatelessInputRevision) -> [UInt8]? {
        switch revision {
        case .zkevm033: encodedZKEVM033
        case .schemaPrefixed: encoded
        }
    }
}

extension NewPayloadRequest {
    /// Hash tree root as execution-specs merkleizes the request in a revision, nil where the revision has no type for
    /// it.
    public func root(_ revision: StatelessInputRevision) -> Bytes32? {
        switch revision {
        case .zkevm033: rootZKEVM033
        case .schemaPrefixed: root(.executionSpecs)
        }
    }
}
