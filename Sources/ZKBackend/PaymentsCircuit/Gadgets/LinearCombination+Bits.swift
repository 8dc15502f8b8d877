import Cryptography
import Groth16

extension LinearCombination {
    /// The value of a combination without variables, or nil.
    var constant: BN254.Fr? {
        guard terms.allSatisfy({ $0.variable == .one }) else { return nil }
        return terms.reduce(.zero) { $0 + $1.coefficient }
    }

    /// The integer that bits stand for, least significant first.
    static func integer(_ bits: some Sequence<LinearCombination>) -> LinearCombination {
        var sum = LinearCombination.zero
        var weight = BN254.Fr.one
        for bit in bits {
            sum += bit * weight
            weight = weight + weight
        }
        return sum
    }

    /// Constant bits of an integer, least significant first.
    static func bits(of value: UInt64, count: Int) -> [LinearCombination] {
        (0..<count).map { LinearCombination(value >> UInt64($0) & 1) }
    }
}
