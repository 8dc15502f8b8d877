import ContractABI
import EVM
import ExecutePrecompile
import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie

extension Simulation {
    /// Ether that a rollup's relayer holds at L2 genesis, in wei, escrowed on L1 as every genesis ether is.
    package static let relayerBalance = UInt256(10) &* ether
    /// Gas that a rollup's deployer can pay for at twice the genesis base fee and a tip, for each contract: more than a
    /// deployment's limit.
    private static let deployerGas: UInt256 = 10_000_000
    private static let ether: UInt256 = 1_000_000_000_000_000_000
    /// First of the chain ids of rollups whose document names none.
    private static let firstChainID: UInt64 = 8_079_001

    /// Builds the world of a document: L1's genesis, and every rollup deployed before the first step.
    ///
    /// - Throws: `SimulationFault.setup` when the document's L1 cannot hold its rollups.
    package init(_ document: ScenarioDocument, options: SimulationOptions = SimulationOptions()) throws(SimulationFault)
    {
        let seed = document.seed
        let actors = document.actors.map { Actor(name: $0.name, seed: seed) }
        let takesProofs = document.takesProofs
        guard !takesProofs || options.proofs?.releases.isEmpty == false else {
            throw .setup("a rollup of this scenario needs proofs, and nobody here makes any")
        }
        let proofs = takesProofs ? options.proofs : nil
        let firstKey = proofs?.releases.first ?? .zero
        let plans = try RollupPlan.all(document, actors: actors, firstKey: firstKey)
        var ledgers: [PaymentsPlan] = []
        for section in document.rollups where section.design.ledger == .payments {
            ledgers.append(try PaymentsPlan(section, document: document, actors: actors))
        }

        var accounts: [Address: GenesisAccount] = [:]
        for (section, actor) in zip(document.actors, actors) {
            accounts[actor.address] = GenesisAccount(balance: section.l1?.wei ?? .zero)
        }
        let gasPrice = FeePolicy.maxFeePerGas(baseFee: document.l1.baseFee?.wei ?? L1Genesis().baseFeePerGas)
        for plan in plans {
            accounts[plan.deployer.address] = GenesisAccount(
                balance: plan.escrow &+ plan.bond &+ plan.deploymentCount &* Self.deployerGas &* gasPrice
            )
        }
        for plan in ledgers {
            accounts[plan.deployer.address] = GenesisAccount(balance: plan.deployerBalance(gasPrice: gasPrice))
        }
        if takesProofs {
            accounts[VerificationKeyRegistry.address] = GenesisAccount(
                nonce: 1,
                code: VerificationKeyRegistry.runtimeCode,
                storage: VerificationKeyRegistry.genesisStorage(key: firstKey, schemaId: InputSchema.osaka.rawValue)
            )
        }
        let selection = ExecuteSelection(
            rules: Dictionary(
                plans.compactMap { plan -> (UInt64, ExecuteSelection.Rules)? in
                    // EXECUTE never sees the blocks of the other designs.
                    guard plan.design.executionMode != nil || plan.design.asksExecute else { return nil }
                    let rules = ExecuteSelection.Rules(mode: plan.design.executionMode, configuration: plan.execute)
                    return (plan.configuration.chainId, rules)
                },
                uniquingKeysWith: { first, _ in first }
            ),
            proofs: proofs,
            proofTiming: document.l1.proofTiming
        )
        let proposer = Actor(name: "l1/proposer", seed: seed)
        var genesis = L1Genesis(
            configuration: document.l1.preset.configuration(acceptsProofs: takesProofs),
            accounts: accounts,
            feeRecipient: proposer.address,
            seed: seed
        )
        if let slot = document.l1.slot { genesis.slotSeconds = slot.seconds }
        if let gasLimit = document.l1.gasLimit { genesis.gasLimit = gasLimit.units }
        if let baseFee = document.l1.baseFee { genesis.baseFeePerGas = baseFee.wei }
        var l1: L1Chain
        do {
            l1 = try L1Chain(genesis, extensions: options.extensions ?? selection.extensions())
        } catch {
            throw .l1(error)
        }

        var rollups: [String: RollupInstance] = [:]
        for plan in plans { rollups[plan.name] = try plan.deploy(on: &l1, shortfall: options.escrowShortfall) }
        var payments: [String: PaymentsInstance] = [:]
        for plan in ledgers {
            guard let proofs = options.batchProofs else {
                throw .setup("a rollup of this scenario needs proofs of payments, and nobody here makes any")
            }
            payments[plan.name] = try plan.deploy(on: &l1, proofs: proofs, shortfall: options.escrowShortfall)
        }
        for section in document.rollups {
            guard let contract = rollups[section.name]?.contract ?? payments[section.name]?.contract else { continue }
            try Self.confirmDeployment(of: section.name, at: contract, on: &l1)
            try payments[section.name]?.confirmVerifier(on: l1)
        }
        let supply = try SupplyWatch(l1)

        self.seed = seed
        self.l1 = l1
        self.actors = Dictionary(actors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.rollupNames = document.rollups.map(\.name)
        self.sections = Dictionary(document.rollups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.rollups = rollups
        self.payments = payments
        self.selection = selection
        self.startTime = l1.clock.now
        self.deploymentHeight = l1.head.number
        var names = actors.map { ($0.address, $0.name) }
        for section in document.rollups {
            guard let contract = rollups[section.name]?.contract ?? payments[section.name]?.contract else { continue }
            names.append((contract, section.name))
            guard let bridge = rollups[section.name]?.bridge, bridge != contract else { continue }
            names.append((bridge, "the portal of \(section.name)"))
        }
        self.contracts = ContractBook(
            interfaces: document.contracts.map(\.contract.interface),
            names: Dictionary(names, uniquingKeysWith: { first, _ in first })
        )
        self.supply = supply
        let (height, start) = (l1.head.number, l1.clock.now)
        monitors = document.monitors.map { Monitor($0, deploymentHeight: height, start: start) }
        budget = Budget(document.limits, control: RunControl())
    }

    /// A rollup before it exists.
    private struct RollupPlan {
        var name: String
        var configuration: RollupConfiguration
        var design: RollupDesign
        var dataAvailability: RollupSection.DataAvailability
        var execute: ExecuteConfiguration
        var escrow: UInt256
        var advancer: String?
        var provers: [ProverSection]
        var deployer: Actor
        var relayer: Actor

        /// The rollups of a document, on an L1 whose first program has the key `firstKey`.
        static func all(
            _ document: ScenarioDocument,
            actors: [Actor],
            firstKey: Bytes32
        ) throws(SimulationFault) -> [RollupPlan] {
            var taken = Set(document.rollups.compactMap(\.chainID))
            var nextChainID = firstChainID
            var plans: [RollupPlan] = []
            for section in document.rollups where section.design.ledger == .evm {
                while section.chainID == nil, taken.contains(nextChainID) { nextChainID += 1 }
                let chainID = section.chainID ?? nextChainID
                taken.insert(chainID)
                plans.append(
                    try RollupPlan(
                        section,
                        chainID: chainID,
                        document: document,
                        actors: actors,
                        firstKey: firstKey
                    )
                )
            }
            return plans
        }

        private init(
            _ section: RollupSection,
            chainID: UInt64,
            document: ScenarioDocument,
            actors: [Actor],
            firstKey: Bytes32
        ) throws(SimulationFault) {
            let seed = document.seed
            relayer = Actor(name: "\(section.name)/relayer", seed: seed)
            deployer = Actor(name: "\(section.name)/deployer", seed: seed)
            var balances = [relayer.address: relayerBalance]
            for (actor, actorSection) in zip(actors, document.actors) {
                for balance in actorSection.l2 where balance.rollup == section.name {
                    balances[actor.address] = balance.amount.wei
                }
            }
            name = section.name
            advancer = section.advancer
            provers = section.multiProof.provers
            configuration = RollupConfiguration(
                name: section.name,
                chainId: chainID,
                gasLimit: section.l2GasLimit?.units ?? RollupSection.defaultL2GasLimit,
                genesisTimestamp: L1Genesis().timestamp,
                genesisBalances: balances,
                feeRecipient: Actor(name: "\(section.name)/sequencer", seed: seed).address,
                settlement: try section.settlement(firstKey: firstKey, actors: actors, deployer: deployer),
                portal: section.portal.map { $0.configuration(actors: actors, without: section.missingChecks) },
                sequencing: actors.first { $0.name == section.sequencer }.map {
                    SequencingTerms(sequencer: $0.address, bond: section.sequencerBond)
                },
                inboxDelay: section.inboxDelay,
                missingCheck: section.missingChecks.lazy.compactMap(\.contractCheck).first,
                allowsUnsafeWithdrawals: section.missingChecks.contains(.allowWithdrawals)
            )
            design = section.design
            dataAvailability = section.dataAvailability
            execute = ExecuteConfiguration(
                gasRule: section.gasRule.rule,
                proofGasRule: section.proofGasRule.rule,
                rules: L2Rules(
                    requestsPolicy: section.requestsPolicy.policy,
                    allowsUnsafeWithdrawals: configuration.allowsUnsafeWithdrawals
                )
            )
            guard let escrow = configuration.genesisEscrow, escrow < UInt256(1) << 200 else {
                throw .setup("the L2 genesis of `\(section.name)` holds more ether than L1 can escrow")
            }
            self.escrow = escrow
        }

        /// Wei that the deployer puts up for a sequencer.
        var bond: UInt256 { configuration.sequencing?.bond ?? .zero }

        /// How many contracts the deployer makes; the gas of each is at most that of a deployment.
        var deploymentCount: UInt256 {
            switch configuration.settlement {
            case .dispute(let dispute, _): return UInt256(UInt64(dispute.contractCount))
            case .multiProof(_, let contracts): return UInt256(UInt64(contracts.count))
            case .execute, .optimistic:
                let portalCount: UInt64 = configuration.portal == nil ? 0 : 1
                let sequencingCount: UInt64 = configuration.sequencing == nil ? 0 : 2
                let inboxCount: UInt64 = configuration.inboxDelay == nil ? 0 : 1
                return UInt256(1 + portalCount + sequencingCount + inboxCount)
            }
        }

        /// Puts the deployment into L1's pool; a later block holds it.
        func deploy(on l1: inout L1Chain, shortfall: UInt256) throws(SimulationFault) -> RollupInstance {
            let deployment: RollupDeployment
            do {
                deployment = try RollupDeployment(configuration, deployer: deployer, shortfall: shortfall, on: l1)
            } catch {
                throw .actor(error)
            }
            do {
                for transaction in [deployment.portalTransaction, deployment.transaction].compactMap(\.self) {
                    try l1.submit(transaction)
                }
                for intent in deployment.companions { try l1.submit(try deployer.transaction(intent, on: l1)) }
            } catch {
                throw .setup("L1 refuses the deployment of `\(name)`: \(error)")
            }
            return RollupInstance(
                name: name,
                configuration: configuration,
                design: design,
                dataAvailability: dataAvailability,
                execute: execute,
                contract: deployment.rollup,
                bridge: deployment.bridge,
                sequenced: deployment.sequenced,
                genesisEscrow: escrow,
                advancer: advancer,
                provers: provers,
                sequencer: Sequencer(
                    genesis: deployment.genesis,
                    relayer: relayer,
                    rollup: deployment.bridge,
                    inbox: configuration.inboxDelay == nil ? nil : deployment.rollup
                ),
                genesis: deployment.genesis,
                follower: Follower(genesis: deployment.genesis, rollup: deployment.rollup, start: 1),
                watch: RollupWatch()
            )
        }
    }
}

extension Simulation {
    /// Makes blocks until the contract of a rollup stands.
    private static func confirmDeployment(
        of name: String,
        at contract: Address,
        on l1: inout L1Chain
    ) throws(SimulationFault) {
        while true {
            let waiting = l1.mempool.count
            let produced: ProducedBlock
            do {
                guard try l1.code(of: contract).isEmpty || waiting > 0 else { return }
                produced = try l1.produceBlock()
            } catch {
                throw .l1(error)
            }
            if let failed = produced.records.first(where: { !$0.succeeded }) {
                throw .setup("the deployment of a rollup fails: \(RevertReason(output: failed.status.output))")
            }
            guard l1.mempool.count < waiting else {
                throw .setup("the deployment of `\(name)` fits into no L1 block")
            }
        }
    }
}

extension RollupSection {
    /// What the rollup's contract is deployed with.
    fileprivate func settlement(
        firstKey: Bytes32,
        actors: [Actor],
        deployer: Actor
    ) throws(SimulationFault) -> RollupSettlement {
        switch design.settlement {
        case .execute:
            return .execute(verificationKeyHash: verificationKey == .pinned ? firstKey : .zero)
        case .optimistic:
            let proposer = actors.first { $0.name == advancer }?.address ?? .zero
            return .optimistic(
                proposer: proposer,
                challengeWindow: challengeWindow,
                usesBlobs: dataAvailability == .blob
            )
        case .dispute, .siblings:
            var configuration = dispute.configuration(actors: actors, areSiblings: design.settlement == .siblings)
            configuration.governance = upgrades.map { $0.configuration(actors: actors) }
            return .dispute(configuration, DisputeContracts(deployer: deployer.address, nonce: 0))
        case .multiProof:
            let configuration = multiProof.configuration(of: self, actors: actors)
            let contracts = MultiProofContracts(configuration.systems, deployer: deployer.address, nonce: 0)
            return .multiProof(configuration, contracts)
        case .groth16, .disputedPayments:
            throw .setup("`\(name)` is a ledger of payments")
        }
    }
}

extension GovernanceSection {
    /// What the contract in front of the verifier is deployed with.
    fileprivate func configuration(actors: [Actor]) -> UpgradeableVerifier.Governance {
        let addresses = Dictionary(actors.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
        return UpgradeableVerifier.Governance(
            owner: owner.flatMap { addresses[$0] } ?? .zero,
            delay: delay,
            members: council.map { addresses[$0] ?? .zero },
            threshold: threshold
        )
    }
}

extension MultiProofTerms {
    /// What a rollup's contracts are deployed with; families get their numbers in the order of its list.
    fileprivate func configuration(of section: RollupSection, actors: [Actor]) -> MultiProofConfiguration {
        func address(_ name: String?) -> Address { actors.first { $0.name == name }?.address ?? .zero }
        var families: [String] = []
        let systems = provers.map { prover in
            if !families.contains(prover.family) { families.append(prover.family) }
            let kind: MultiProofConfiguration.System.Kind =
                switch prover.kind {
                case .execute: .execute
                case .attested: .attested(signers: prover.signers.map { address($0) }, threshold: prover.threshold)
                case .simulated: .simulated(operator: address(prover.operator))
                }
            return MultiProofConfiguration.System(
                kind,
                family: UInt64(families.firstIndex(of: prover.family) ?? 0),
                bits: prover.bits,
                isRecursive: prover.isRecursive
            )
        }
        return MultiProofConfiguration(
            terms: MultiProofPortal.Terms(
                threshold: threshold,
                families: self.families,
                minBits: minBits,
                mode: mode == .zk ? .zk : .hybrid,
                window: section.challengeWindow,
                proofDelay: proofDelay,
                proofTimeout: fallBackAfter,
                prover: address(prover),
                permissionlessAfter: permissionlessAfter,
                bond: section.dispute.initBond,
                operator: address(`operator`),
                guardian: address(section.dispute.guardian)
            ),
            systems: systems
        )
    }
}

extension PortalSection {
    /// What the portal is deployed with.
    fileprivate func configuration(actors: [Actor], without missingChecks: [UnsafeSwitch]) -> PortalConfiguration {
        PortalConfiguration(
            guardian: actors.first { $0.name == guardian }?.address ?? .zero,
            maturity: maturity,
            finalityDelay: finalityDelay,
            pausePeriod: pausePeriod,
            rateLimit: rateLimit?.wei ?? .max,
            ratePeriod: ratePeriod,
            hasUnsafeZeroRoot: missingChecks.contains(.zeroTrustedRoot)
        )
    }
}

extension L1Section.Preset {
    /// The rule set; chain id 1.
    fileprivate func configuration(acceptsProofs: Bool) -> ChainConfiguration {
        switch self {
        case .cancun: .from(.cancun, chainId: 1, acceptsProofs: acceptsProofs)
        case .prague: .from(.prague, chainId: 1, acceptsProofs: acceptsProofs)
        case .osaka: .from(.osaka, chainId: 1, acceptsProofs: acceptsProofs)
        }
    }
}

extension RollupSection.GasRule {
    /// The rule of EXECUTE.
    var rule: GasRule {
        switch self {
        case .v6: .gasLimitPlusBytes
        case .gasUsed: .gasUsed
        case .flat: .flat100k
        }
    }
}

extension RollupSection.ProofGasRule {
    /// The rule of EXECUTE.
    fileprivate var rule: ProofGasRule {
        switch self {
        case .dependency: .perDependency
        case .sidecar: .perDependencyPlusSidecar
        case .simulatedTime: .simulatedVerifierTime
        }
    }
}

extension RollupSection.RequestsPolicy {
    fileprivate var policy: RequestsPolicy {
        switch self {
        case .acceptAny: .acceptAny
        case .mustBeEmpty: .mustBeEmpty
        }
    }
}
