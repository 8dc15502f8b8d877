// The p-th and p^2-th powers act on the coefficients of w^j by conjugation (for p) and by a factor, since
// (w^j)^p = w^j * xi^(j (p - 1) / 6),
// with xi the tower's non-residue.
extension DodecicExtension {
    /// The p-th power.
    package var frobenius: Self {
        Self(
            SexticExtension(
                c0.c0.conjugate,
                c0.c1.conjugate * Base.FrobeniusFactor.power2,
                c0.c2.conjugate * Base.FrobeniusFactor.power4
            ),
            SexticExtension(
                c1.c0.conjugate * Base.FrobeniusFactor.power1,
                c1.c1.conjugate * Base.FrobeniusFactor.power3,
                c1.c2.conjugate * Base.FrobeniusFactor.power5
            )
        )
    }

    /// The p^2-th power.
    package var frobeniusSquared: Self {
        Self(
            SexticExtension(
                c0.c0,
                c0.c1 * Base.FrobeniusFactor.squaredPower2,
                c0.c2 * Base.FrobeniusFactor.squaredPower4
            ),
            SexticExtension(
                c1.c0 * Base.FrobeniusFactor.squaredPower1,
                -c1.c1,
                c1.c2 * Base.FrobeniusFactor.squaredPower5
            )
        )
    }
}

/// The factors of the Frobenius maps: powers of the tower's non-residue xi.
package protocol FrobeniusFactors {
    /// The field under the tower.
    associatedtype Base: PairingBaseField
    /// xi^(1(p - 1) / 6).
    static var power1: QuadraticExtension<Base> { get }
    /// xi^(2(p - 1) / 6).
    static var power2: QuadraticExtension<Base> { get }
    /// xi^(3(p - 1) / 6).
    static var power3: QuadraticExtension<Base> { get }
    /// xi^(4(p - 1) / 6).
    static var power4: QuadraticExtension<Base> { get }
    /// xi^(5(p - 1) / 6).
    static var power5: QuadraticExtension<Base> { get }
    /// xi^(1(p^2 - 1) / 6), which lies in the base field; a sixth root of one.
    static var squaredPower1: Base { get }
    /// xi^(2(p^2 - 1) / 6), which lies in the base field; a cube root of one.
    static var squaredPower2: Base { get }
    /// xi^(4(p^2 - 1) / 6), which lies in the base field; a cube root of one.
    static var squaredPower4: Base { get }
    /// xi^(5(p^2 - 1) / 6), which lies in the base field; a sixth root of one.
    static var squaredPower5: Base { get }
}
