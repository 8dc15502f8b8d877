extension KZG {
    /// The field elements of a byte string whose length must be that of `count` of them.
    static func fieldElements(
        _ operand: KZGError.Operand,
        _ bytes: [UInt8],
        count: Int
    ) throws(KZGError) -> [BLS12381.Fr] {
        guard bytes.count == bytesPerFieldElement * count else {
            throw .wrongLength(operand, expected: bytesPerFieldElement * count, got: bytes.count)
        }
        var elements: [BLS12381.Fr] = []
        elements.reserveCapacity(count)
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            for position in 0..<count {
                guard let element = BLS12381.Fr(bigEndianAt: base + bytesPerFieldElement * position) else { return }
                elements.append(element)
            }
        }
        guard elements.count == count else { throw .notCanonical(operand, position: elements.count) }
        return elements
    }

    /// The single field element of a byte string of 32 bytes.
    static func fieldElement(_ operand: KZGError.Operand, _ bytes: [UInt8]) throws(KZGError) -> BLS12381.Fr {
        try fieldElements(operand, bytes, count: 1)[0]
    }

    /// The canonical encodings of field elements, one behind the other.
    static func bytes(of elements: some Collection<BLS12381.Fr>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(bytesPerFieldElement * elements.count)
        for element in elements { bytes += element.bigEndianBytes }
        return bytes
    }
}
