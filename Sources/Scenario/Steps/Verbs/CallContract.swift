package import ContractABI
import Primitives
import RollupActors
import TextOutput

/// `call`: an actor calls a function of a deployed contract by its name, with arguments of its types.
package struct CallContract: ReadableVerb {
    package static let name = "call"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock, .l2Failed]
    package static let products: Set<StepProduct> = [.transaction]
    package static let savableForm: String? = "a `call` on a rollup"

    /// The contract, by the name under which it was deployed.
    package let contract: String
    /// Where it stands.
    package let chain: ChainReference
    package var subject: String? { chain.rollup }
    /// The function.
    package let function: ContractFunction
    /// Its arguments.
    package let arguments: [ContractArgument]
    /// Wei that go along; nil for none.
    package let value: Amount?
    /// The transaction's gas limit; nil for one that suffices for most.
    package let gasLimit: GasAmount?
    /// Access list and delegations.
    package let lists: TransactionLists

    package var calledFunction: ContractFunction? { function }
    package var savedKind: SavedKind? { chain == .l1 ? nil : .withdrawal }

    /// Keys of `call`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let contract = Field<DocumentNode>.node(
            "contract",
            "The contract, by the name under which a step deployed it.",
            .name("a deployed contract's name"),
            absent: nil
        )
        let function = Field<DocumentNode>.node(
            "function",
            "The function, by its name in the ABI; by its signature where several share a name.",
            String.shape,
            absent: nil
        )
        let arguments = Field<DocumentNode>.arguments(of: "the function")
        let value = Field<Amount>.optional("value", "Ether that goes along.", absent: "none")
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas limit of the transaction.",
            absent: "\(CallContract.defaultGas.grouped), and what data and lists cost"
        )
        let accessList = TransactionLists.accessField
        let authorizations = TransactionLists.authorizationField
    }

    static let reference = VerbReference(
        """
        An actor calls a function of a deployed contract by its name, with arguments of its types, on the chain where \
        the contract stands.
        """,
        value: Fields.shape,
        examples: [
            """
            - deploy: {contract: token, on: l1, args: [Dollar, USD, 18, 1000 ETH]}
              by: alice
              save: usd
            - call: {contract: usd, function: transfer, args: [bob, 250 ETH]}
              by: alice
              id: paid
              assert: usd.balanceOf(bob) == wei(250 ETH)
            - call:
                contract: usd
                function: transfer
                args: {to: alice, amount: 251 ETH}
                value: 0 ETH
                gas_limit: 200k
                access_list: [{account: usd}]
                authorizations: [{authority: alice, delegate: usd}]
              by: operator
              expect: {revert: insufficient balance}
            """
        ],
        source: "decision 0051"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`call`", context: step.context) else { return nil }
        let contract = fields.deployedContract(\.contract)
        self.value = fields.read(\.value)
        self.gasLimit = fields.read(\.gasLimit)
        self.lists = TransactionLists(&fields, access: \.accessList, authorizations: \.authorizations)
        let call = fields.functionCall(\.function, \.arguments, of: contract?.declared.interface)
        fields.finish()
        if let contract { step.checkExpectedLayers(on: contract.declared.chain) }
        guard let contract, let call else { return nil }
        self.contract = contract.name
        self.chain = contract.declared.chain
        self.function = call.function
        self.arguments = call.arguments
    }
}

extension CallContract {
    /// Gas limit of a call unless the step gives one.
    private static let defaultGas: UInt64 = 1_000_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let values = try arguments.resolved(in: simulation)
        let data = function.codec.encodeCall(values)
        // The calldata floor of EIP-7623: 40 gas for a byte that is not zero.
        let calldataGas = 40 * UInt64(data.count)
        var intent = TransactionIntent(
            to: try simulation.address(of: .contract(contract)),
            value: value?.wei ?? .zero,
            data: data,
            gasLimit: gasLimit?.units ?? Self.defaultGas + calldataGas + lists.gas
        )
        try lists.apply(to: &intent, by: actor, on: chain, in: simulation)
        let list = simulation.contracts.list(values, function.inputs, on: chain)
        let paid = value.map { " with \(ExpressionValue.amount($0.wei))" } ?? ""
        return try simulation.transact(
            intent,
            by: actor,
            on: chain,
            for: step,
            summary: "calls \(contract).\(function.name)(\(list))\(paid) on \(chain.label)"
        )
    }

    package func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String? {
        expectation.mismatch(with: outcome, on: chain)
    }
}
