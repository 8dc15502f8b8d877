import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import ProofProver
import Testing

@Suite("Proofs of batches of payments")
struct BatchProofTests {
    /// A proved withdrawal, and the key for it.
    private struct Proved {
        let system: R1CS
        let key: ProvingKey
        let transition: BatchTransition
        let proof: [UInt8]

        /// The circuit without a place for deposits is the smallest.
        init() throws {
            let sample = SampleRollup()
            let circuit = try #require(PaymentsCircuit(capacity: 1, depositCapacity: 0))
            let batch = try sample.batch(
                capacity: 1,
                depositCapacity: 0,
                deposits: [],
                payments: [.withdrawal(from: 3, amount: 400)]
            )
            var state = sample.state
            let seed = Keccak256.hash(Array("seed of tests".utf8))
            system = circuit.constraintSystem
            key = try InsecureSetup.provingKey(of: system, seed: seed, workers: Workers(count: 2))
            transition = try state.apply(batch)
            let assignment = try circuit.assignment(for: batch, appliedTo: sample.state)
            proof = try Groth16Prover(system, key: key).proof(of: assignment, seed: seed, workers: Workers(count: 2))
                .encoded
        }
    }

    private static let proved = Result { try Proved() }

    private func verify(_ proof: [UInt8], inputs: [BN254.Fr]) throws {
        let verifier = try #require(Groth16Verifier(try Self.proved.get().key.verifyingKey))
        try verifier.verify(proof, inputs: inputs.map(\.value))
    }

    @Test("A proof verifies for the public inputs of the batch's transition, and a claim for its withdrawals root")
    func accepted() throws {
        let proved = try Self.proved.get()
        try verify(proved.proof, inputs: proved.transition.publicInputs)
        let withdrawal = Withdrawal(recipient: Address(3), amount: 400, index: 0)
        let path = proved.transition.withdrawals.path(to: withdrawal)
        #expect(withdrawal.isIncluded(inRoot: proved.transition.publicInputs[2], path: path, capacity: 1))
    }

    @Test("Each changed public input is refused", arguments: 0..<4)
    func changedInputs(index: Int) throws {
        let proved = try Self.proved.get()
        var inputs = proved.transition.publicInputs
        inputs[index] += .one
        #expect(throws: Groth16Refusal.equation) { try verify(proved.proof, inputs: inputs) }
    }

    @Test("The proof is refused for a batch that says something else")
    func otherBatches() throws {
        let proved = try Self.proved.get()
        let sample = SampleRollup()
        for payments in [[], [Payment.withdrawal(from: 3, amount: 401)], [.withdrawal(from: 65_535, amount: 400)]] {
            let batch = try sample.batch(capacity: 1, depositCapacity: 0, deposits: [], payments: payments)
            var state = sample.state
            let inputs = try state.apply(batch).publicInputs
            #expect(throws: Groth16Refusal.equation) { try verify(proved.proof, inputs: inputs) }
        }
    }

    @Test("A lie has no proof, and the prover says which constraint stands against it")
    func unprovable() throws {
        let proved = try Self.proved.get()
        var liar = try DishonestProver(capacity: 1, depositCapacity: 0)
        liar.payment(.withdrawal, from: 3, amount: 1001)
        let assignment = PaymentsCircuit.assignment(for: liar.finished)
        let index = try #require(proved.system.firstUnsatisfied(by: assignment))
        let error = AssignmentError.unsatisfied(index: index, name: proved.system.names[index])
        #expect(proved.system.names[index] == "payment/sender's balance covers the amount")
        let prover = try Groth16Prover(proved.system, key: proved.key)
        #expect(throws: Groth16ProvingError.assignment(error)) {
            try prover.proof(of: assignment, seed: .zero, workers: .one)
        }
    }
}
