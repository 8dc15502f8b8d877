import Cryptography
package import PaymentsCircuit
package import Primitives
import RollupContracts

/// Who owns an account of a payments ledger: an L1 address, and the key that signs for it.
package struct PaymentsOwner: Hashable, Sendable {
    /// L1 address that withdrawals go to.
    package let address: Address
    /// Poseidon digest of the key, as an integer.
    package let keyHash: UInt256

    /// The owner of an address and a key.
    package init(address: Address, keyHash: UInt256) {
        self.address = address
        self.keyHash = keyHash
    }
}

/// What distinguishes one payments rollup: fixed at deployment, known to its contract, its sequencer and its followers.
package struct PaymentsConfiguration: Sendable {
    /// Name in the scenario.
    package var name: String
    /// How many operations a batch has places for.
    package var shape: BatchShape
    /// Whose commitments the contract takes; zero for everybody's.
    package var sequencer: Address
    /// Balances of the first accounts in wei, by place; the sum is escrowed on L1.
    package var genesisAccounts: [(owner: PaymentsOwner, balance: UInt128)]
    /// Clocks, bonds and guardian of the games that decide about its batches; nil where each of them is proven.
    package var disputes: DisputeConfiguration?
    /// The way out of a frozen ledger; nil when there is none.
    package var escape: EscapeTerms?

    /// A rollup with these first accounts.
    package init(
        name: String,
        shape: BatchShape,
        sequencer: Address,
        genesisAccounts: [(owner: PaymentsOwner, balance: UInt128)],
        disputes: DisputeConfiguration? = nil,
        escape: EscapeTerms? = nil
    ) {
        self.name = name
        self.shape = shape
        self.sequencer = sequencer
        self.genesisAccounts = genesisAccounts
        self.disputes = disputes
        self.escape = escape
    }

    /// Wei that the contract's constructor must receive.
    package var genesisEscrow: UInt256 {
        genesisAccounts.reduce(.zero) { $0 &+ UInt256($1.balance) }
    }

    /// The state that the ledger begins with; nil when it has more accounts than the contract takes, a key that is no
    /// element of the field, or one owner twice.
    package var genesisState: AccountTree? {
        guard genesisAccounts.count <= ContractVerifiedRollup.maxGenesisAccountCount,
            Set(genesisAccounts.map(\.owner)).count == genesisAccounts.count
        else { return nil }
        var state = AccountTree()
        for (place, account) in genesisAccounts.enumerated() {
            guard let keyHash = BN254.Fr(exactly: account.owner.keyHash), let index = UInt16(exactly: place) else {
                return nil
            }
            let contents = Account(owner: account.owner.address, keyHash: keyHash, balance: account.balance)
            state.set(contents, at: index)
        }
        return state
    }

    /// The rollup's contract.
    var artifact: ContractArtifact { escape == nil ? ContractVerifiedRollup.artifact : EscapableRollup.artifact }

    /// Init code of the rollup's contract, which begins with `genesis`, this configuration's own.
    ///
    /// - Parameters:
    ///   - genesis: The first state.
    ///   - verifier: The verifier's address.
    ///   - keyHash: Hash of the verifier's key.
    ///   - hatch: What the way out computes with; nil without one.
    /// - Returns: The init code with its arguments.
    func initCode(genesis: AccountTree, verifier: Address, keyHash: Bytes32, hatch: HatchAddresses?) -> [UInt8] {
        let contract = contract(genesis: genesis, verifier: verifier, keyHash: keyHash)
        guard let escape, let hatch else { return ContractVerifiedRollup.initCode(contract) }
        return EscapableRollup.initCode(contract, escape.hatch(hatch))
    }

    /// The contract as it is deployed, which begins with `genesis`, this configuration's own.
    func contract(genesis: AccountTree, verifier: Address, keyHash: Bytes32) -> ContractVerifiedRollup.Genesis {
        ContractVerifiedRollup.Genesis(
            verifier: verifier,
            keyHash: keyHash,
            sequencer: sequencer,
            capacity: shape.capacity,
            depositCapacity: shape.depositCapacity,
            root: genesis.root.value,
            accounts: genesisAccounts.map {
                ContractVerifiedRollup.GenesisAccount(owner: $0.owner.address, keyHash: $0.owner.keyHash)
            }
        )
    }
}

extension UInt256 {
    /// An integer of 128 bits.
    package init(_ value: UInt128) {
        self.init(
            l0: UInt64(truncatingIfNeeded: value),
            l1: UInt64(truncatingIfNeeded: value >> 64),
            l2: 0,
            l3: 0
        )
    }
}

extension UInt128 {
    /// The same integer; nil beyond 128 bits.
    package init?(exactly value: UInt256) {
        guard value.l2 == 0, value.l3 == 0 else { return nil }
        self = UInt128(value.l1) << 64 | UInt128(value.l0)
    }
}
