import Foundation
import ProofProver
import ProofVerifier

/// Prints what one core does of the prover's inner work per second: on each path that this machine has, in whole
/// commitments, and in the two candidate fields; then the executor's rates and the toy machine's proof by phase.
///
/// With `proof` it makes one proof of the toy machine, and with `machine` one of a plain loop on the RV64IM machine, in
/// a process that has done nothing else: what a proof costs from a cold start, with the process's peak memory.
///
/// Sample figures beside the rates are those that the design was made with, on another machine (Zen 5, AVX-512).
@main
struct ProverBenchmark {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        case nil: try printRates()
        case "proof":
            try printProof("the toy machine") {
                try ToyProofBenchmark($0).printColdProof(workers: Workers(count: $0.threads))
            }
        case "machine": try printProof("the RV64IM machine") { try MachineProofBenchmark.printProof($0) }
        default: usage()
        }
    }

    private static func printProof(_ machine: String, _ body: (ProofRequest) throws -> Void) throws {
        guard let request = ProofRequest(CommandLine.arguments.dropFirst(2)) else { usage() }
        do {
            try Kernels.$selected.withValue(request.kernels) { try body(request) }
        } catch {
            fail("no proof of \(machine): \(error)")
        }
    }

    private static func usage() -> Never {
        let text = """
            usage: ProverBenchmark [proof [--log-cells 16...28] | machine [--rounds 1...1000000]] [--threads 1...64]
                       [--kernels portable | AVX2 | AVX-512]

            """
        FileHandle.standardError.write(Data(text.utf8))
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
