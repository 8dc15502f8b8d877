import Primitives

/// Fiat-Shamir hash chain over Keccak-256: absorbs framed messages, yields challenge blocks.
///
/// Every message is framed as `kind || length of label || label || index || length of payload || payload`, so no two
/// sequences of messages hash alike. Before challenges are drawn their own frame is absorbed and the chain advances:
/// `state = Keccak(1 || state || frames)`, then block n is `Keccak(2 || state || n)`; integers are little-endian.
package struct Sponge {
    /// What a frame carries.
    package enum Kind: UInt8 {
        case statement = 1
        case message = 2
        case challenge = 3
    }

    private var state = Bytes32.zero
    private var frames: [UInt8] = []
    /// Payload bytes absorbed so far.
    package private(set) var absorbedByteCount = 0

    /// A chain that begins with the protocol's name, so that two protocols never share a challenge.
    package init(domain: StaticString) {
        absorb(.statement, domain, 0, payload: [])
    }

    /// Appends a frame whose payload is given in bytes.
    package mutating func absorb(_ kind: Kind, _ label: StaticString, _ index: Int, payload: some Collection<UInt8>) {
        frames.append(kind.rawValue)
        append(UInt64(label.utf8CodeUnitCount))
        label.withUTF8Buffer { frames.append(contentsOf: $0) }
        append(UInt64(truncatingIfNeeded: index))
        append(UInt64(payload.count))
        frames.append(contentsOf: payload)
        absorbedByteCount += payload.count
    }

    /// Absorbs the frame of a challenge, advances the chain and returns the stream of its blocks.
    package mutating func challenge(_ label: StaticString, _ index: Int, count: Int) -> ChallengeStream {
        absorb(.challenge, label, index, payload: UInt64(truncatingIfNeeded: count).littleEndianBytes)
        #if COUNT_OPERATIONS
        OperationCounts.hash(byteCount: 33 + frames.count)
        #endif
        state = Keccak256.hash([1] + state.bytes + frames)
        frames.removeAll(keepingCapacity: true)
        return ChallengeStream(state: state)
    }

    private mutating func append(_ integer: UInt64) {
        frames.append(contentsOf: integer.littleEndianBytes)
    }
}
