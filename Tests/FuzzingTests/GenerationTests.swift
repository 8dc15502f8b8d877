import EVM
import Fuzzing
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("Generation of cases")
struct GenerationTests {
    static let generators = [
        CaseGenerator(fork: .cancun, seed: 7, profile: .large),
        CaseGenerator(fork: .prague, seed: 7, profile: .small),
        CaseGenerator(fork: .osaka, seed: 7, profile: .small),
    ]

    @Test("The same seed and index give the same case", arguments: generators)
    func sameSeedSameCase(_ generator: CaseGenerator) {
        let again = CaseGenerator(fork: generator.fork, seed: generator.seed, profile: generator.profile)
        for index in (0..<50).reversed() as ReversedCollection<Range<UInt64>> {
            #expect(generator.fuzzCase(at: index).oracleLine == again.fuzzCase(at: index).oracleLine)
        }
    }

    @Test("Other seeds and other indices give other cases")
    func otherSeedOtherCase() {
        var lines = Set<String>()
        for seed in 0..<10 as Range<UInt64> {
            let generator = CaseGenerator(fork: .cancun, seed: seed, profile: .large)
            for index in 0..<20 as Range<UInt64> { lines.insert(generator.fuzzCase(at: index).oracleLine) }
        }
        #expect(lines.count == 200)
    }

    @Test("States are well formed, and every kind of transaction occurs", arguments: generators)
    func wellFormedStates(_ generator: CaseGenerator) {
        var types = Set<TransactionType>()
        for index in 0..<300 as Range<UInt64> {
            let fuzzCase = generator.fuzzCase(at: index)
            #expect(fuzzCase.isWellFormed, "case \(index)")
            for account in fuzzCase.accounts {
                #expect(account.storage.allSatisfy { !$0.value.isZero })
                #expect(zip(account.storage, account.storage.dropFirst()).allSatisfy { $0.slot < $1.slot })
            }
            types.insert(fuzzCase.transaction.type)
        }
        var expected: Set<TransactionType> = [.legacy, .accessList, .dynamicFee, .blob]
        if generator.fork >= .prague { expected.insert(.setCode) }
        #expect(types == expected)
    }

    @Test("The signature of a case is its sender's")
    func signatures() throws {
        let generator = CaseGenerator(fork: .osaka, seed: 3, profile: .small)
        for index in 0..<100 as Range<UInt64> {
            let fuzzCase = generator.fuzzCase(at: index)
            #expect(try fuzzCase.signedTransaction.recoverSender() == fuzzCase.senderKey.address)
        }
    }

    @Test("Numbers stay in their range, and choices follow their weights")
    func choices() {
        var random = FuzzRandom(seed: 11)
        var counts = [0, 0, 0]
        for _ in 0..<10_000 {
            #expect((3...9).contains(random.within(3...9)))
            counts[random.pick(weighted: [(1, 0), (0, 1), (3, 2)])] += 1
        }
        #expect(counts[1] == 0)
        #expect((2200...2800).contains(counts[0]))
        #expect(random.below(0) == 0)
        #expect(random.bytes(13).count == 13)
    }
}
