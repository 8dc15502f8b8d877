import Foundation
import ProofProver
import ProofVerifier

/// Prints what one core does of the prover's inner work per second: on each path that this machine has, in whole
/// commitments, and in the two candidate fields; then the executor's rates and the toy machine's proof by phase.
///
/// With `proof` it makes one proof of the toy machine in a process that has done nothing else: what a proof costs from
/// a cold start, with the process's peak memory.
///
/// Sample figures beside the rates are those that the design was made with, on another machine (Zen 5, AVX-512).
@main
struct ProverBenchmark {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        case nil: try printRates()
        case "proof":
            guard let request = ProofRequest(CommandLine.arguments.dropFirst(2)) else { usage() }
            do {
                try ToyProofBenchmark(request).printColdProof(workers: Workers(count: request.threads))
            } catch {
                fail("no proof of the toy machine: \(error)")
            }
        default: usage()
        }
    }

    private static func usage() -> Never {
        FileHandle.standardError.write(
            Data("usage: ProverBenchmark [proof [--log-cells 16...28] [--threads 1...64]]\n".utf8)
        )
        exit(2)
    }

    private static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("ProverBenchmark: \(reason)\n".utf8))
        exit(3)
    }

    private static func printRates() throws {
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
            fail("the kernels computed nothing")
        }
        for logSize in [20, 22] { try WHIRBenchmark(logSize: logSize).printTimes() }
        for candidate in FieldCandidate.all {
            guard candidate.multiplicationIsSound() else {
                fail("\(candidate.name) does not multiply associatively")
            }
            candidate.printRates()
        }
        try ExecutorBenchmark.printRates()
        do {
            let benchmark = try ToyProofBenchmark()
            for count in [1, 2] { try benchmark.printTimes(workers: Workers(count: count)) }
        } catch {
            fail("no proof of the toy machine: \(error)")
        }
    }
}
