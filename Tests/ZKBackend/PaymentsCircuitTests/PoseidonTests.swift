import Cryptography
import PaymentsCircuit
import Primitives
import Testing

@Suite("Poseidon")
struct PoseidonTests {
    @Test("digests are those that circomlib publishes")
    func publishedDigests() {
        let vectors: [(inputs: [UInt64], digest: String)] = [
            ([1, 2], "7853200120776062878684798364095072458815029376092732009249414926327459813530"),
            ([1, 2, 3, 4], "18821383157269793795438455681495246036402687001665670618754263018637548127333"),
            ([1, 2, 0, 0, 0], "1018317224307729531995786483840663576608797660851238720571059489595066344487"),
        ]
        for (hash, vector) in zip([Poseidon.two, .four, .five], vectors) {
            let digest = hash.hash(vector.inputs.map { BN254.Fr($0) })
            #expect(digest.value == UInt256(decimal: vector.digest))
        }
    }
}
