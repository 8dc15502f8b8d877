public import EVM
public import ExecutePrecompile
public import Primitives
import StateTransition

/// The guest programs that a node's software ships with, by the hashes of their keys.
public struct KnownPrograms: Sendable {
    /// Verifies their proofs.
    public let verifier: GuestVerifier
    private var keys: [Bytes32: GuestKey] = [:]

    /// A node that knows these keys and no others.
    public init(_ keys: [GuestKey], verifier: GuestVerifier) {
        self.verifier = verifier
        for key in keys { self.keys[key.hash] = key }
    }

    /// The key with a hash.
    public subscript(hash: Bytes32) -> GuestKey? { keys[hash] }

    /// Why a proof does not prove what a transaction depends on; nil when it does.
    ///
    /// - Parameters:
    ///   - dependency: What the transaction depends on.
    ///   - publicInput: Hostile bytes: the 43 bytes whose root the dependency names.
    ///   - proof: Hostile bytes.
    /// - Returns: The first thing that is wrong; what the node does not know is wrong.
    public func refusal(_ dependency: ProofDependency, publicInput: [UInt8], proof: [UInt8]) -> String? {
        guard dependency.scheme == ProofScheme.statelessValidation else {
            return "scheme \(dependency.scheme) is unknown to this node"
        }
        guard let key = keys[dependency.verificationKeyHash] else {
            return "verification key \(dependency.verificationKeyHash.hex) is unknown to this node"
        }
        let result: StatelessValidationResult
        do throws(SSZError) {
            result = try StatelessValidationResult(decoding: publicInput)
        } catch {
            return "public input: \(error.description)"
        }
        guard result.successfulValidation else { return "the proof is of a block that is not valid" }
        guard result.root(.executionSpecs) == dependency.publicInputRoot else {
            return "the public input does not have the root \(dependency.publicInputRoot.hex)"
        }
        return verifier.refusal(key, publicValues: publicInput, proof: proof)
    }
}

extension KnownPrograms: VerificationKeys {
    /// Name of the proof system of a key that the node knows.
    public func systemName(of hash: Bytes32) -> String? { keys[hash].map { _ in GuestKey.systemName } }

    /// Provable bits of the proofs that a key accepts.
    public func securityBits(of hash: Bytes32) -> Int? { keys[hash]?.securityBits }
}
