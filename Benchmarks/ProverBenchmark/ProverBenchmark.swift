import Foundation
import ProofProver
import ProofVerifier

/// Prints what one core does of the prover's inner work per second: on each path that this machine has, in whole
/// commitments, and in the two candidate fields; then the executor's rates and the toy machine's proof by phase.
///
/// Sample figures beside the rates are those that the design was made with, on another machine (Zen 5, AVX-512).
@main
struct ProverBenchmark {
    static func main() throws {
        print("selected at run time: \(Kernels.selected.variant.rawValue)")
        let rates = KernelRates()
        for variant in Kernels.Variant.allCases {
            guard let kernels = Kernels(variant) else {
                print("kernels, \(variant.rawValue): this machine lacks its instructions")
                continue
            }
            rates.printRates(of: kernels)
        }
        guard keptWords != 0 else {
            FileHandle.standardError.write(Data("ProverBenchmark: the kernels computed nothing\n".utf8))
            exit(3)
        }
        for logSize in [20, 22] { try WHIRBenchmark(logSize: logSize).printTimes() }
        for candidate in FieldCandidate.all {
            guard candidate.multiplicationIsSound() else {
                FileHandle.standardError.write(
                    Data("ProverBenchmark: \(candidate.name) does not multiply associatively\n".utf8)
                )
                exit(3)
            }
            candidate.printRates()
        }
        try ExecutorBenchmark.printRates()
        do {
            let benchmark = try ToyProofBenchmark()
            for count in [1, 2] { try benchmark.printTimes(workers: Workers(count: count)) }
        } catch {
            FileHandle.standardError.write(Data("ProverBenchmark: no proof of the toy machine: \(error)\n".utf8))
            exit(3)
        }
    }
}
