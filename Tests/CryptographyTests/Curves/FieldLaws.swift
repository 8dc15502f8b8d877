import Cryptography
import Primitives
import TestSupport
import Testing

/// What the field laws need; the fields of the towers satisfy it.
protocol TestField: Equatable {
    static var one: Self { get }
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    var squared: Self { get }
    var inverse: Self { get }
    static func random(_ generator: inout SplitMix64) -> Self
}

extension TestField {
    func power(_ exponent: UInt256) -> Self {
        var power = Self.one
        for bit in stride(from: exponent.bitWidthUsed - 1, through: 0, by: -1) {
            power = power * power
            if (exponent >> bit).l0 & 1 == 1 { power = power * self }
        }
        return power
    }
}

extension QuadraticExtension: TestField where Base: TestField {
    static func random(_ generator: inout SplitMix64) -> Self { Self(.random(&generator), .random(&generator)) }
}

extension SexticExtension: TestField where Base: TestField {
    var squared: Self { self * self }

    static func random(_ generator: inout SplitMix64) -> Self {
        Self(.random(&generator), .random(&generator), .random(&generator))
    }
}

extension DodecicExtension: TestField where Base: TestField {
    static func + (a: Self, b: Self) -> Self { Self(a.c0 + b.c0, a.c1 + b.c1) }
    static func - (a: Self, b: Self) -> Self { Self(a.c0 - b.c0, a.c1 - b.c1) }

    static func random(_ generator: inout SplitMix64) -> Self { Self(.random(&generator), .random(&generator)) }
}

/// Checks the laws of a commutative field on random and edge values.
func checkFieldLaws<F: TestField>(_: F.Type, seed: UInt64, rounds: Int) {
    var random = SplitMix64(seed: seed)
    let zero = F.one - F.one
    for _ in 0..<rounds {
        let (a, b, c) = (F.random(&random), F.random(&random), F.random(&random))
        #expect(a + b == b + a && (a + b) + c == a + (b + c) && a + zero == a && a - a == zero, "seed \(seed)")
        #expect((a - b) + b == a, "seed \(seed)")
        #expect(a * b == b * a && (a * b) * c == a * (b * c) && a * F.one == a, "seed \(seed)")
        #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
        #expect(a.squared == a * a, "seed \(seed)")
        #expect(a * a.inverse == (a == zero ? zero : F.one), "seed \(seed)")
    }
}
