import Primitives

/// Frames, buffers and prepared code that the executions of one block share.
///
/// Prepared code is found by its hash without asking the host again, so a pool must not outlive the state it was used
/// on.
final class FramePool {
    /// Bytes of prepared code kept.
    ///
    /// More than the cold accounts that one transaction of 2^24 gas can call have together: 6,452 codes of 24 KiB, and
    /// an eighth for the jump destinations, are 178 MB. So within such a transaction no code that is warm, and costs
    /// 100 gas to call, is prepared twice.
    private static let codeByteLimit = 192 << 20
    /// Bytes of a prepared code's object, padding and dictionary entry, rounded up.
    private static let codeOverhead = 256

    private var frames: [UnsafeMutablePointer<Frame>] = []
    private var codes = [Bytes32: Code](minimumCapacity: 8)
    private var codeByteCount = 0
    /// Number of the execution that uses the pool.
    private var execution = 0
    /// Number of the execution in which codes were forgotten last.
    private var lastForgetting = 0
    /// Whether an execution is using the frames; another one then needs a pool of its own.
    var isInUse = false

    /// The frame of a call depth; `depth` is at most one more than ever asked for before.
    func frame(at depth: Int) -> UnsafeMutablePointer<Frame> {
        if depth < frames.count { return frames[depth] }
        let frame = UnsafeMutablePointer<Frame>.allocate(capacity: 1)
        frame.initialize(to: Frame(depth: depth))
        frames.append(frame)
        return frame
    }

    /// Tells that another execution begins.
    func beginExecution() {
        execution &+= 1
    }

    /// Prepared code that was remembered under a hash.
    func code(hash: Bytes32) -> Code? {
        guard let code = codes[hash] else { return nil }
        code.lastExecution = execution
        return code
    }

    /// Remembers prepared code under its hash, if there is room once the codes of earlier executions are forgotten.
    func remember(_ code: Code, hash: Bytes32) {
        let byteCount = FramePool.byteCount(code)
        if byteCount > FramePool.codeByteLimit &- codeByteCount { forgetEarlierCodes() }
        guard byteCount <= FramePool.codeByteLimit &- codeByteCount else { return }
        code.lastExecution = execution
        codes[hash] = code
        codeByteCount &+= byteCount
    }

    /// Forgets the codes that this execution has not used; at most once per execution, as it looks at all of them.
    private func forgetEarlierCodes() {
        guard lastForgetting != execution else { return }
        lastForgetting = execution
        codes = codes.filter { $0.value.lastExecution == execution }
        codeByteCount = codes.values.reduce(0) { $0 &+ FramePool.byteCount($1) }
    }

    private static func byteCount(_ code: Code) -> Int {
        code.size &+ code.size / 8 &+ codeOverhead
    }

    deinit {
        for frame in frames {
            frame.deinitialize(count: 1)
            frame.deallocate()
        }
    }
}
