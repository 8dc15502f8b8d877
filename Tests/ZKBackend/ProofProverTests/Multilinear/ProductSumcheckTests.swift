import ProofProver
import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("Sumcheck of a product")
struct ProductSumcheckTests {
    static func innerProduct(_ table: [Goldilocks], _ weights: [CubicExtension]) -> CubicExtension {
        zip(weights, table).reduce(.zero) { $0 + $1.0 * $1.1 }
    }

    static func sumcheck(
        _ table: [Goldilocks],
        _ weights: [CubicExtension],
        workers: Workers
    ) throws(ArenaError) -> ProductSumcheck {
        let arena = try ProverArena(capacity: 64 * table.count + 128)
        return ProductSumcheck(
            table: try arena.copy(table.map { CubicExtension($0) }),
            weights: try arena.copy(weights),
            workers: workers
        )
    }

    @Test("Every round's polynomial sums to the claim, down to one value of each table", arguments: [0, 1, 2, 5, 13])
    func rounds(logSize: Int) throws {
        var random = SplitMix64(seed: UInt64(100 + logSize))
        let table = random.elements(1 << logSize)
        let weights = random.challenges(1 << logSize)
        var sumcheck = try Self.sumcheck(table, weights, workers: Workers(count: 2))
        var claim = Self.innerProduct(table, weights)
        var point: [CubicExtension] = []
        for _ in 0..<logSize {
            let round = sumcheck.round()
            let sum = round.value(at: .zero, claim: claim) + round.value(at: .one, claim: claim)
            #expect(sum == claim)
            let challenge = random.challenge()
            claim = round.value(at: challenge, claim: claim)
            sumcheck.bind(challenge)
            point.append(challenge)
        }
        let count = sumcheck.count
        #expect(count == 1)
        let value = try Multilinear.evaluate(table, at: point)
        let left = sumcheck.table
        #expect(left == [value])
        #expect(try claim == value * Multilinear.evaluate(weights, at: point))
    }

    @Test("A round's polynomial takes the sum at three points that are no bits")
    func roundAtOtherPoints() throws {
        var random = SplitMix64(seed: 0x726f_756e)
        let table = random.elements(8)
        let weights = random.challenges(8)
        let claim = Self.innerProduct(table, weights)
        let round = try Self.sumcheck(table, weights, workers: .one).round()
        for challenge in random.challenges(3) {
            var expected = CubicExtension.zero
            for index in 0..<4 {
                let value = challenge * (table[index + 4] - table[index]) + table[index]
                expected += value * (weights[index] + challenge * (weights[index + 4] - weights[index]))
            }
            #expect(round.value(at: challenge, claim: claim) == expected)
        }
    }

    @Test("Weights added between rounds count from then on")
    func addedWeights() throws {
        var random = SplitMix64(seed: 0x6164_64)
        let table = random.elements(64)
        let (y, scale) = (random.challenge(), random.challenge())
        var sumcheck = try Self.sumcheck(table, random.challenges(64), workers: .one)
        let challenge = random.challenge()
        sumcheck.bind(challenge)
        let before = sumcheck.round()
        sumcheck.withWeights { PowerWeight.add(y, scale: scale, to: $0, workers: .one) }
        let after = sumcheck.round()
        let folded = sumcheck.table
        var expected = CubicExtension.zero
        for index in 0..<16 { expected += folded[index] * scale * y.raised(to: UInt64(index)) }
        #expect(after.valueAtZero - before.valueAtZero == expected)
    }

    @Test("The weights 1, y, y^2, ... have the product form", arguments: [0, 1, 4, 9])
    func powerWeights(logSize: Int) throws {
        var random = SplitMix64(seed: UInt64(200 + logSize))
        let y = random.challenge()
        let point = random.challenges(logSize)
        let expected = try Multilinear.evaluate(y.powers(1 << logSize), at: point)
        #expect(PowerWeight.evaluate(y, at: point) == expected)
    }

    @Test("Power weights are added alike by any number of threads")
    func addedPowers() {
        var random = SplitMix64(seed: 0x706f_7765)
        let start = random.challenges(1 << 14)
        let (y, scale) = (random.challenge(), random.challenge())
        let expected = zip(start, y.powers(start.count)).map { $0 + scale * $1 }
        for threads in 1...3 {
            var weights = start
            weights.withUnsafeMutableBufferPointer {
                PowerWeight.add(y, scale: scale, to: $0, workers: Workers(count: threads))
            }
            #expect(weights == expected)
        }
    }
}
