import Primitives

// Arithmetic that is more than a function of stack items (Yellow Paper, appendix H.2: 0s and 10s).
extension Frame {
    /// EXP; the price grows with the bytes of the exponent (EIP-160).
    @inline(never)
    mutating func exp() -> Bool {
        guard checkStack(pops: 2, pushes: 1) else { return false }
        let base = pop()
        let exponent = pop()
        let exponentBytes = UInt64((exponent.bitWidthUsed &+ 7) / 8)
        guard charge(Gas.exponentiation &+ Gas.exponentByte &* exponentBytes) else { return false }
        push(base.power(exponent))
        return true
    }

    /// KECCAK256.
    @inline(never)
    mutating func keccak256() -> Bool {
        guard checkStack(pops: 2, pushes: 1) else { return false }
        let offset = pop()
        let size = pop()
        guard let range = expandMemory(offset, size) else { return false }
        let cost = Gas.keccak256 &+ Gas.keccak256Word &* Gas.words(UInt64(range.count))
        guard charge(cost) else { return false }
        push(Keccak256.hash(memoryBytes(range)).uint256)
        return true
    }
}
