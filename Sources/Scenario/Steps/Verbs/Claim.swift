/// `claim`: an actor claims a withdrawal on L1 with a proof against a settled state root.
package struct Claim: ReadableVerb {
    package static let name = "claim"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]

    /// The rollup.
    package let rollup: String
    /// The name under which the withdrawal was saved.
    package let withdrawal: String

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`claim`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let withdrawal = fields.saved("withdrawal", .withdrawal)
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        self.rollup = rollup
        self.withdrawal = withdrawal
    }
}
