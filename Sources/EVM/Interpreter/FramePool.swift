import Primitives

/// Frames, buffers and prepared code that the executions of one block share.
///
/// Prepared code is found by its hash without asking the host again, so a pool must not outlive the state it was used on.
final class FramePool {
    /// Prepared codes kept; at most 24 KiB each.
    private static let cachedCodeLimit = 1024

    private var frames: [UnsafeMutablePointer<Frame>] = []
    private var codes: [Bytes32: Code] = [:]
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

    /// Prepared code that was remembered under a hash.
    func code(hash: Bytes32) -> Code? { codes[hash] }

    /// Remembers prepared code under its hash.
    func remember(_ code: Code, hash: Bytes32) {
        if codes.count >= FramePool.cachedCodeLimit { codes.removeAll(keepingCapacity: true) }
        codes[hash] = code
    }

    deinit {
        for frame in frames {
            frame.deinitialize(count: 1)
            frame.deallocate()
        }
    }
}
