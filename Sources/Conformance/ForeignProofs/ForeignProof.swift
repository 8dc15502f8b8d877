package import EVM
import Primitives
package import StateTrie
package import StrictJSON

/// A proof of somebody else's system, with the verifier contract that takes it and what that cost on another EVM.
///
/// The files come from public repositories, and hold deployed bytecode that is not ours to hand on: they are read where
/// they are, and none is part of this repository.
package struct ForeignProof: Sendable {
    /// What reports call it: the file's name without its suffix.
    package let name: String
    /// Whose proof and contract it is: the repository.
    package let source: String
    /// The verifier's deployed bytecode, unchanged.
    package let code: [UInt8]
    /// A call that hands in the proof with its public inputs.
    package let calldata: [UInt8]
    /// What the contract returns for a proof that it accepts; it refuses by anything else.
    package let output: [UInt8]
    /// Gas of the execution alone, as recorded on another EVM under the rules of `recordedFork`.
    package let recordedGas: UInt64

    /// Fork of the recorded gas.
    package static let recordedFork = Fork.cancun
    /// Gas that a run may use, well above what any verifier needs.
    package static let gasLimit: UInt64 = 10_000_000

    /// Reads a file's content.
    ///
    /// - Parameters:
    ///   - name: What to call it.
    ///   - json: The file.
    /// - Throws: `JSONError`, naming the member that is missing or of another kind.
    package init(name: String, json: [UInt8]) throws(JSONError) {
        let root = try JSONDocument(json, limits: JSONDocument.Limits(byteCount: 1 << 24)).root
        // Of some files the parts for the EVM stand by themselves.
        let parts = try root.optional("evm") ?? root
        self.name = name
        source = try Self.repository(root["source"])
        code = try parts["runtime_code"].bytes
        calldata = try parts["calldata"].bytes
        output = try Self.expectedOutput(root, parts)
        if let gas = try root.optional("exec_gas_cancun") {
            recordedGas = try gas.wholeNumber
        } else if let gas = try root.optional("exec_gas") {
            recordedGas = try gas.wholeNumber
        } else {
            recordedGas = try parts["exec_gas"].wholeNumber
        }
    }

    private static func repository(_ source: JSONValue) throws(JSONError) -> String {
        source.kind == .object ? try source["repo"].text : try source.text
    }

    /// What an accepting run returns, which the files say in bytes or in words.
    private static func expectedOutput(_ root: JSONValue, _ parts: JSONValue) throws(JSONError) -> [UInt8] {
        if let output = try root.optional("expected_output") { return try output.bytes }
        let expectation = try root.has("expect") ? root["expect"] : parts["expect"]
        let words = try expectation.text
        if words.hasPrefix("returns 1") { return UInt256.one.bigEndianBytes }
        if words.hasPrefix("success, empty output") || words.hasPrefix("call succeeds") { return [] }
        throw expectation.mismatch(expected: "\"returns 1\", \"success, empty output\" or \"call succeeds\"")
    }

    /// The call as code and calldata for a fork, with these calldata instead of the proof's own if some are given.
    package func run(_ fork: Fork, calldata: [UInt8]? = nil) throws(EVMFault<StateError>) -> CodeRun.Outcome {
        try CodeRun(fork: fork, code: code, input: calldata ?? self.calldata, gas: Self.gasLimit).run()
    }

    /// Whether a run's outcome is that of a proof that the contract accepts.
    package func isAccepted(_ outcome: CodeRun.Outcome) -> Bool {
        outcome.result.isSuccess && outcome.result.output == output
    }
}
