import Cryptography

/// What circuits, keys and proofs take of memory, in bytes: for a refusal before the work.
///
/// The rates, by constraints and by rows of the domain, are measurements of the payments circuit with up to 16
/// payments, rounded up (docs/decisions/0068-kept-groth16-keys.md). What is held already comes on top.
package struct Groth16Memory: Sendable {
    private let constraintCount: Int
    /// Rows of the domain, a power of two.
    private let rowCount: Int

    /// The prediction for a circuit of so many constraints.
    package init(constraintCount: Int) {
        self.constraintCount = max(0, constraintCount)
        let logSize = EvaluationDomain.logSize(holding: self.constraintCount)
        rowCount = 1 << (logSize ?? BN254.Fr.twoAdicity)
    }

    /// Building the circuit, and its verifying key.
    package var circuit: Int { 300 * constraintCount + 150 * rowCount }
    /// Making the proving key and its file, or reading it.
    package var makingKey: Int { 1050 * constraintCount + 200 * rowCount }
    /// The proving key.
    package var key: Int { 320 * constraintCount + 64 * rowCount }
    /// Proving, beside circuit and key.
    package var proving: Int { 600 * constraintCount + 200 * rowCount }
}
