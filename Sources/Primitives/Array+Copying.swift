extension [UInt8] {
    /// A copy of memory, made in one piece.
    ///
    /// Embedded Swift's own initializers from buffers and slices go byte by byte; elsewhere they do not, and the one
    /// that is used for it looks up the array's type each time.
    package init(copying bytes: UnsafeRawBufferPointer) {
        #if !hasFeature(Embedded)
        self.init(bytes)
        #else
        self.init(unsafeUninitializedCapacity: bytes.count) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            count = bytes.count
        }
        #endif
    }

    /// Appends a copy of memory, made in one piece.
    package mutating func append(copying bytes: UnsafeRawBufferPointer) {
        append(addingCapacity: bytes.count) { span in
            span.withUnsafeMutableBufferPointer { buffer, count in
                // Safety: the buffer has room for the bytes behind those that are initialized.
                guard let base = buffer.baseAddress, let source = bytes.baseAddress else { return }
                UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
                count &+= bytes.count
            }
        }
    }

    /// A copy of a slice, made in one piece.
    package init(copying slice: ArraySlice<UInt8>) {
        self = slice.withUnsafeBytes { Self(copying: $0) }
    }
}
