import EVM
import Fuzzing
import Primitives
import StateTransition
import Testing

@Suite("Shrinking of cases")
struct ShrinkerTests {
    @Test("Of everything but what the property needs nothing is left", arguments: [1, 5, 9] as [UInt64])
    func minimal(_ index: UInt64) {
        // The property: some code has a KECCAK256 instruction's byte in it.
        let property = { (fuzzCase: FuzzCase) -> Bool in
            fuzzCase.accounts.contains { $0.code.contains(Opcode.keccak256.rawValue) }
        }
        var start = CaseGenerator(fork: .osaka, seed: 21, profile: .small).fuzzCase(at: index)
        start.accounts[1].code += [Opcode.keccak256.rawValue]
        var shrinker = Shrinker(attemptLimit: 10_000)
        let shrunk = shrinker.shrink(start, isKept: property)
        #expect(shrunk.accounts.count == 1)
        #expect(shrunk.accounts[0].storage.isEmpty)
        #expect(shrunk.accounts[0].balance.isZero)
        // At most the operand of a PUSH in which the byte may stand.
        #expect(shrunk.accounts[0].code.count <= 33)
        #expect(shrunk.transaction.type == .legacy)
        #expect(shrunk.transaction.data.isEmpty)
        #expect(shrunk.transaction.value.isZero)
        #expect(shrunk.block.baseFee.isZero)
        #expect(shrunk.isWellFormed)
    }

    @Test("A case stays as it is when every smaller one loses the property")
    func nothingToRemove() {
        let start = CaseGenerator(fork: .cancun, seed: 2, profile: .large).fuzzCase(at: 3)
        var shrinker = Shrinker(attemptLimit: 10_000)
        #expect(shrinker.shrink(start) { $0 == start } == start)
    }

    @Test("No more cases are tried than allowed")
    func attemptLimit() {
        let start = CaseGenerator(fork: .cancun, seed: 2, profile: .large).fuzzCase(at: 3)
        var attempts = 0
        var shrinker = Shrinker(attemptLimit: 25)
        _ = shrinker.shrink(start) { _ in
            attempts += 1
            return false
        }
        #expect(attempts == 25)
    }

    @Test("A jump over removed instructions still goes to its destination")
    func jumpsFollow() {
        // PUSH2 9 JUMP, four INVALIDs, STOP, JUMPDEST, PUSH1 1 PUSH0 SSTORE
        var start = FuzzCase.transfer
        start.accounts.insert(
            FuzzAccount(address: Address(0x777), code: Hex.decode("61000956fefefefe005b60015f55") ?? []),
            at: 0
        )
        start.transaction.gasLimit = 100_000
        let storesOne = { (fuzzCase: FuzzCase) -> Bool in
            // The jump is part of the property, so that it has to be kept working.
            guard fuzzCase.accounts.contains(where: { $0.code.contains(Opcode.jump.rawValue) }) else { return false }
            let outcome = CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome
            return OutcomeText.line(outcome, detail: .kind)?.contains(":0=1") ?? false
        }
        #expect(storesOne(start))
        var shrinker = Shrinker(attemptLimit: 10_000)
        let shrunk = shrinker.shrink(start, isKept: storesOne)
        #expect(shrunk.accounts.first { $0.address == Address(0x777) }?.code == Hex.decode("610004565b60015f55"))
    }
}
