/// `advance_time`: virtual time passes; slots in which nothing happens are missed slots.
package struct AdvanceTime: ReadableVerb {
    package static let name = "advance_time"
    package static let actorRule = ActorRule.none

    /// How much time passes.
    package let duration: VirtualDuration

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard let duration: VirtualDuration = FieldReader.read(node, key: Self.name, context: step.context) else {
            return nil
        }
        self.duration = duration
    }
}
