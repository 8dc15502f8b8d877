/// Growable bytes that keep their allocation when they are emptied.
///
/// Frames reuse their buffers from call to call, so that a call allocates nothing once the pool is warm.
struct ByteBuffer: ~Copyable {
    /// First byte; stays valid until the buffer grows.
    private(set) var base: UnsafeMutableRawPointer
    /// Bytes in use.
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        base = .allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
    }

    deinit {
        base.deallocate()
    }

    /// The bytes in use; valid until the next mutation.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Empties the buffer and keeps its room.
    mutating func removeAll() {
        count = 0
    }

    /// Replaces the content; `bytes` must lie outside this buffer.
    mutating func assign(_ bytes: UnsafeRawBufferPointer) {
        count = 0
        if bytes.count > capacity { grow(to: bytes.count) }
        if let source = bytes.baseAddress { base.copyMemory(from: source, byteCount: bytes.count) }
        count = bytes.count
    }

    /// Replaces the content.
    mutating func assign(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { assign($0) }
    }

    /// Replaces the content by zero bytes, and tells where they are until the next mutation.
    mutating func zeros(_ newCount: Int) -> UnsafeMutablePointer<UInt8> {
        if newCount > capacity { grow(to: newCount) }
        count = newCount
        return base.initializeMemory(as: UInt8.self, repeating: 0, count: newCount)
    }

    /// Makes room for bytes that replace the content.
    @inline(never)
    private mutating func grow(to needed: Int) {
        // At least doubling; `needed` is the size of existing bytes.
        capacity = max(needed, 2 &* capacity)
        base.deallocate()
        base = .allocate(byteCount: capacity, alignment: 16)
    }
}
