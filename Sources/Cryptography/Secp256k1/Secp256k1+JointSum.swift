package import Primitives

extension Secp256k1 {
    /// `factor` times a point and `generatorFactor` times the generator.
    static func sum(
        _ factor: UInt256,
        times point: Point,
        plusGeneratorTimes generatorFactor: UInt256
    ) -> JacobianPoint<Fp> {
        jointSum(of: Sum.self, factor, times: point, plusGeneratorTimes: generatorFactor)
    }

    /// The same sum in affine coordinates, as the guest computes it by the machine's calls: a twin for tests.
    package static func affineSum(
        _ factor: UInt256,
        times point: Point,
        plusGeneratorTimes generatorFactor: UInt256
    ) -> Point {
        Point(jointSum(of: AffineSum.self, factor, times: point, plusGeneratorTimes: generatorFactor))
    }

    /// The same sum in Jacobian coordinates, as software computes it.
    package static func jacobianSum(
        _ factor: UInt256,
        times point: Point,
        plusGeneratorTimes generatorFactor: UInt256
    ) -> Point {
        Point(jointSum(of: JacobianSum.self, factor, times: point, plusGeneratorTimes: generatorFactor))
    }

    /// Both multiples with doublings in common.
    ///
    /// P. Straus, "Addition chains of vectors", 1964, on the parts of both scalars. The digits of the four parts stand
    /// side by side, so that one comparison tells where none is.
    @inline(__always)
    private static func jointSum<Sum: Secp256k1Sum>(
        of type: Sum.Type,
        _ factor: UInt256,
        times point: Point,
        plusGeneratorTimes generatorFactor: UInt256
    ) -> JacobianPoint<Fp> {
        // The group's order is prime, so no odd multiple below it is infinity.
        let multiples = point.isInfinity ? [] : Sum.oddMultiples(of: point, count: 8)
        let images = multiples.map { Curve.image(of: $0) }
        let byteCount = 4 * WindowedDigits.limit
        return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 4) { bytes in
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            var length = 0
            func write(_ parts: [ScalarPart], from term: Int, windowWidth: Int) {
                for (index, part) in parts.enumerated() {
                    let count = WindowedDigits.forEach(of: part.magnitude, windowWidth: windowWidth) {
                        position,
                        digit in
                        let signed = part.isNegative ? -digit : digit
                        bytes.storeBytes(of: signed, toByteOffset: 4 * position + term + index, as: Int8.self)
                    }
                    length = max(length, count)
                }
            }
            // Digits below 128 in magnitude for the generator's 64 multiples, below 16 for the point's eight.
            write(Curve.split(generatorFactor), from: 0, windowWidth: 8)
            if !multiples.isEmpty { write(Curve.split(factor), from: 2, windowWidth: 5) }
            var sum = Sum()
            var position = length
            while position > 0 {
                position -= 1
                sum.double()
                if bytes.load(fromByteOffset: 4 * position, as: UInt32.self) == 0 { continue }
                for term in 0..<4 {
                    let digit = bytes.load(fromByteOffset: 4 * position + term, as: Int8.self)
                    if digit == 0 { continue }
                    let index = Int(digit.magnitude) / 2
                    let multiple =
                        switch term {
                        case 0: generatorMultiple(index, isImage: false)
                        case 1: generatorMultiple(index, isImage: true)
                        case 2: multiples[index]
                        default: images[index]
                        }
                    sum.add(x: multiple.x, y: digit < 0 ? -multiple.y : multiple.y)
                }
            }
            return sum.value
        }
    }
}
