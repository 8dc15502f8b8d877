import EVM
import L1Sim
import Primitives
import StateTransition
import Testing

@Suite struct CallTests {
    private let alice: Signer
    private var chain: L1Chain

    init() throws {
        alice = try Signer(1)
        chain = try makeChain()
        _ = try chain.produceBlock()
    }

    @Test mutating func callSeesTheHeadAndChangesNothing() throws {
        let counter = Contract.counting.address
        try chain.submit(alice.transaction(nonce: 0, to: counter))
        _ = try chain.produceBlock()
        let head = chain.headHash
        for _ in 0..<2 {
            let outcome = try chain.call(CallRequest(to: counter))
            #expect(outcome.succeeded)
            #expect(UInt256(truncatingBigEndian: outcome.output) == 2)
        }
        #expect(try chain.storage(of: counter, 0) == 1)
        #expect(chain.headHash == head)
    }

    @Test func callReportsRevertsAndHalts() throws {
        let reverted = try chain.call(CallRequest(to: Contract.reverting.address))
        #expect(reverted.status == .reverted(output: [0xab]))
        #expect(reverted.failure?.depth == 0)
        let halted = try chain.call(CallRequest(to: Contract.endless.address, gasLimit: 1000))
        #expect(halted.status == .halted(.outOfGas))
        #expect(halted.gasUsed == 1000)
        #expect(halted.output.isEmpty)
    }

    @Test func callRunsInTheNextBlocksEnvironment() throws {
        // PUSH1 1 NUMBER SUB BLOCKHASH, returned: the head's hash.
        let code: [UInt8] = [0x60, 0x01, 0x43, 0x03, 0x40, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3]
        let outcome = try chain.call(CallRequest(to: nil, data: code))
        #expect(outcome.output == chain.headHash.bytes)
    }

    @Test func estimateIsTheLeastGasLimitThatSucceeds() throws {
        for target in [Contract.recording.address, Contract.counting.address, Contract.logging.address, .zero] {
            let request = CallRequest(from: alice.address, to: target)
            guard case .gas(let gas) = try chain.estimateGas(request) else {
                Issue.record("no estimate for \(target.hex)")
                continue
            }
            for (gasLimit, succeeds) in [(gas, true), (gas - 1, false)] {
                var copy = chain
                let transaction = alice.transaction(nonce: 0, to: target, gasLimit: gasLimit)
                guard let hash = try? copy.submit(transaction) else {
                    #expect(!succeeds, "\(target.hex) was refused with the estimate")
                    continue
                }
                _ = try copy.produceBlock()
                #expect(copy.record(of: hash)?.succeeded == succeeds, "\(target.hex) with \(gasLimit) gas")
            }
        }
    }

    @Test func estimateOfWhatFailsSaysWhy() throws {
        let request = CallRequest(from: alice.address, to: Contract.reverting.address)
        guard case .fails(let status, let frame) = try chain.estimateGas(request) else {
            Issue.record("no failure")
            return
        }
        #expect(status == .reverted(output: [0xab]))
        #expect(frame?.address == Contract.reverting.address)
    }

    @Test func estimateOfWhatCannotBePaidIsInvalid() throws {
        let pauper = try Signer(99)
        guard case .invalid(.insufficientFunds) = try chain.estimateGas(CallRequest(from: pauper.address, to: .zero))
        else {
            Issue.record("not refused")
            return
        }
    }
}
