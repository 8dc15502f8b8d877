package import ProofVerifier
package import RISCVMachine

/// Verifies proofs of guest programs, of whatever key.
public struct GuestVerifier: Sendable {
    package let system: MachineProofSystem<RISCVDefinition>

    /// A verifier that accepts no key below a level; nil only if the machine's own description broke a rule, which
    /// tests exclude.
    ///
    /// - Parameter securityBits: Provable bits; also the level of the keys that are made with it.
    public init?(securityBits: Int = 128) {
        guard let definition = try? RISCVDefinition() else { return nil }
        system = MachineProofSystem(definition, securityBits: securityBits)
    }

    /// Why a proof is refused; nil when it proves that the program of the key has put out the bytes.
    ///
    /// - Parameters:
    ///   - key: The program's key.
    ///   - publicValues: Hostile bytes: the 43 bytes that are claimed.
    ///   - proof: Hostile bytes.
    /// - Returns: The first rule that is broken.
    public func refusal(_ key: GuestKey, publicValues: [UInt8], proof: [UInt8]) -> String? {
        do throws(VerificationError) {
            try system.verify(key.machineKey, publicValues: publicValues, proof: proof)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// What a proof is worth, round by round: the shape that its header has, whose every round the verifier holds to
    /// the key's level.
    ///
    /// - Parameters:
    ///   - key: The program's key.
    ///   - publicValues: Hostile bytes: the 43 bytes that are claimed.
    ///   - proof: Hostile bytes, of which only the header is read; whether it is a proof, `refusal` says.
    /// - Returns: Nil when the header has no shape that is worth the level.
    package func soundness(_ key: GuestKey, publicValues: [UInt8], proof: [UInt8]) -> ProofSystemSoundness? {
        guard let statement = system.definition.statement(key.machineKey, publicValues: publicValues) else {
            return nil
        }
        let parameters = ProofParameters(securityBits: key.securityBits)
        return try? MachineVerifier.shape(of: proof, statement: statement, parameters: parameters).soundness
    }
}
