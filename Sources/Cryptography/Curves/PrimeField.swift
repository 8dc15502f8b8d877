/// What the coordinates of a curve point need.
package protocol CoordinateField: Equatable, Sendable {
    /// The neutral element of addition.
    static var zero: Self { get }
    /// The neutral element of multiplication.
    static var one: Self { get }
    /// Sum.
    static func + (a: Self, b: Self) -> Self
    /// Difference.
    static func - (a: Self, b: Self) -> Self
    /// Product.
    static func * (a: Self, b: Self) -> Self
    /// Additive inverse.
    static prefix func - (a: Self) -> Self
    /// Square.
    var squared: Self { get }
    /// Twice the element.
    var doubled: Self { get }
    /// Three times the element.
    var tripled: Self { get }
    /// Multiplicative inverse, or zero for zero.
    var inverse: Self { get }
    /// True for zero.
    var isZero: Bool { get }
    /// `a * b + c * d`.
    static func sumOfProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self
    /// Whether `sumOfProducts` costs less than a product and a square.
    static var sumOfProductsReducesOnce: Bool { get }
}

extension CoordinateField {
    /// Replaces elements that are not zero by their inverses, with one inversion for all: Montgomery's trick.
    static func invertAll(_ elements: inout [Self]) {
        var prefixes: [Self] = []
        prefixes.reserveCapacity(elements.count)
        var product = Self.one
        for element in elements {
            prefixes.append(product)
            product = product * element
        }
        var suffixInverse = product.inverse
        for index in elements.indices.reversed() {
            let inverse = suffixInverse * prefixes[index]
            suffixInverse = suffixInverse * elements[index]
            elements[index] = inverse
        }
    }
}

/// A prime field, with p = 3 modulo 4, under a pairing's tower of extensions.
package protocol PairingBaseField: CoordinateField {
    /// The factors of the Frobenius maps.
    associatedtype FrobeniusFactor: FrobeniusFactors where FrobeniusFactor.Base == Self
    /// Sum without reduction, below 2p: only a factor for `product(unreduced:_:)`.
    func addingUnreduced(_ b: Self) -> Self
    /// Difference plus p without reduction, below 2p: only a factor for `product(unreduced:_:)`.
    func subtractingUnreduced(_ b: Self) -> Self
    /// Product of factors below 2p.
    static func product(unreduced a: Self, _ b: Self) -> Self
    /// Half the element.
    var halved: Self { get }
    /// The product with the non-residue on which the tower stands, which is neither a square nor a cube.
    static func timesNonResidue(_ a: QuadraticExtension<Self>) -> QuadraticExtension<Self>
    /// The product with the constant b of the twist on which G2 is.
    static func timesTwistConstant(_ a: QuadraticExtension<Self>) -> QuadraticExtension<Self>
}
