extension [UInt8] {
    /// A copy of memory, made in one piece.
    ///
    /// Embedded Swift's own initializers from buffers and slices go byte by byte.
    package init(copying bytes: UnsafeRawBufferPointer) {
        self.init(unsafeUninitializedCapacity: bytes.count) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            count = bytes.count
        }
    }

    /// A copy of a slice, made in one piece.
    package init(copying slice: ArraySlice<UInt8>) {
        self = slice.withUnsafeBytes { Self(copying: $0) }
    }
}
