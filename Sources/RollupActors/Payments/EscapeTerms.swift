import EVM
import L1Sim
package import Primitives
import RollupContracts

/// The way out of a payments rollup, and who attests its data.
package struct EscapeTerms: Hashable, Sendable {
    /// Seconds in which an exit must be answered before anybody can freeze the ledger.
    package var gracePeriod: UInt64
    /// Who attests the data; nil where they are on L1.
    package var committee: CommitteeTerms?

    /// A way out on these terms.
    package init(gracePeriod: UInt64, committee: CommitteeTerms? = nil) {
        self.gracePeriod = gracePeriod
        self.committee = committee
    }

    /// What the contract is deployed with.
    func hatch(_ contracts: HatchAddresses) -> EscapableRollup.Hatch {
        EscapableRollup.Hatch(
            members: committee?.members.sorted { $0.uint256 < $1.uint256 } ?? [],
            threshold: committee?.threshold ?? 0,
            gracePeriod: gracePeriod,
            accountHash: contracts.accountHash,
            signatures: contracts.signatures
        )
    }
}

/// The members of a committee, and how many of them must sign.
package struct CommitteeTerms: Hashable, Sendable {
    /// Addresses of the members, each once.
    package var members: [Address]
    /// Signatures that a batch needs: one to as many as there are members.
    package var threshold: Int

    /// A committee of these members.
    package init(members: [Address], threshold: Int) {
        self.members = members
        self.threshold = threshold
    }
}

/// The contracts that the way out computes with.
struct HatchAddresses {
    /// `AccountHash`.
    var accountHash: Address
    /// `EdDSAVerifier`.
    var signatures: Address
}

extension HatchAddresses {
    /// The contracts that a rollup on L1 names, if their code is as it must be; they have neither arguments nor state.
    ///
    /// - Throws: `ActorError.payments` for another code, or what reading L1 throws.
    init(confirmedFor rollup: Address, on l1: L1Chain) throws(ActorError) {
        func address(_ function: ABIFunction, _ code: ContractArtifact) throws(ActorError) -> Address {
            do {
                let answer = try l1.call(CallRequest(to: rollup, data: function.encodeCall([])))
                if answer.succeeded, case .address(let address)? = try function.decodeOutput(answer.output).first,
                    try l1.code(of: address) == code.runtimeCode
                {
                    return address
                }
            } catch let error as L1Error {
                throw .l1(error)
            } catch {}
            throw .payments("the contract at \(rollup.hex) names another contract than \(code.name)")
        }
        accountHash = try address(EscapableRollup.Function.accountHash, AccountHash.artifact)
        signatures = try address(EscapableRollup.Function.signatures, EdDSAVerifier.artifact)
    }
}
