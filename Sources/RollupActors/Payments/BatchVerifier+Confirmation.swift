import Cryptography
import EVM
package import L1Sim
import PaymentsCircuit
package import Primitives
import RollupContracts
import StateTransition

extension BatchVerifier {
    /// Compares the contracts of a payments rollup on L1 with what whoever takes part was told.
    ///
    /// The rollup's constructor asks its verifier for the hash of its key, and a contract can answer what it likes: one
    /// that accepts every proof may name any key. So whoever deposits, sequences or follows compares the code itself.
    ///
    /// Of the rollup its code is not enough: init code of another kind can leave the same code behind, and in storage
    /// batches that nobody has proven, whose withdrawals it then pays. So the transaction that has created it must
    /// carry the compiled init code with this rollup's arguments. That decides immutables and storage; what happens
    /// later, the contract's own rules. The verifier reads no storage, so it need only have the code that this key's
    /// init code leaves behind. The same holds of the contracts that a way out computes with.
    ///
    /// What the deployment paid in for the first accounts is not looked at.
    ///
    /// - Parameters:
    ///   - configuration: What the rollup is to be.
    ///   - rollup: The rollup's contract.
    ///   - games: The contracts of its games; nil where each batch is proven.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError.payments` when another contract stands in the place of one, or L1 does not have the
    ///   transaction that has created the rollup's; or what reading L1 throws.
    package func confirm(
        _ configuration: PaymentsConfiguration,
        rollup: Address,
        games: DisputeContracts? = nil,
        on l1: L1Chain
    ) throws(ActorError) {
        if let games, let disputes = configuration.disputes, let genesis = configuration.genesisState {
            try games.confirm(
                disputes,
                ledger: rollup,
                verifier: self,
                genesisRoot: genesis.root.value,
                on: l1
            )
        }
        do {
            let code = try l1.code(of: rollup)
            guard code.starts(with: configuration.artifact.runtimeCode) else {
                throw ActorError.payments("the contract at \(rollup.hex) is no payments rollup")
            }
            let function = ContractVerifiedRollup.Function.verifier
            let answer = try l1.call(CallRequest(to: rollup, data: function.encodeCall([])))
            guard answer.succeeded, case .address(let verifier)? = try function.decodeOutput(answer.output).first else {
                throw ActorError.payments("the contract at \(rollup.hex) names no verifier")
            }
            // With games the ledger believes what they have decided, and the key decides their disputes.
            let verifierCode = games.map { GameVerdictVerifier.initCode(registry: $0.rollup, keyHash: keyHash) }
            let expected = try l1.call(CallRequest(to: nil, data: verifierCode ?? initCode))
            guard expected.succeeded, try l1.code(of: verifier) == expected.output else {
                throw ActorError.payments(
                    "the verifier at \(verifier.hex) is another than that of the key \(keyHash.hex), whatever it answers"
                )
            }
            let hatch = try configuration.escape.map { _ in try HatchAddresses(confirmedFor: rollup, on: l1) }
            guard let genesis = configuration.genesisState,
                let created = Self.initCode(ofContractAt: rollup, on: l1),
                created
                    == configuration.initCode(genesis: genesis, verifier: verifier, keyHash: keyHash, hatch: hatch)
            else {
                throw ActorError.payments(
                    "the contract at \(rollup.hex) was not created by a transaction with the rollup's init code"
                )
            }
        } catch let error as ActorError {
            throw error
        } catch let error as L1Error {
            throw .l1(error)
        } catch {
            throw .payments("the contract at \(rollup.hex) names no verifier")
        }
    }

    /// Init code of the transaction that has created a contract; nil when no transaction did so itself.
    ///
    /// An account's nonce makes the address, so there is one at most.
    private static func initCode(ofContractAt address: Address, on l1: L1Chain) -> [UInt8]? {
        var number: UInt64 = 0
        while number <= l1.head.number {
            let record = l1.block(number: number)?.records.first { $0.createdAddress == address }
            if let record { return record.transaction.data }
            number += 1
        }
        return nil
    }
}
