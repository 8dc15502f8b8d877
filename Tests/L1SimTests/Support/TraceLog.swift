import EVM
import Synchronization

/// Remembers of each call of an extension whether it was traced.
final class TraceLog: Sendable {
    private let calls = Mutex<[Bool]>([])

    var all: [Bool] { calls.withLock { $0 } }

    func append(_ isTraced: Bool) {
        calls.withLock { $0.append(isTraced) }
    }
}

/// The size of an extension's input.
final class SizeNote: PrecompileNote {
    let byteCount: Int

    init(_ byteCount: Int) { self.byteCount = byteCount }
}
