import Cryptography
import Foundation
import Groth16
import Primitives
import ProofProver

/// Times what Groth16 is made of on request, so that a peer can run beside it in turn; or, with `export`, prints a
/// proof for other implementations to verify.
///
/// Each input line `OPERATION THREADS COUNT` runs an operation COUNT times, and the answer is the fastest run's
/// processor time, all threads together, and the wall time of all runs, in nanoseconds. The circuit is a chain of
/// squarings from a private number of 254 bits to a public one: every value is as large as a value can be, the hardest
/// case for sums of points.
@main
struct Groth16Benchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "export" where arguments.count == 1: try export()
        case nil: try serve(logSize: 16)
        case "--log" where arguments.count == 2:
            guard let logSize = Int(arguments[1]), (2...20).contains(logSize) else { usage() }
            try serve(logSize: logSize)
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

    private static func serve(logSize: Int) throws {
        let operations = try Operations(logSize: logSize)
        print("ready")
        fflush(nil)
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let threads = Int(words[1]), threads > 0, let count = Int(words[2]), count > 0
            else { continue }
            let workers = threads == 1 ? Workers.one : Workers(count: threads)
            let start = now(CLOCK_MONOTONIC)
            var fastest = UInt64.max
            for _ in 0..<count {
                let before = now(CLOCK_PROCESS_CPUTIME_ID)
                guard try operations.isRight(words[0], workers) else { exit(3) }
                fastest = min(fastest, now(CLOCK_PROCESS_CPUTIME_ID) - before)
            }
            print(fastest, now(CLOCK_MONOTONIC) - start)
            fflush(nil)
        }
    }

    /// What is timed, and what it needs.
    private struct Operations {
        private let points: [BN254.G1]
        private let scalars: [UInt256]
        private let pairs: [(BN254.G1, BN254.G2)]
        private let shape: R1CS
        private let assignment: Assignment
        private let key: ProvingKey
        private let prover: Groth16Prover
        private let verifier: Groth16Verifier
        private let proof: [UInt8]
        private let keyFile: [UInt8]

        init(logSize: Int) throws {
            let count = 1 << logSize
            points = BN254G1Multiples(of: .generator).products(elements(count, "point").map(\.value)[...])
            scalars = elements(count, "scalar").map(\.value)
            let g2 = BN254G2Multiples(of: .generator).products(elements(4, "pairing").map(\.value)[...])
            pairs = Array(zip(points, g2))
            // One row for the end and one for each of the two public columns.
            let length = count - 3
            shape = circuit(.shape, length: length).constraintSystem
            key = try InsecureSetup.provingKey(of: shape, seed: seed, workers: .one)
            prover = try Groth16Prover(shape, key: key)
            guard let assignment = circuit(.assignment, length: length).assignment,
                let verifier = Groth16Verifier(key.verifyingKey)
            else { exit(3) }
            (self.assignment, self.verifier) = (assignment, verifier)
            proof = try prover.proof(of: assignment, seed: seed, workers: .one).encoded
            keyFile = key.encoded
        }

        /// Runs an operation; false when it is unknown, or its result is wrong.
        func isRight(_ operation: String, _ workers: Workers) throws -> Bool {
            switch operation {
            case "msm": return !PointSums.sum(points, scalars, workers).isInfinity
            case "pairing":
                // Lines are part of the work: a pairing of points that nobody has seen before.
                let prepared = pairs.compactMap { p, q in BN254.PreparedG2(q).map { (p, $0) } }
                return BN254.pairingProduct(prepared) != .one
            case "set-up":
                return try InsecureSetup.provingKey(of: shape, seed: seed, workers: workers).circuit == key.circuit
            case "proof": return try prover.proof(of: assignment, seed: seed, workers: workers).encoded == proof
            case "verification":
                try verifier.verify(proof, inputs: assignment.publicInputs.map(\.value))
                return true
            case "read-key":
                _ = try ProvingKey(decoding: keyFile, circuit: key.circuit, insecureSeed: seed, workers: workers)
                return true
            default: return false
            }
        }
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

    private static func now(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
