import L1Sim
import Primitives
import StateTransition
import Testing

/// Calls that the protocol makes in the first block from a time on.
@Suite("Scheduled system calls")
struct ScheduledCallTests {
    @Test("The call is made once, in the first block from its time on, before the transactions and at no gas")
    func once() throws {
        var chain = try makeChain()
        let due = chain.clock.now + 3 * 12
        try chain.schedule(ScheduledSystemCall(timestamp: due, address: Contract.counting.address, input: []))
        var counts: [UInt256] = []
        var gas: [UInt64] = []
        for _ in 0..<5 {
            try chain.submit(Signer(1).transaction(nonce: UInt64(counts.count), to: Contract.counting.address))
            let produced = try chain.produceBlock()
            counts.append(try chain.storage(of: Contract.counting.address, .zero))
            gas.append(produced.block.header.gasUsed)
        }
        // Each block's transaction counts one; the third is the due one and counts two.
        #expect(counts == [1, 2, 4, 5, 6])
        #expect(gas.dropFirst().allSatisfy { $0 == gas[1] })
    }

    @Test("A missed slot does not lose the call")
    func missedSlot() throws {
        var chain = try makeChain()
        let due = chain.clock.now + 12
        try chain.schedule(ScheduledSystemCall(timestamp: due, address: Contract.counting.address, input: []))
        try chain.skip(to: due + 100 * 12)
        _ = try chain.produceBlock()
        #expect(try chain.storage(of: Contract.counting.address, .zero) == 1)
    }

    @Test("A block is invalid when its call fails or its contract is not there")
    func failing() throws {
        for address in [Contract.reverting.address, Address(0xdead)] {
            var chain = try makeChain()
            let honest = chain
            try chain.schedule(
                ScheduledSystemCall(timestamp: try #require(chain.nextProposalTime), address: address, input: [])
            )
            let rule: InvalidBlock =
                address == Contract.reverting.address
                ? .systemContractFailed(address) : .systemContractMissing(address)
            #expect(throws: L1Error.self) { try chain.produceBlock() }
            // A block that another node has built, which knows of no call.
            var other = honest
            try other.skip(to: try #require(other.nextProposalTime))
            try chain.skip(to: other.clock.now)
            let proposal = try other.proposal()
            #expect(throws: BlockRejection.invalid(rule)) { try chain.importBlock(proposal.rlp) }
        }
    }

    @Test("Nothing is scheduled for the past")
    func past() throws {
        var chain = try makeChain()
        _ = try chain.produceBlock()
        #expect(throws: L1Error.self) {
            try chain.schedule(
                ScheduledSystemCall(
                    timestamp: chain.head.timestamp,
                    address: Contract.counting.address,
                    input: []
                )
            )
        }
    }
}
