import Cryptography
import Primitives

extension MachineCall {
    /// Computes the call on memory whose operands have been checked.
    ///
    /// - Parameter site: Where, with the operands of this call.
    /// - Returns: False when the call is not defined on these operands, which ends the run.
    func compute(_ site: CallSite) -> Bool {
        switch self {
        case .keccakF:
            KeccakPermutation.apply(to: site.words(ofArgument: 0))
        case .sha256Block:
            // Safety: a state of four words is one of eight halves; both are little-endian.
            SHA256.compress(site.bytes(ofArgument: 1), into: site.bytes(ofArgument: 0))
        }
        return true
    }
}
