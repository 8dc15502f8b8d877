import Accelerators

/// How the run of a precompile ended, inside the machine.
enum PrecompileRun {
    /// It ran. The output lies in the run's scratch buffer or in its input, and is valid as long as they are.
    case success(output: UnsafeRawBufferPointer, gasUsed: UInt64)
    /// It failed, and with it the call.
    case failure(PrecompileFailure)
    /// What it would give is not known here, so the execution cannot go on.
    case unavailable

    /// What the status of a primitive that gave no result means.
    init(failed status: zkvm_status) {
        self = status == ZKVM_ENOTSUP ? .unavailable : .failure(.invalidInput)
    }

    /// A run whose output has no bytes.
    static func empty(gasUsed: UInt64) -> PrecompileRun {
        .success(output: UnsafeRawBufferPointer(start: nil, count: 0), gasUsed: gasUsed)
    }

    /// A run whose output is the first `count` bytes of its scratch buffer.
    static func success(_ scratch: UnsafeMutablePointer<UInt8>, count: Int, gasUsed: UInt64) -> PrecompileRun {
        .success(output: UnsafeRawBufferPointer(start: scratch, count: count), gasUsed: gasUsed)
    }
}

extension UnsafeRawBufferPointer {
    /// The first `count` bytes, with zeros behind the end: in place where there are enough of them, or else copied into
    /// `room`, which is `count` zero bytes.
    func padded(to count: Int, in room: UnsafeMutablePointer<UInt8>) -> UnsafePointer<UInt8> {
        guard let base = baseAddress else { return UnsafePointer(room) }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        if self.count >= count { return bytes }
        room.update(from: bytes, count: self.count)
        return UnsafePointer(room)
    }

    /// The bytes as the primitives take them.
    var bytes: UnsafePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
