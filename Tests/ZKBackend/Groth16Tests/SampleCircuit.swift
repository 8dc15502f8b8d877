import Cryptography
import Groth16
import Primitives
import ProofProver

/// Circuits and keys that tests share.
enum SampleCircuit {
    typealias Fr = BN254.Fr

    static let seed = Keccak256.hash(Array("seed of tests".utf8))

    /// `length` squarings from a private start to a public end, with a second public input that no constraint uses.
    static func squarings(_ purpose: ConstraintBuilder.Purpose, length: Int, start: UInt64) -> ConstraintBuilder {
        var builder = ConstraintBuilder(purpose)
        let end = builder.allocatePublic { _ in (0..<length).reduce(Fr(start)) { value, _ in value.squared } }
        _ = builder.allocatePublic { _ in Fr(77) }
        var value = builder.allocatePrivate { _ in Fr(start) }
        for step in 0..<length {
            value = builder.within("step \(step)") { builder in
                builder.product("square", LinearCombination(value), LinearCombination(value))
            }
        }
        builder.constrainEqual("end", LinearCombination(value), LinearCombination(end))
        return builder
    }

    /// System, key and a proof with its inputs.
    struct Proved {
        let system: R1CS
        let key: ProvingKey
        let assignment: Assignment
        let proof: Groth16Proof
        let inputs: [UInt256]
    }

    static func proved(length: Int, start: UInt64 = 3, workers: Workers = .one) throws -> Proved {
        let shape = squarings(.shape, length: length, start: 0).constraintSystem
        let key = try InsecureSetup.provingKey(of: shape, seed: seed, workers: workers)
        let builder = squarings(.assignment, length: length, start: start)
        guard let assignment = builder.assignment else { throw Groth16ProvingError.foreignKey }
        let prover = try Groth16Prover(builder.constraintSystem, key: key)
        let proof = try prover.proof(of: assignment, seed: seed, workers: workers)
        return Proved(
            system: shape,
            key: key,
            assignment: assignment,
            proof: proof,
            inputs: assignment.publicInputs.map(\.value)
        )
    }
}
