import Cryptography
import Primitives

/// Why bytes are not the public data of a batch.
package enum BatchDataError: Error, Equatable, CustomStringConvertible {
    /// The shape asks for another number of bytes.
    case wrongSize(expected: Int, got: Int)
    /// The domain is not below 2^253.
    case domainTooLarge
    /// A place for a deposit has amount zero and something else.
    case depositOfNothing(place: Int)
    /// A deposit's key hash is not below the modulus.
    case keyHashTooLarge(place: Int)
    /// A payment is of no known kind.
    case unknownKind(place: Int, kind: UInt8)
    /// A padding payment is not all zeros.
    case paddingNotZero(place: Int)
    /// A withdrawal names an account that is paid.
    case withdrawalWithRecipient(place: Int)

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .wrongSize(let expected, let got): "the public data has \(got) bytes instead of \(expected)"
        case .domainTooLarge: "the domain has more than 253 bits"
        case .depositOfNothing(let place): "deposit \(place) has amount zero and is not all zeros"
        case .keyHashTooLarge(let place): "the key hash of deposit \(place) is not below the modulus"
        case .unknownKind(let place, let kind): "payment \(place) has the unknown kind \(kind)"
        case .paddingNotZero(let place): "payment \(place) is padding and not all zeros"
        case .withdrawalWithRecipient(let place): "payment \(place) is a withdrawal and names a recipient"
        }
    }
}

extension BatchData {
    /// Reads the public data of a batch of a known shape, strictly.
    ///
    /// - Throws: `BatchDataError`.
    package init(decoding bytes: [UInt8], shape: BatchShape) throws(BatchDataError) {
        guard bytes.count == shape.publicDataSize else {
            throw .wrongSize(expected: shape.publicDataSize, got: bytes.count)
        }
        var rest = bytes[...]
        func next(_ count: Int) -> UInt256 {
            defer { rest = rest.dropFirst(count) }
            return UInt256(truncatingBigEndian: rest.prefix(count))
        }
        let domainWord = next(Self.domainSize)
        guard domainWord >> Self.hashBitCount == UInt256() else { throw .domainTooLarge }
        var deposits: [Deposit?] = []
        for place in 0..<shape.depositCapacity {
            let (index, owner, key, amount) = (next(2), next(20), next(32), next(10))
            guard let keyHash = BN254.Fr(exactly: key) else { throw .keyHashTooLarge(place: place) }
            if amount == UInt256() {
                guard index == UInt256(), owner == UInt256(), key == UInt256() else {
                    throw .depositOfNothing(place: place)
                }
                deposits.append(nil)
            } else {
                deposits.append(
                    Deposit(
                        index: UInt16(truncatingIfNeeded: index.l0),
                        owner: Address(truncating: owner),
                        keyHash: keyHash,
                        amount: UInt128(truncating: amount)
                    )
                )
            }
        }
        var payments: [Payment?] = []
        for place in 0..<shape.capacity {
            let kind = UInt8(truncatingIfNeeded: next(1).l0)
            let from = UInt16(truncatingIfNeeded: next(2).l0)
            let to = UInt16(truncatingIfNeeded: next(2).l0)
            let amount = UInt128(truncating: next(11))
            switch kind {
            case 0:
                guard from == 0, to == 0, amount == 0 else { throw .paddingNotZero(place: place) }
                payments.append(nil)
            case 1: payments.append(.transfer(from: from, to: to, amount: amount))
            case 2:
                guard to == 0 else { throw .withdrawalWithRecipient(place: place) }
                payments.append(.withdrawal(from: from, amount: amount))
            default: throw .unknownKind(place: place, kind: kind)
            }
        }
        self.init(
            decoded: BN254.Fr(reducing: domainWord),
            deposits: deposits,
            payments: payments,
            shape: shape
        )
    }
}

extension UInt128 {
    /// The low 128 bits of a word.
    fileprivate init(truncating word: UInt256) {
        self = UInt128(word.l1) << 64 | UInt128(word.l0)
    }
}
