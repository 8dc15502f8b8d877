import ContractABI
import EVM
import Primitives
import RollupActors
import TextOutput

/// `deploy`: an actor creates a contract of the section `contracts` on L1 or on an L2.
///
/// Later steps and expressions know it by the name under `save`, or else by the contract's own.
package struct DeployContract: ReadableVerb {
    package static let name = "deploy"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock, .l2Failed]
    package static let products: Set<StepProduct> = [.transaction]
    // One name stands for one contract.
    package static let modifiers = Set(StepModifier.allCases).subtracting([.repeat])
    package static let savableForm: String? = "a `deploy`"

    /// The contract, a name of the section `contracts`.
    package let contract: String
    /// Where it is created.
    package let chain: ChainReference
    package var subject: String? { chain.rollup }
    /// Arguments of its constructor.
    package let arguments: [ContractArgument]
    /// Wei that the constructor gets; nil for none.
    package let value: Amount?
    /// The transaction's gas limit; nil for one that suffices.
    package let gasLimit: GasAmount?
    /// Access list and delegations.
    package let lists: TransactionLists
    /// Name under which the contract is known afterwards.
    package let deployedName: String
    private let compiled: CompiledContract

    package var savedKind: SavedKind? { .contract }

    /// Keys of `deploy`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let contract = Field<DocumentNode>.node(
            "contract",
            "The contract, by its name in the section `contracts`.",
            .name("a contract's name"),
            absent: nil
        )
        let on = Field<ChainReference>.chain("on", "The chain on which it is created.")
        let arguments = Field<DocumentNode>.arguments(of: "its constructor")
        let value = Field<Amount>.optional("value", "Ether that the constructor gets.", absent: "none")
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas limit of the transaction.",
            absent: "enough for the code, and \(DeployContract.constructorGas.grouped) for the constructor"
        )
        let accessList = TransactionLists.accessField
    }

    static let reference = VerbReference(
        """
        An actor creates a contract of the section `contracts`. Later steps and expressions know it by the name under \
        `save`, or else by the contract's own.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Dollar, USD, 18, 1000 ETH], gas_limit: 3M}
              by: alice
              save: usd
              assert: usd.totalSupply() == wei(1000 ETH)
            """,
            """
            - deploy:
                contract: token
                on: nat
                args: [Euro, EUR, 18, 5 ETH]
                value: 0 ETH
                access_list: [{account: bob}]
              by: alice
            - seal: {rollup: nat}
              assert: token.balanceOf(alice) == wei(5 ETH)
            """,
        ],
        source: "decision 0051"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`deploy`", context: context) else { return nil }
        let chain = fields.read(\.on)
        if let chain { step.checkExpectedLayers(on: chain) }
        self.value = fields.read(\.value)
        self.gasLimit = fields.read(\.gasLimit)
        self.lists = TransactionLists(&fields, access: \.accessList)
        let argumentNode = fields.read(\.arguments)
        let contractNode = fields.read(\.contract)
        fields.finish()
        guard let contractNode,
            let contract: String = ValueReader.scalar(contractNode, key: "contract", context: context)
        else { return nil }
        guard let compiled = context.scope.contracts[contract] else {
            let message = "no contract is named `\(contract.shortened)`"
            let names = context.scope.contracts.keys
            let help =
                names.isEmpty ? "declare it in the section `contracts`" : Suggestion.help(for: contract, among: names)
            context.report(.unknownContract, message, at: contractNode.location, help: help)
            return nil
        }
        let reader = ContractArgumentReader(context: context)
        let inputs = compiled.interface.constructorInputs
        let callee = "the constructor of `\(contract)`"
        guard let arguments = reader.arguments(argumentNode, for: inputs, of: callee, at: contractNode.location),
            let chain
        else { return nil }
        self.contract = contract
        self.chain = chain
        self.arguments = arguments
        self.compiled = compiled
        self.deployedName = step.read(\.save)?.text ?? contract
        bring(into: context, isSaved: step.has(\.save), at: contractNode.location)
    }

    /// Brings the name into scope; one under `save` is checked, and refused twice, where `save` is read.
    private func bring(into context: ReadingContext, isSaved: Bool, at place: SourceLocation) {
        if context.scope.accounts.contains(deployedName) {
            context.report(.duplicateName, "`\(deployedName)` names an actor or a rollup already", at: place)
        } else if !isSaved, context.scope.saves[deployedName] != nil {
            let message = "`\(deployedName)` is deployed already"
            context.report(.duplicateName, message, at: place, help: "give this one a name of its own with `save`")
        }
        if !isSaved { context.scope.saves[deployedName] = .contract }
        context.scope.deployed[deployedName] = .init(interface: compiled.interface, chain: chain)
    }
}

extension DeployContract {
    /// Gas for what a constructor does, beside what its code costs by the byte.
    private static let constructorGas: UInt64 = 1_000_000
    /// Gas of a byte of init code: calldata with its floor (EIP-7623), the words of EIP-3860, and 200 where it is kept.
    private static let gasPerByte: UInt64 = 241

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let initCode = compiled.creationCode + ABI.encode(try arguments.resolved(in: simulation))
        let defaultGas = 53_000 + Self.constructorGas + Self.gasPerByte * UInt64(initCode.count) + lists.gas
        var intent = TransactionIntent(
            to: nil,
            value: value?.wei ?? .zero,
            data: initCode,
            gasLimit: gasLimit?.units ?? defaultGas
        )
        try lists.apply(to: &intent, by: actor, on: chain, in: simulation)
        let nonce = try simulation.nextNonce(of: actor.address, on: chain)
        let address = Address.created(by: actor.address, nonce: nonce)
        // Known before it runs, so that what its constructor logs is told by its own name.
        let before = simulation.contracts
        simulation.contracts.record(
            DeployedContract(interface: compiled.interface, chain: chain, address: address),
            as: deployedName
        )
        let kind = deployedName == contract ? "" : " (\(contract))"
        var effect = try simulation.transact(
            intent,
            by: actor,
            on: chain,
            for: step,
            summary: "deploys \(deployedName)\(kind) on \(chain.label)"
        )
        if effect.outcome == .success {
            let functions = compiled.interface.functions.map(\.codec)
            simulation.names.add(address, deployedName, functions, compiled.storageLayout, on: chain)
            effect.details.insert("at \(address.hex), \(initCode.count) bytes of init code", at: 0)
        } else {
            simulation.contracts = before
        }
        return effect
    }

    package func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String? {
        expectation.mismatch(with: outcome, on: chain)
    }
}
