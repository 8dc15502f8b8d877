import ArchivedBlocks
import ArgumentParser
import InputFiles
import Scenario
import StateTransition

/// A block that is validated statelessly, from a file of one of three kinds.
struct BlockInput {
    /// Name for reports.
    let name: String
    /// EXECUTE's input bytes.
    let bytes: [UInt8]
    /// Hints that spare the guest the recovery of senders.
    let hints: [UInt8]
    /// The 43 bytes of native execution.
    let nativeOutput: [UInt8]
    /// Gas that the block says it used.
    let gasUsed: UInt64

    private init(name: String, _ input: StatelessInput, bytes: [UInt8]? = nil, nativeOutput: [UInt8]? = nil) {
        self.name = name
        self.bytes = bytes ?? input.encoded
        hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        self.nativeOutput = nativeOutput ?? Self.execute(input)
        gasUsed = input.newPayloadRequest.executionPayload.fields.gasUsed
    }

    /// What the guest has to put out, by the same validation on this machine.
    private static func execute(_ input: StatelessInput) -> [UInt8] {
        let root = input.newPayloadRequest.root(.executionSpecs)
        let result = (try? input.validate(root: root)) ?? input.result(root: root, isValid: false)
        return result.encoded
    }

    /// Reads a file: `*.yaml` and `*.yml` are scenarios, `*.json` an archived block, all else EXECUTE's input bytes.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - step: The scenario's step that seals the block; nil for the last one that has a name.
    /// - Returns: The block with the outcome of native execution.
    /// - Throws: The exit code for wrong usage, or for a block that is not valid.
    static func read(_ path: String, step: String?) throws -> BlockInput {
        if ScenarioFiles.suffixes.contains(where: path.hasSuffix) { return try scenario(path, step: step) }
        guard step == nil else { throw Exit.usage("--block names a step of a scenario, and \(path) is none") }
        return path.hasSuffix(".json") ? try archived(path) : try payload(path)
    }

    private static func archived(_ path: String) throws -> BlockInput {
        let block = try BlockFile.read(path)
        let native = BlockValidation(block)
        if let failure = native.failure {
            throw Exit.assertionFailed("\(path): \(failure.isAboutFile ? "" : "the block is invalid: ")\(failure)")
        }
        guard let input = block.statelessInput(after: native), let output = native.output else {
            throw Exit.usage("\(path): the witness lacks the parent's header, without which the guest cannot judge")
        }
        return BlockInput(name: block.name, input, nativeOutput: output.encoded)
    }

    /// Greatest size of a payload in bytes.
    private static let payloadByteLimit = 64 << 20

    private static func payload(_ path: String) throws -> BlockInput {
        let bytes: [UInt8]
        do throws(InputFileError) {
            bytes = try InputFile.read(path, upTo: payloadByteLimit)
        } catch {
            throw Exit.usage("\(error)")
        }
        do throws(StatelessInputError) {
            return BlockInput(name: path, try StatelessInput(decoding: bytes), bytes: bytes)
        } catch {
            throw Exit.usage("\(path): no input of EXECUTE: \(error)")
        }
    }

    private static func scenario(_ path: String, step: String?) throws -> BlockInput {
        let document: ScenarioDocument
        switch ScenarioFiles.read(path) {
        case .success(let read): document = read
        case .failure(let error):
            writeToStandardError(error.text)
            throw ExitCode(Exit.usageError)
        }
        guard !document.takesProofs else {
            throw Exit.usage("\(path): a scenario with rollups on proofs proves its blocks itself: `rollupsim run`")
        }
        let progress = Progress(name: document.name)
        var control = progress.control
        var sealed: [(step: String, payload: StatelessInput)] = []
        control.onSeal = { sealed.append(($0, $1)) }
        let result = ScenarioRun.run(document, control: control)
        progress.clear()
        guard let block = sealed.last(where: { step == nil || $0.step == step }) else {
            let names = sealed.map(\.step).joined(separator: ", ")
            let known = names.isEmpty ? "no step with an `id` seals a block" : "the steps that seal blocks are \(names)"
            throw Exit.usage("\(path): \(step.map { "`\($0)` seals no block: " } ?? "")\(known)")
        }
        guard result.verdict.exitCode == 0 else {
            throw Exit.assertionFailed("\(path): the scenario does not pass: see `rollupsim run`")
        }
        return BlockInput(name: "\(document.name), \(block.step)", block.payload)
    }
}
