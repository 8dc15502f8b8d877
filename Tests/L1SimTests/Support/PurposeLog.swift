import L1Sim
import Synchronization

/// Remembers why an extension was called.
final class PurposeLog: Sendable {
    private let purposes = Mutex<[ExecutionPurpose]>([])

    var all: [ExecutionPurpose] { purposes.withLock { $0 } }

    func append(_ purpose: ExecutionPurpose) {
        purposes.withLock { $0.append(purpose) }
    }
}
