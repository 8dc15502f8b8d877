import ArgumentParser
import GuestProofs
import InputFiles
import Primitives
import TextOutput

/// `rollupsim verify`: what a proof file proves.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a proof file, and print what it proves.",
        discussion: """
            The keys are those of the guest program's releases that this software ships with. The exit code is 0 only for a proof \
            that a block is valid; 1 if the proof is refused or says that the block is not valid.
            """
    )

    @Argument(help: "The proof's file.")
    var file: String

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        let proof: GuestProof
        do {
            proof = try GuestProof(decoding: try InputFile.read(file, upTo: GuestProof.byteLimit))
        } catch let error as InputFileError {
            throw Exit.usage("\(error)")
        } catch {
            throw Exit.usage("\(file): \(error)")
        }
        let releases = try ShippedGuest.releases()
        guard let key = releases.known[proof.keyHash] else {
            throw Exit.usage("\(file): no release of the guest program has the key \(proof.keyHash.hex)")
        }
        let report = VerificationReport(proof, key: key, releases: releases)
        writeToStandardOutput(json ? try JSONText.document(report) : report.text)
        if let failure = report.failure { throw Exit.assertionFailed("\(file): \(failure)") }
    }
}
