import Cryptography
import EVM
package import L1Sim
import PaymentsCircuit
package import Primitives
package import RollupContracts
import StateTransition

extension DisputeContracts {
    /// Init code of the contract that believes the games of a ledger: a rollup whose messages nobody carries.
    func registryInitCode(_ configuration: DisputeConfiguration, genesisRoot: UInt256) -> [UInt8] {
        HybridRollup.initCode(
            HybridRollup.Genesis(
                blockHash: BatchHeader(genesisRoot: genesisRoot).hash,
                stateRoot: Bytes32(genesisRoot),
                // Batches have no times of their own: claims about them take those of L1, which come after.
                timestamp: 0,
                messenger: .zero,
                factory: factory,
                guardian: configuration.guardian,
                airGap: configuration.airGap,
                gameType: configuration.gameType
            )
        )
    }

    /// Compares the contracts of a ledger's games on L1 with what whoever takes part was told.
    ///
    /// - Parameters:
    ///   - configuration: What the games are to be.
    ///   - ledger: The ledger's contract.
    ///   - verifier: The verifier of the key that decides disputes.
    ///   - genesisRoot: Root that the ledger begins with.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError.payments` when another contract stands in the place of one, or what reading L1 throws.
    func confirm(
        _ configuration: DisputeConfiguration,
        ledger: Address,
        verifier: BatchVerifier,
        genesisRoot: UInt256,
        on l1: L1Chain
    ) throws(ActorError) {
        do {
            let function = BatchClaimVerifier.Function.groth16
            let answer = try l1.call(CallRequest(to: self.verifier, data: function.encodeCall([])))
            guard answer.succeeded, case .address(let groth16)? = try function.decodeOutput(answer.output).first else {
                throw ActorError.payments("the contract at \(self.verifier.hex) verifies no claims about batches")
            }
            let type = DisputeGameFactory.Function.implementations
            let known = try l1.call(
                CallRequest(to: factory, data: type.encodeCall([.uint(UInt256(configuration.gameType))]))
            )
            guard known.succeeded, try type.decodeOutput(known.output) == [.address(implementation)] else {
                throw ActorError.payments("the games of the factory at \(factory.hex) are others")
            }
            let codes = [
                (groth16, verifier.initCode),
                (rollup, registryInitCode(configuration, genesisRoot: genesisRoot)),
                (vault, BondVault.initCode(delay: configuration.vaultDelay)),
                (
                    self.verifier,
                    BatchClaimVerifier.initCode(ledger: ledger, groth16: groth16, keyHash: verifier.keyHash)
                ),
                (implementation, implementationInitCode(configuration, isLedger: true)),
            ]
            for (address, initCode) in codes {
                let expected = try l1.call(CallRequest(to: nil, data: initCode))
                guard expected.succeeded, try l1.code(of: address) == expected.output else {
                    throw ActorError.payments("the contract at \(address.hex) is none of the ledger's games")
                }
            }
        } catch let error as ActorError {
            throw error
        } catch let error as L1Error {
            throw .l1(error)
        } catch {
            throw .payments("the games of the ledger at \(ledger.hex) answer in another way")
        }
    }
}

extension SealedBatch {
    /// What it leads to, as games claim it.
    package var header: BatchHeader {
        BatchHeader(
            root: transition.rootAfter.value,
            withdrawalsRoot: transition.withdrawals.root.value,
            dataHash: batch.data.hash.value,
            depositEnd: depositEnd
        )
    }

    /// What a proposer claims of it, honestly, on L1 as it is.
    package func claim(on l1: L1Chain) -> DisputeClaim {
        DisputeClaim(
            number: number,
            parentHash: headerBefore.hash,
            feeRecipient: .zero,
            // The end of the queue that the batch takes, which has to be there when the claim is made.
            prevRandao: Bytes32(UInt256(depositEnd)),
            timestamp: l1.head.timestamp,
            anchorBlockNumber: l1.head.number,
            anchorHash: l1.head.hash,
            batchHash: Keccak256.hash(batch.data.encoded),
            blockHash: header.hash,
            stateRoot: Bytes32(header.root)
        )
    }

    /// What a game is shown of it.
    ///
    /// - Parameter proof: Eight words in the order of EIP-197.
    /// - Returns: The payload of `prove`.
    package func payload(proof: [UInt256]) -> BatchClaimVerifier.Payload {
        BatchClaimVerifier.Payload(
            proof: proof,
            before: headerBefore,
            root: header.root,
            withdrawalsRoot: header.withdrawalsRoot,
            depositCount: UInt64(batch.deposits.count),
            data: batch.data.encoded
        )
    }
}
