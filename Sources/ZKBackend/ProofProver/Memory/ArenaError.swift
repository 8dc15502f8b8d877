/// Why a prover has not the memory that it asked for.
public enum ArenaError: Error, Equatable, Sendable {
    /// The machine gives no region of that many bytes: `code` is the system's `errno`.
    case refused(byteCount: Int, code: Int32)
    /// The buffer does not fit what is free of the arena.
    case exhausted(byteCount: Int, capacity: Int)
    /// The elements of a buffer, or an arena, cannot be counted in bytes.
    case sizeOutOfRange
}

extension ArenaError: CustomStringConvertible {
    /// The reason, for who started the proof.
    public var description: String {
        switch self {
        case .refused(let byteCount, let code):
            "the machine does not give the \(byteCount) bytes that the proof takes (errno \(code))"
        case .exhausted(let byteCount, let capacity):
            "a buffer of \(byteCount) bytes does not fit the arena of \(capacity) bytes"
        case .sizeOutOfRange: "a buffer's size is no number of bytes"
        }
    }
}
