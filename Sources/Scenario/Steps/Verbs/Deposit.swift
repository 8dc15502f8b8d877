/// `deposit`: an actor sends ether from L1 to a rollup.
package struct Deposit: ReadableVerb {
    package static let name = "deposit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]

    /// The rollup.
    package let rollup: String
    /// Ether that leaves the actor's L1 account, fee included.
    package let amount: Amount
    /// The L2 account that receives it; nil for the actor's own.
    package let recipient: AccountReference?
    /// What the relayer earns on L2, out of the amount; nil for none.
    package let fee: Amount?

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`deposit`", context: step.context) else { return nil }
        let rollup = fields.rollup("to")
        let amount: Amount? = fields.required("amount")
        self.recipient = fields.account("recipient")
        self.fee = fields.optional("fee")
        fields.finish()
        guard let rollup, let amount else { return nil }
        self.rollup = rollup
        self.amount = amount
    }
}
