import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie

/// A payments rollup before it exists.
struct PaymentsPlan {
    let name: String
    let configuration: PaymentsConfiguration
    let design: RollupDesign
    let advancer: String?
    let missingChecks: [UnsafeSwitch]
    let deployer: Actor
    let wallets: [String: PaymentsWallet]
    let committee: DataCommittee?

    /// Gas that a deployer can pay for at twice the genesis base fee and a tip: more than the limits of all contracts.
    static let deployerGas: UInt256 = 25_000_000
    /// The same for the contracts of its games.
    static let gamesGas: UInt256 = 50_000_000
    /// The same, for a way out and what it computes with.
    static let hatchDeployerGas: UInt256 = 45_000_000

    /// Every actor of the document has an account from the beginning, so that everybody can be paid.
    init(_ section: RollupSection, document: ScenarioDocument, actors: [Actor]) throws(SimulationFault) {
        name = section.name
        design = section.design
        advancer = section.advancer
        missingChecks = section.missingChecks
        deployer = Actor(name: "\(section.name)/deployer", seed: document.seed)
        guard actors.count <= ContractVerifiedRollup.maxGenesisAccountCount else {
            let most = ContractVerifiedRollup.maxGenesisAccountCount
            throw .setup("`\(section.name)` has accounts for \(most) actors at its beginning, not for \(actors.count)")
        }
        let shape = BatchShape(
            capacity: section.batch,
            depositCapacity: RollupSection.batchDeposits,
            // What a committee has is proven by the circuit of payments in a blob.
            publication: section.dataAvailability == .calldata ? .calldata : .blob
        )
        guard let shape else {
            throw .setup("`\(section.name)` cannot have batches of \(section.batch) payments")
        }
        var wallets: [String: PaymentsWallet] = [:]
        var accounts: [(owner: PaymentsOwner, balance: UInt128)] = []
        for (actor, actorSection) in zip(actors, document.actors) {
            let wallet = PaymentsWallet(actor)
            wallets[actor.name] = wallet
            let wei = actorSection.l2.first { $0.rollup == section.name }?.amount.wei ?? .zero
            guard LedgerAmount.genesis.holds(wei), let balance = UInt128(exactly: wei) else {
                throw .setup("`\(actor.name)`: what an account begins with is \(LedgerAmount.genesis.bounds)")
            }
            accounts.append((wallet.owner, balance))
        }
        self.wallets = wallets
        let members = section.escape?.committee.map { committee in
            (committee, committee.members.compactMap { name in actors.first { $0.name == name } })
        }
        committee = members.map { DataCommittee(members: $0.1, threshold: $0.0.threshold) }
        let terms = members.map { CommitteeTerms(members: $0.1.map(\.address), threshold: $0.0.threshold) }
        configuration = PaymentsConfiguration(
            name: section.name,
            shape: shape,
            sequencer: actors.first { $0.name == section.advancer }?.address ?? .zero,
            genesisAccounts: accounts,
            disputes: section.design.hasGames
                ? section.dispute.configuration(actors: actors, areSiblings: false) : nil,
            escape: section.escape.map { EscapeTerms(gracePeriod: $0.gracePeriod, committee: terms) }
        )
    }

    /// Wei that the deployer needs, at a price of gas in wei.
    func deployerBalance(gasPrice: UInt256) -> UInt256 {
        var gas = configuration.escape == nil ? Self.deployerGas : Self.hatchDeployerGas
        if configuration.disputes != nil { gas = gas &+ Self.gamesGas }
        return configuration.genesisEscrow &+ gas &* gasPrice
    }

    /// Puts the deployment into L1's pool; later blocks hold it.
    func deploy(
        on l1: inout L1Chain,
        proofs: any BatchProofs,
        shortfall: UInt256
    ) throws(SimulationFault) -> PaymentsInstance {
        let proofs = missingChecks.contains(.gammaEqualsDelta) ? proofs.underDegenerateKeys : proofs
        let deployment: PaymentsDeployment
        do {
            deployment = try PaymentsDeployment(
                configuration,
                verifier: try proofs.verifier(for: configuration.shape),
                deployer: deployer,
                shortfall: shortfall,
                on: l1
            )
        } catch let error as ActorError {
            throw .actor(error)
        } catch {
            throw SimulationFault(error, "nobody can prove batches of `\(name)`")
        }
        do {
            for transaction in deployment.transactions { try l1.submit(transaction) }
        } catch {
            throw .setup("L1 refuses the deployment of `\(name)`: \(error)")
        }
        let chainID = l1.configuration.chainId
        let (genesis, rollup) = (deployment.genesis, deployment.rollup)
        return PaymentsInstance(
            name: name,
            design: design,
            contract: rollup,
            games: deployment.games,
            genesisEscrow: configuration.genesisEscrow,
            advancer: advancer,
            wallets: wallets,
            proofs: proofs,
            genesis: genesis,
            sequencer: PaymentsSequencer(configuration, genesis: genesis, rollup: rollup, l1ChainID: chainID),
            committee: committee,
            follower: PaymentsFollower(
                configuration,
                genesis: genesis,
                rollup: rollup,
                l1ChainID: chainID,
                start: 1
            ),
            watch: RollupWatch()
        )
    }
}
