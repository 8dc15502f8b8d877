/// What `ecall` is asked for: the value of register a7, which the chip of each call states.
///
/// Numbers are those of the guest's header, `Guest/Runtime/machine_calls.h`, and of the executor's `MachineCall`; tests
/// compare them.
package enum CallNumber: UInt64, CaseIterable, Hashable, Sendable {
    /// Ends the run with the code in a0.
    case exit = 93
    /// Keccak-f[1600] on the 25 words at a0, in place.
    case keccakF = 0x1001
    /// SHA-256's compression of the 8 words at a1 into the 4 words at a0, in place.
    case sha256Block = 0x1002
    /// The point of secp256k1 at a1 added to the one at a0, in place.
    case secp256k1Add = 0x1003
    /// The point of secp256k1 at a0 doubled, in place.
    case secp256k1Double = 0x1004
    /// a b + r modulo a prime, in place of r.
    case multiplyAddModulo = 0x1005
    /// The words at a1, as many as a2 says, copied to a0.
    case copy = 0x1006
    /// As many words as a2 says at a0, each made the word a1.
    case fill = 0x1007
    /// a b modulo a prime.
    case multiplyModulo = 0x1008
    /// The inverse of a modulo a prime.
    case invertModulo = 0x1009
}
