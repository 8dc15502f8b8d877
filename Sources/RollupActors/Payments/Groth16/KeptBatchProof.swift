import Cryptography
import Groth16
import PaymentsCircuit
import Primitives

/// The file of a proof: its 256 bytes, under a name that says of what and under which key.
enum KeptBatchProof {
    /// Domain of the files' names: these ASCII bytes.
    private static let nameTag = "rollupsim/groth16-proof/1"
    /// How names end, after 64 hexadecimal digits.
    static let suffix = ".groth16-proof"

    /// The name of the file of a proof.
    ///
    /// Two proofs with one name have the same bytes: public inputs bind state and operations, and beside them a
    /// witness has nothing but keys and signatures.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - inputs: The public inputs.
    ///   - circuit: Digest of the circuit.
    ///   - insecureSeed: The seed of the set-up.
    ///   - proofSeed: The seed of the proof.
    /// - Returns: The name.
    static func name(
        of batch: Batch,
        inputs: [UInt256],
        circuit: Bytes32,
        insecureSeed: Bytes32,
        proofSeed: Bytes32
    ) -> String {
        var bytes = Array(nameTag.utf8) + circuit.bytes + insecureSeed.bytes + proofSeed.bytes
        for input in inputs { bytes += input.bigEndianBytes }
        for signed in batch.payments {
            let (key, r) = (signed.publicKey, signed.signature.r)
            for element in [key.x, key.y, r.x, r.y] { bytes += element.bigEndianBytes }
            bytes += signed.signature.s.bigEndianBytes
        }
        return Keccak256.hash(bytes).hex.dropFirst(2) + suffix
    }
}
