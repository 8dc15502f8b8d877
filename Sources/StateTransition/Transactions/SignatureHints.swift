/// Public keys that spare whoever validates a block the recovery of its senders.
///
/// A hint is advice from outside the statement (docs/decisions/0039-inputs-and-hints.md): it serves only where recovery
/// would give that very key, and recovery takes the place of one that is false, cut off or absent. Whoever writes hints
/// therefore decides nothing but what the validation costs.
public struct SignatureHints: Sendable {
    /// Bytes of one hint: x and y, big-endian.
    public static let hintByteCount = 64

    /// The hint of each transaction in order; what lies behind the last transaction's is never read.
    public let bytes: [UInt8]

    /// Hints from bytes of any length and content.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// No hint: every sender is recovered.
    public static let none = SignatureHints(bytes: [])

    /// The hints that help most: the key of each transaction's signer.
    ///
    /// - Parameter transactions: The transactions' encodings; one without a signer gets zero bytes, which are no key.
    public init(transactions: [[UInt8]]) {
        bytes = transactions.flatMap { bytes in
            (try? Transaction(decoding: bytes).recoverPublicKey())
                ?? [UInt8](repeating: 0, count: Self.hintByteCount)
        }
    }

    /// The hint of the transaction at `index`; nil where the bytes end before it does.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard index < bytes.count / Self.hintByteCount else { return nil }
        return bytes[index &* Self.hintByteCount..<(index &+ 1) &* Self.hintByteCount]
    }
}
