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
        case .secp256k1Add:
            let p = site.words(ofArgument: 0)
            let q = site.words(ofArgument: 1)
            guard let sum = Self.secp256k1Add(CurveOperand(p), CurveOperand(q)) else { return false }
            sum.store(to: p)
        case .secp256k1Double:
            let p = site.words(ofArgument: 0)
            guard let double = Self.secp256k1Double(CurveOperand(p)) else { return false }
            double.store(to: p)
        case .multiplyAddModulo, .multiplyModulo:
            let result = site.words(ofArgument: 0)
            guard let modulus = Self.modulus(number: site.argument(1)) else { return false }
            let a = UInt256(words: site.words(ofArgument: 2))
            let b = UInt256(words: site.words(ofArgument: 3))
            let addend = self == .multiplyAddModulo ? UInt256(words: result) : .zero
            a.multipliedModulo(b, modulus).addingModulo(addend, modulus).store(to: result)
        case .invertModulo:
            guard let modulus = Self.modulus(number: site.argument(1)),
                let inverse = Self.inverse(of: UInt256(words: site.words(ofArgument: 2)), modulo: modulus)
            else { return false }
            inverse.store(to: site.words(ofArgument: 0))
        case .copy, .fill:
            site.transfer?.perform(on: site.memory)
        }
        return true
    }
}
