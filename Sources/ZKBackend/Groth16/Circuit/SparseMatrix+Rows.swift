package import Cryptography

extension SparseMatrix {
    /// A row's entries: columns, ascending, with their coefficients.
    ///
    /// For reports and for searches of constraints that are missing; products go without it.
    package func row(_ index: Int) -> [(column: Int, coefficient: BN254.Fr)] {
        entries(ofRow: index).map { (Int(columns[$0]), value(ofEntry: $0)) }
    }
}
