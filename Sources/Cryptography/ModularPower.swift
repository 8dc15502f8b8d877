/// base ^ exponent mod modulus on big-endian bytes (EIP-198), for RISC-V, where no library computes it.
///
/// Division by Knuth's algorithm D (The Art of Computer Programming, volume 2, 4.3.1), so that even and odd moduli are
/// one case, and windows of four bits of the exponent.
package enum ModularPower {
    /// Writes the power into `output`, which is as long as `modulus`; all zero when the modulus is 0 or 1.
    package static func compute(
        base: UnsafeBufferPointer<UInt8>,
        exponent: UnsafeBufferPointer<UInt8>,
        modulus: UnsafeBufferPointer<UInt8>,
        output: UnsafeMutableBufferPointer<UInt8>
    ) {
        output.update(repeating: 0)
        guard let divisor = LongDivisor(limbs(modulus)) else { return }
        var product: [UInt64] = []
        func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
            multiplyLimbs(a, b, into: &product)
            return divisor.remainder(of: &product)
        }
        var reduced = limbs(base)
        let one = { () -> [UInt64] in
            var limbs: [UInt64] = [1]
            return divisor.remainder(of: &limbs)
        }()
        let first = divisor.remainder(of: &reduced)
        var powers = [one, first]
        var result = one
        var hasStarted = false
        for byte in exponent {
            for digit in [Int(byte >> 4), Int(byte & 15)] {
                if hasStarted {
                    for _ in 0..<4 { result = multiply(result, result) }
                }
                if digit == 0 { continue }
                while powers.count <= digit { powers.append(multiply(powers[powers.count - 1], first)) }
                result = hasStarted ? multiply(result, powers[digit]) : powers[digit]
                hasStarted = true
            }
        }
        for (index, limb) in result.enumerated() {
            for byte in 0..<8 {
                let position = output.count - 1 - 8 * index - byte
                if position < 0 { break }
                output[position] = UInt8(truncatingIfNeeded: limb &>> UInt64(8 * byte))
            }
        }
    }

    /// Limbs of a number, least significant first, without zeros at the top.
    private static func limbs(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        var limbs = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
        for (index, byte) in bytes.reversed().enumerated() {
            limbs[index / 8] |= UInt64(byte) &<< UInt64(8 * (index % 8))
        }
        while limbs.last == 0 { limbs.removeLast() }
        return limbs
    }

    private static func multiplyLimbs(_ a: [UInt64], _ b: [UInt64], into product: inout [UInt64]) {
        product.removeAll(keepingCapacity: true)
        product.append(contentsOf: repeatElement(0, count: a.count + b.count))
        for i in a.indices {
            var carry: UInt64 = 0
            for j in b.indices {
                (product[i + j], carry) = Limb.multiplyAccumulate(product[i + j], a[i], b[j], carry)
            }
            product[i + b.count] = carry
        }
    }
}

/// A divisor of any length, shifted so that its top bit is set.
private struct LongDivisor {
    private let limbs: [UInt64]
    private let shift: UInt64

    /// A divisor without zeros at the top; nil for 0 and 1, modulo which every number is the same.
    init?(_ limbs: [UInt64]) {
        guard let top = limbs.last, limbs.count > 1 || top > 1 else { return nil }
        shift = UInt64(top.leadingZeroBitCount)
        self.limbs = Self.shifted(limbs, by: shift)
    }

    /// The remainder, without zeros at the top; the number is used as room.
    func remainder(of number: inout [UInt64]) -> [UInt64] {
        number.append(0)
        if shift > 0 {
            var below: UInt64 = 0
            for index in number.indices {
                let limb = number[index]
                number[index] = limb &<< shift | below
                below = limb &>> (64 &- shift)
            }
        }
        let count = limbs.count
        if number.count > count {
            for offset in stride(from: number.count - count - 1, through: 0, by: -1) {
                eliminate(&number, at: offset)
            }
        }
        var result = Array(number.prefix(count))
        if shift > 0 {
            var above: UInt64 = 0
            for index in result.indices.reversed() {
                let limb = result[index]
                result[index] = limb &>> shift | above
                above = limb &<< (64 &- shift)
            }
        }
        while result.last == 0 { result.removeLast() }
        return result
    }

    /// Steps D3 to D6: takes the digit's multiple of the divisor off, which leaves zero at the top limb.
    private func eliminate(_ number: inout [UInt64], at offset: Int) {
        let count = limbs.count
        let top = number[offset + count]
        let d1 = limbs[count - 1]
        var digit: UInt64
        if top >= d1 {
            digit = .max
        } else {
            var rest: UInt64
            (digit, rest) = d1.dividingFullWidth((top, number[offset + count - 1]))
            if count > 1 {
                let d0 = limbs[count - 2]
                // At most twice too large.
                for _ in 0..<2 {
                    let product = digit.multipliedFullWidth(by: d0)
                    if (product.high, product.low) <= (rest, number[offset + count - 2]) { break }
                    digit &-= 1
                    let (sum, overflow) = rest.addingReportingOverflow(d1)
                    if overflow { break }
                    rest = sum
                }
            }
        }
        var borrow: UInt64 = 0
        var carry: UInt64 = 0
        for index in 0..<count {
            let low: UInt64
            (low, carry) = Limb.multiplyAccumulate(0, digit, limbs[index], carry)
            (number[offset + index], borrow) = Limb.subtractWithBorrow(number[offset + index], low, borrow)
        }
        (number[offset + count], borrow) = Limb.subtractWithBorrow(top, carry, borrow)
        // The estimate may be too large, by two at most when it is 2^64 - 1.
        while borrow == 1 {
            var added: UInt64 = 0
            for index in 0..<count {
                (number[offset + index], added) = Limb.addWithCarry(number[offset + index], limbs[index], added)
            }
            let (sum, overflow) = number[offset + count].addingReportingOverflow(added)
            number[offset + count] = sum
            if overflow { borrow = 0 }
        }
    }

    private static func shifted(_ limbs: [UInt64], by shift: UInt64) -> [UInt64] {
        guard shift > 0 else { return limbs }
        var below: UInt64 = 0
        return limbs.map { limb in
            defer { below = limb &>> (64 &- shift) }
            return limb &<< shift | below
        }
    }
}
