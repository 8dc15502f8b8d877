import Foundation
import GuestProofs
import GuestProver
import Primitives
import ProofProver
import RISCVProver
import TextOutput

/// What `prove` prints.
struct ProvingReport: Encodable {
    /// What a proof takes, before it is made.
    struct Prediction: Encodable {
        var cycles: UInt64
        var columns: Int
        /// Committed cells, leaves, and log2 of the committed table; absent when there can be no proof.
        var cells: Int?
        var leaves: Int?
        var logArea: Int?
        var seconds: Double?
        var peakBytes: Int?
        var proofBytes: Int?
        var refusal: String?

        init(_ prediction: ProofPrediction, threadCount: Int) {
            cycles = prediction.cycleCount
            columns = prediction.columnCount
            switch prediction.outcome {
            case .success(let proof):
                cells = proof.footprint.committedCellCount
                leaves = proof.footprint.leafCount
                logArea = proof.footprint.stackedVariableCount
                seconds = proof.seconds(threadCount: threadCount)
                peakBytes = proof.peakByteCount
                proofBytes = proof.byteCount
            case .failure(let reason): refusal = "\(reason)"
            }
        }
    }

    /// A part of the work.
    struct Phase: Encodable {
        var name: String
        var seconds: Double
    }

    var name: String
    var keyHash: String
    var program: String
    var release: Int
    var inputBytes: Int
    var threads = 1
    var predicted: Prediction?
    var phases: [Phase] = []
    /// Seconds of all phases but the verification.
    var seconds: Double?
    var verificationMilliseconds: Double?
    /// Most resident memory of the process, as the system says.
    var peakBytes: Int?
    var proofBytes: Int?
    var statement: ProofStatement?
    var bits: ProofBits?
    var file: String?
    var failure: String?

    init(name: String, key: GuestKey, release: Int, inputByteCount: Int) {
        self.name = name
        keyHash = key.hash.hex
        program = key.programIdentity.hex
        self.release = release
        inputBytes = inputByteCount
    }

    /// Adds what came of the proof.
    mutating func finish(
        _ proof: GuestProof,
        _ stopwatch: ProofStopwatch,
        under key: GuestKey,
        verifier: GuestVerifier,
        file: String
    ) {
        phases = stopwatch.phases.filter { $0.phase != .verification }
            .map { Phase(name: $0.phase.rawValue, seconds: $0.seconds) }
        seconds = stopwatch.provingSeconds
        verificationMilliseconds = stopwatch.verificationMilliseconds
        peakBytes = ProcessMemory.peakByteCount
        proofBytes = proof.proof.count
        statement = ProofStatement(proof.publicValues)
        bits = ProofBits(proof, key: key, verifier: verifier)
        self.file = file
    }

    /// What is known before the run.
    var heading: String {
        lines([
            ("input", "\(name.printable), \(inputBytes.grouped) bytes"),
            ("program", "\(program), release \(release)"),
            ("key", keyHash),
        ])
    }

    /// What is known before proving.
    var predictionText: String {
        guard let predicted else { return "" }
        var rows = [("run", "\(predicted.cycles.grouped) cycles")]
        if let cells = predicted.cells, let logArea = predicted.logArea, let leaves = predicted.leaves,
            let seconds = predicted.seconds, let peak = predicted.peakBytes, let size = predicted.proofBytes
        {
            rows += [
                (
                    "tables",
                    "\(cells.grouped) cells of 2^\(logArea) in \(predicted.columns.grouped) columns, "
                        + "\(leaves.grouped) leaves"
                ),
                (
                    "predicted",
                    String(format: "%.1f s on \(threads) threads, ", seconds)
                        + "\(ByteCount(peak)) of memory, \(size.grouped) bytes of proof"
                ),
            ]
        }
        return lines(rows)
    }

    /// What came of it.
    var resultText: String {
        var table = TextTable([("phase", .left), ("seconds", .right)])
        for phase in phases { table.add([phase.name, String(format: "%.2f", phase.seconds)]) }
        var rows: [(String, String)] = []
        if let seconds, let peakBytes, let proofBytes, let verificationMilliseconds {
            rows = [
                ("proved", String(format: "%.1f s, ", seconds) + "at most \(ByteCount(peakBytes)) of memory"),
                ("proof", "\(proofBytes.grouped) bytes, in \((file ?? "").printable)"),
                ("verified", String(format: "%.1f ms", verificationMilliseconds)),
            ]
        }
        return "\n" + table.text(indent: "") + "\n" + lines(rows + (statement?.rows ?? []) + (bits?.rows ?? []))
    }

    private func lines(_ rows: [(String, String)]) -> String {
        rows.map { $0.0.padded(to: 11) + $0.1 + "\n" }.joined()
    }
}
