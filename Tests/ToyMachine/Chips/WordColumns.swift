import ProofProver
import ProofVerifier

/// A word of 64 bits in two columns of 32 bits: a copy of a word that was checked where it was produced.
struct WordColumns {
    let low: Column
    let high: Column

    init(_ name: String, in builder: inout ChipBuilder) {
        low = builder.column("\(name) low")
        high = builder.column("\(name) high")
    }

    func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        table[low, row] = value.lowLimb
        table[high, row] = value.highLimb
    }
}

/// A word of 64 bits in four columns of 16 bits, each looked up in the range table: a word that is produced.
struct LimbColumns {
    let limbs: [Column]

    init(_ name: String, in builder: inout ChipBuilder, times used: Column) {
        limbs = (0..<4).map { builder.column("\(name) limb \($0)") }
        for (index, limb) in limbs.enumerated() {
            builder.send("\(name) limb \(index)", to: ToyBuses.range, times: used, [limb])
        }
    }

    var low: Expression { limbs[0] + Expression(1 << 16) * limbs[1] }

    var high: Expression { limbs[2] + Expression(1 << 16) * limbs[3] }

    func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        for (index, limb) in limbs.enumerated() {
            table[limb, row] = Goldilocks((value >> (16 * UInt64(index))) & 0xffff)
        }
    }
}

/// 2^-32: turns an excess over 32 bits into a carry.
let inverseOfLimbBase = Expression(Goldilocks(1 << 32).inverse ?? .zero)

/// 2^-16: turns a difference into its upper limb.
let inverseOfHalfLimbBase = Expression(Goldilocks(1 << 16).inverse ?? .zero)
