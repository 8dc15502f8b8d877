package import EVM
package import Primitives
package import RollupContracts

/// Whose an address is, and what its contract understands: what turns call trees into words.
package struct AddressBook: Sendable {
    private var names: [Address: String] = [:]
    private var artifacts: [Address: ContractArtifact] = [:]

    /// A book that knows the fork's own precompiled contracts alone.
    package init() {
        for (index, name) in Self.precompiles.enumerated() { names[Address(UInt64(index) + 1)] = name }
        names[Address(0x100)] = "p256Verify"
    }

    /// The precompiled contracts of Ethereum from address 1 on, by their usual names (EIP-196, 197, 152, 4844, 2537).
    private static let precompiles = [
        "ecRecover", "sha256", "ripemd160", "identity", "modExp", "bn254Add", "bn254Mul", "bn254Pairing", "blake2f",
        "kzgPointEvaluation", "bls12G1Add", "bls12G1MSM", "bls12G2Add", "bls12G2MSM", "bls12Pairing", "bls12MapFpToG1",
        "bls12MapFp2ToG2",
    ]

    /// Enters an address, and the interface of the contract there if it has one; a later entry replaces.
    package mutating func add(_ address: Address, _ name: String, _ artifact: ContractArtifact? = nil) {
        names[address] = name
        artifacts[address] = artifact
    }

    /// The name of an address; nil for an unknown one.
    package func name(of address: Address) -> String? { names[address] }

    /// The name of an address, or the address itself.
    package func label(of address: Address) -> String { names[address] ?? address.hex }

    /// The interface of the contract at an address, where it is known.
    func artifact(of address: Address) -> ContractArtifact? { artifacts[address] }

    /// What a call asks for: the function's name where the contract's interface is known, else the selector.
    ///
    /// - Returns: Nil for a call without calldata, and for a precompiled contract, which has no functions.
    package func function(of call: CallTrace) -> String? {
        if call.kind.isCreate { return nil }
        if let function = artifacts[call.to]?.function(calledBy: call.input) { return function.name }
        guard call.input.count >= 4, names[call.to] == nil || artifacts[call.to] != nil else { return nil }
        return Hex.encode(Array(call.input.prefix(4)))
    }
}
