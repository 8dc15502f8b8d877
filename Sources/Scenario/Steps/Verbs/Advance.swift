/// `advance`: somebody hands a sealed L2 block to the rollup's contract on L1, which has EXECUTE check it.
package struct Advance: ReadableVerb {
    package static let name = "advance"
    package static let actorRule = ActorRule.optional
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]

    /// The rollup.
    package let rollup: String
    /// The `seal` step that made the block.
    package let block: String
    /// Changes made to the block before it is handed in.
    package let tampering: [Tampering]
    /// Gas limit of the L1 transaction; nil lets the actor choose.
    package let gasLimit: GasAmount?
    /// Needless data added to the witness, in bytes.
    package let witnessPadding: ByteSize?

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`advance`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let block = fields.step("block", of: [Seal.name])
        self.tampering = Tampering.list(fields.namedEntries("tamper"), context: step.context)
        self.gasLimit = fields.optional("gas")
        self.witnessPadding = fields.optional("pad_witness")
        fields.finish()
        guard let rollup, let block else { return nil }
        self.rollup = rollup
        self.block = block
    }
}
