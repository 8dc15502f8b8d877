import Glibc

/// The data memory of one run: every region from the stack to the output in one range of the host's address space.
///
/// The host gives pages when they are first touched, so a run costs what it uses. Text is not in it.
///
/// Safety: one run at a time writes through `base`; afterwards the memory is only read.
final class GuestMemory: @unchecked Sendable {
    /// Byte 0 is the machine's address `MachineLayout.dataBase`.
    let base: UnsafeMutableRawPointer
    private let byteCount: Int

    /// Zero memory for `byteCount` bytes; nil when the host refuses the address space.
    init?(byteCount: Int) {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let base = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0), base != MAP_FAILED else {
            return nil
        }
        self.base = base
        self.byteCount = byteCount
    }

    deinit {
        munmap(base, byteCount)
    }

    /// Copies bytes to a machine address; the caller has checked that they lie in data memory.
    func write(_ bytes: [UInt8], at address: UInt64) {
        guard !bytes.isEmpty else { return }
        bytes.withUnsafeBytes { source in
            // Safety: `dataByteCount` bytes are mapped, and the caller's range lies in them.
            guard let start = source.baseAddress else { return }
            (base + Int(address &- MachineLayout.dataBase)).copyMemory(from: start, byteCount: source.count)
        }
    }

    /// Bytes from a machine address; the caller has checked that they lie in data memory.
    func bytes(at address: UInt64, count: Int) -> [UInt8] {
        // Safety: as in `write`.
        Array(UnsafeRawBufferPointer(start: base + Int(address &- MachineLayout.dataBase), count: count))
    }
}
