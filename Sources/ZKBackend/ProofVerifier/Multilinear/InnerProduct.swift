/// The sum of the products of two lists, place by place.
///
/// `zip` would drop what the longer list has more, and with it a part of a claim; here that is an error.
///
/// - Throws: `VerificationError.verifierFault` when the lengths differ.
package func dot(
    _ a: some Collection<CubicExtension>,
    _ b: some Collection<CubicExtension>
) throws(VerificationError) -> CubicExtension {
    guard a.count == b.count else { throw .verifierFault(expected: a.count, got: b.count) }
    return zip(a, b).reduce(.zero) { $0 + $1.0 * $1.1 }
}

/// The sum of the products of two lists, place by place, the second of the base field.
///
/// - Throws: `VerificationError.verifierFault` when the lengths differ.
package func dot(
    _ a: some Collection<CubicExtension>,
    _ b: some Collection<Goldilocks>
) throws(VerificationError) -> CubicExtension {
    guard a.count == b.count else { throw .verifierFault(expected: a.count, got: b.count) }
    return zip(a, b).reduce(.zero) { $0 + $1.0 * $1.1 }
}
