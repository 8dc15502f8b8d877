import Cryptography
import Foundation
import Groth16
import Primitives
import ProofProver

/// Times what Groth16 is made of, on one thread, and prints a JSON object of seconds; or, with `export`, a proof for
/// other implementations to verify.
///
/// The circuit is a chain of squarings from a private number of 254 bits to a public one: every value is as large as a
/// value can be, the hardest case for sums of points.
@main
struct Groth16Benchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "export" where arguments.count == 1: try export()
        case nil: try printTimes(logSize: 16, rounds: 5)
        case "--log" where arguments.count == 2:
            guard let logSize = Int(arguments[1]), (2...20).contains(logSize) else { usage() }
            try printTimes(logSize: logSize, rounds: 5)
        default: usage()
        }
    }

    private static func usage() -> Never {
        FileHandle.standardError.write(Data("usage: Groth16Benchmark [export | --log 2...20]\n".utf8))
        exit(2)
    }

    private static let seed = Keccak256.hash(Array("rollupsim/groth16/benchmark".utf8))

    /// Random elements that are the same in every run.
    private static func elements(_ count: Int, _ label: String) -> [BN254.Fr] {
        (0..<count).map { index in
            let hash = Keccak256.hash(Array("\(label) \(index)".utf8))
            return BN254.Fr(reducing: UInt256(truncatingBigEndian: hash.bytes))
        }
    }

    private static func circuit(_ purpose: ConstraintBuilder.Purpose, length: Int) -> ConstraintBuilder {
        var builder = ConstraintBuilder(purpose)
        let start = elements(1, "start")[0]
        let end = builder.allocatePublic { _ in (0..<length).reduce(start) { value, _ in value.squared } }
        var value = builder.allocatePrivate { _ in start }
        for _ in 0..<length { value = builder.product("square", LinearCombination(value), LinearCombination(value)) }
        builder.constrainEqual("end", LinearCombination(value), LinearCombination(end))
        return builder
    }

    private static func printTimes(logSize: Int, rounds: Int) throws {
        let count = 1 << logSize
        let points = BN254G1Multiples(of: .generator).products(elements(count, "point").map(\.value)[...])
        let scalars = elements(count, "scalar").map(\.value)
        var times: [(name: String, seconds: Double)] = []
        var sum = BN254.G1.infinity
        times.append(("msm_g1", fastest(rounds) { sum = PointSums.sum(points, scalars, .one) }))
        let g2 = BN254G2Multiples(of: .generator).products(elements(4, "pairing").map(\.value)[...])
        var product = BN254.Fp12.one
        times.append(
            (
                "pairing_4",
                fastest(40 * rounds) {
                    // Lines are part of the work: a pairing of points that nobody has seen before.
                    let pairs = zip(points, g2).compactMap { p, q in BN254.PreparedG2(q).map { (p, $0) } }
                    product = BN254.pairingProduct(pairs)
                }
            )
        )
        // One row for the end and one for each of the two public columns.
        let length = count - 3
        let shape = circuit(.shape, length: length).constraintSystem
        var key: ProvingKey?
        times.append(
            ("setup", try fastest(1) { key = try InsecureSetup.provingKey(of: shape, seed: seed, workers: .one) })
        )
        let builder = circuit(.assignment, length: length)
        guard let key, let assignment = builder.assignment, !sum.isInfinity, product != .one else { exit(3) }
        let prover = try Groth16Prover(shape, key: key)
        var proof: Groth16Proof?
        times.append(
            ("prove", try fastest(rounds) { proof = try prover.proof(of: assignment, seed: seed, workers: .one) })
        )
        var wall = Double.infinity
        for _ in 0..<rounds {
            let start = now(CLOCK_MONOTONIC)
            _ = try prover.proof(of: assignment, seed: seed, workers: Workers(count: 2))
            wall = min(wall, now(CLOCK_MONOTONIC) - start)
        }
        times.append(("prove_two_threads_wall", wall))
        guard let proof, let verifier = Groth16Verifier(key.verifyingKey) else { exit(3) }
        let (bytes, inputs) = (proof.encoded, assignment.publicInputs.map(\.value))
        times.append(("verify", try fastest(40 * rounds) { try verifier.verify(bytes, inputs: inputs) }))
        let file = key.encoded
        times.append(
            (
                "read_key",
                try fastest(1) {
                    _ = try ProvingKey(decoding: file, circuit: key.circuit, insecureSeed: seed, workers: .one)
                }
            )
        )
        let fields = times.map { "\"\($0.name)\": \($0.seconds)" }
        print("{\"log_size\": \(logSize), \"key_bytes\": \(file.count), \(fields.joined(separator: ", "))}")
    }

    /// A key and a proof as JSON: what other implementations need to verify it.
    private static func export() throws {
        let builder = circuit(.assignment, length: 40)
        let system = builder.constraintSystem
        let key = try InsecureSetup.provingKey(of: system, seed: seed, workers: .one)
        guard let assignment = builder.assignment else { exit(3) }
        let proof = try Groth16Prover(system, key: key).proof(of: assignment, seed: seed, workers: .one)
        let inputs = assignment.publicInputs.map { "\"\(Hex.encode($0.bigEndianBytes))\"" }
        print(
            """
            {"key": "\(Hex.encode(key.verifyingKey.encoded))",
             "proof": "\(Hex.encode(proof.encoded))",
             "inputs": [\(inputs.joined(separator: ", "))]}
            """
        )
    }

    /// Processor seconds of the fastest run.
    private static func fastest(_ rounds: Int, _ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let start = now(CLOCK_PROCESS_CPUTIME_ID)
            try body()
            best = min(best, now(CLOCK_PROCESS_CPUTIME_ID) - start)
        }
        return best
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
