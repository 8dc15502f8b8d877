import Foundation
import GuestProgram
import GuestProofs
import InputFiles
import Primitives
import ProofVerifier
import TextOutput

/// Prints what a contract would pay to verify a proof of ours: the operations of one real verification, counted while
/// it runs, at prices that are measured on our EVM.
///
/// What it says is read in docs/decisions/0055-own-proof-in-a-contract.md.
@main
struct VerifierCost {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else { fail("usage: VerifierCost PROOF-FILE") }
        #if COUNT_OPERATIONS
        try printCosts(of: CommandLine.arguments[1])
        #else
        fail("built without -D COUNT_OPERATIONS, which `make verifier-cost` gives")
        #endif
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("VerifierCost: \(message)\n".utf8))
        exit(2)
    }

    #if COUNT_OPERATIONS
    private static func printCosts(of path: String) throws {
        let file = try GuestProof(decoding: try InputFile.read(path, upTo: GuestProof.byteLimit))
        guard let verifier = GuestVerifier() else { fail("the machine's description is refused") }
        let elf = Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size))
        let releases = try GuestReleases(elf: elf, verifier: verifier)
        guard let key = releases.known[file.keyHash] else { fail("no release has the key \(file.keyHash.hex)") }
        OperationCounts.begin()
        if let refusal = verifier.refusal(key, publicValues: file.publicValues, proof: file.proof) {
            fail("the proof is refused: \(refusal)")
        }
        OperationCounts.enter(.statement)
        let report = CostReport(
            parts: zip(OperationCounts.Part.allCases, OperationCounts.parts).map { ($0, $1) },
            proof: file.proof,
            measured: try OperationPrices.measured()
        )
        FileHandle.standardOutput.write(Data(report.text.utf8))
    }
    #endif
}
