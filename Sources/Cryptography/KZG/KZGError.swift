/// Why an input of a KZG function is rejected.
///
/// A proof that is well formed and does not hold is no error: the verifying functions return false.
public enum KZGError: Error, Hashable, Sendable {
    /// What an input is, by its name in the specification.
    public enum Operand: Hashable, Sendable {
        /// A blob.
        case blob
        /// A commitment.
        case commitment
        /// A proof.
        case proof
        /// The point of an evaluation.
        case z
        /// The value of an evaluation.
        case y
        /// A cell.
        case cell
    }

    /// An input that is not as long as it must be, in bytes.
    case wrongLength(Operand, expected: Int, got: Int)
    /// A field element, the one of the given position in its input, that is not below the modulus.
    case notCanonical(Operand, position: Int)
    /// Bytes that are no canonical compressed point of the subgroup of order r of G1.
    case notInG1(Operand)
    /// Lists that must have the same length, by the length of the first and that of another.
    case unequalCounts(expected: Int, got: Int)
    /// A cell index that is not below the number of cells of an extended blob.
    case cellIndexOutOfRange(UInt64)
    /// A cell index, the one of the given position, that is not above the one before it.
    case cellIndicesNotAscending(position: Int)
    /// A number of cells from which a blob cannot be recovered.
    case cellCountOutOfRange(got: Int, allowed: ClosedRange<Int>)
    /// A commitment index beyond the list of commitments.
    case commitmentIndexOutOfRange(UInt64)
    /// Cells that are no values of any polynomial of a blob's degree.
    case inconsistentCells
}
