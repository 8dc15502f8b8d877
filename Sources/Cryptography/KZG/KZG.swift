/// The KZG polynomial commitments of EIP-4844 and EIP-7594 over BLS12-381.
///
/// Everything works on public data: nothing is constant time. Algorithms and sources are in docs/kzg.md.
///
/// Specification: consensus-specs, deneb/polynomial-commitments.md and fulu/polynomial-commitments-sampling.md.
public enum KZG {
    /// Bytes of a field element.
    public static let bytesPerFieldElement = 32
    /// Field elements of a blob: the values of its polynomial, of degree below that number.
    public static let fieldElementsPerBlob = 4096
    /// Bytes of a blob.
    public static let bytesPerBlob = bytesPerFieldElement * fieldElementsPerBlob
    /// Bytes of a commitment or a proof, a compressed point of G1.
    public static let bytesPerCommitment = 48
    /// Field elements of a blob extended to twice its length.
    public static let fieldElementsPerExtendedBlob = 2 * fieldElementsPerBlob
    /// Field elements of a cell.
    public static let fieldElementsPerCell = 64
    /// Bytes of a cell.
    public static let bytesPerCell = bytesPerFieldElement * fieldElementsPerCell
    /// Cells of an extended blob.
    public static let cellsPerExtendedBlob = fieldElementsPerExtendedBlob / fieldElementsPerCell

    /// The domain of the extended blob in bit-reversed order; its first half is the domain of the blob.
    static let domain = RootsOfUnity(logOrder: 13)
}
