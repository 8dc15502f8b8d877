import Primitives

// Operations that read items by halves of 128 bits (Yellow Paper, appendix H.2: 10s). As limbs the loads would be
// joined to vectors, which wait until the limbs of an item that was just written have left the store buffer.
extension Interpreter {
    /// ISZERO.
    @inline(__always)
    mutating func iszero() -> Bool {
        guard begin(operands: 1, Gas.veryLow) else { return false }
        stack[-1] = word(half(stack - 1, 0) | half(stack - 1, 16) == 0)
        programCounter += 1
        return true
    }

    /// NOT.
    @inline(__always)
    mutating func not() -> Bool {
        guard begin(operands: 1, Gas.veryLow) else { return false }
        let item = UnsafeMutableRawPointer(stack - 1)
        item.storeBytes(of: ~half(stack - 1, 0), as: UInt128.self)
        item.storeBytes(of: ~half(stack - 1, 16), toByteOffset: 16, as: UInt128.self)
        programCounter += 1
        return true
    }

    /// AND, OR and XOR.
    @inline(__always)
    mutating func bitwise(_ result: (UInt128, UInt128) -> UInt128) -> Bool {
        guard begin(operands: 2, Gas.veryLow) else { return false }
        let item = UnsafeMutableRawPointer(stack - 2)
        item.storeBytes(of: result(half(stack - 1, 0), half(stack - 2, 0)), as: UInt128.self)
        item.storeBytes(of: result(half(stack - 1, 16), half(stack - 2, 16)), toByteOffset: 16, as: UInt128.self)
        stack -= 1
        programCounter += 1
        return true
    }

    /// The lower half of an item, at offset 0, or its upper half, at offset 16.
    @inline(__always)
    private func half(_ item: StackPointer, _ offset: Int) -> UInt128 {
        UnsafeRawPointer(item).loadUnaligned(fromByteOffset: offset, as: UInt128.self)
    }
}
