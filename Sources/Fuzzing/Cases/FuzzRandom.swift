package import Primitives

/// The generator's source of chance: SplitMix64, so that a seed gives the same cases on every machine.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct FuzzRandom: Sendable {
    private var state: UInt64

    /// A source whose whole output follows from `seed`.
    package init(seed: UInt64) {
        state = seed
    }

    /// The source of one case of a campaign; no two cases share a stretch of it.
    package init(seed: UInt64, index: UInt64) {
        var mixer = FuzzRandom(seed: seed)
        let spread = mixer.next()
        mixer = FuzzRandom(seed: spread ^ index &* 0xd134_2543_de82_ef95)
        state = mixer.next()
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`, 0 for a bound of 0.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number of the range, all nearly equally likely.
    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound &+ below(range.upperBound &- range.lowerBound &+ 1)
    }

    /// True in so many of a hundred cases.
    package mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of the choices; the list must not be empty.
    package mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// One of the choices, each as often as its weight says; the list must not be empty.
    package mutating func pick<Element>(weighted choices: [(weight: Int, value: Element)]) -> Element {
        var rest = below(choices.reduce(0) { $0 &+ $1.weight })
        for choice in choices {
            if rest < choice.weight { return choice.value }
            rest &-= choice.weight
        }
        return choices[choices.count &- 1].value
    }

    /// `count` uniform pseudorandom bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        while result.count < count {
            var word = next()
            for _ in 0..<min(8, count &- result.count) {
                result.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        return result
    }

    /// A word, all bits random.
    package mutating func uniformWord() -> UInt256 {
        UInt256(l0: next(), l1: next(), l2: next(), l3: next())
    }
}
