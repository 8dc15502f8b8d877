/// When the proofs that a block's transactions depend on have to be there; equal on all nodes of a chain. `[SIM]`
///
/// Execution proofs that attesters wait for come a slot late where a slot leaves no time to prove its own block
/// (EIP-8025); nothing is published of proofs that single transactions depend on.
public enum ProofTiming: String, CaseIterable, Hashable, Sendable {
    /// With the block: without one the block is invalid.
    case sameBlock = "same_block"
    /// Before the next slot's block: until then the block is provisional, and nothing can stand on it. A block whose
    /// proofs do not come is left, and the next one stands on its parent.
    case nextSlot = "next_slot"
}
