/// A variable of a circuit under construction: the constant one, a public input, or a private value.
///
/// Its column in the finished `R1CS` is known only at the end, since public inputs may be allocated at any time and
/// stand before all private values.
package struct Variable: Hashable, Sendable {
    /// The bit that marks a private value; what is below it counts the variables of the same sort.
    static var privateBit: UInt32 { 1 << 31 }

    /// Public variables, from the constant one on, in order of allocation; then, behind the bit, private ones.
    let code: UInt32

    /// The constant one, which is public variable 0 of every system.
    package static var one: Variable { Variable(code: 0) }

    /// True for the constant one and public inputs.
    package var isPublic: Bool { code & Self.privateBit == 0 }

    /// The position among the variables of its sort.
    var position: Int { Int(code & ~Self.privateBit) }
}
