/// Why bytes are no key.
package enum KeyError: Error, Equatable, CustomStringConvertible {
    /// The number of bytes is not that of a key, or of the key that the head announces.
    case wrongLength(Int)
    /// The file does not begin as proving keys of this version do.
    case unknownFormat
    /// A coordinate is not below p, or the point is off its curve.
    case notOnCurve(String)
    /// A point of the twist is outside the subgroup of order r.
    case outsideSubgroup(String)
    /// A point that no key may have at infinity.
    case infinity(String)
    /// gamma is delta: inputs can be moved into the proof, and anybody proves anything.
    case gammaEqualsDelta
    /// The bytes are not those that were written.
    case checksum
    /// The key is of another circuit or seed than asked for.
    case foreign
    /// A count is larger than a field's domain or the limit, or the counts do not fit each other.
    case impossibleCounts

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .wrongLength(let count): "\(count) bytes are not a key"
        case .unknownFormat: "it is no proving key of this version"
        case .notOnCurve(let name): "\(name) is not a point of its curve"
        case .outsideSubgroup(let name): "\(name) is outside the subgroup of order r"
        case .infinity(let name): "\(name) is the point at infinity"
        case .gammaEqualsDelta: "gamma equals delta, so that anybody can prove anything"
        case .checksum: "its checksum does not match"
        case .foreign: "it is of another circuit or seed"
        case .impossibleCounts: "its counts cannot be those of a key"
        }
    }
}
