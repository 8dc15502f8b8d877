import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie
import Testing

/// What the execution layer alone can see of the two fields that a beacon chain fixes.
///
/// `parent_beacon_block_root` goes to a contract's storage (EIP-4788), so a wrong one leads to another state root.
/// `prev_randao` shows only if a transaction reads it; otherwise nothing but the block's hash depends on it, and only a
/// consensus client can tell that it is wrong.
@Suite struct ExecutionRootTests {
    private func executionRejection(
        calling contract: Address,
        _ change: (inout BlockHeader) -> Void
    ) throws -> InvalidBlock? {
        var chain = try makeChain()
        try chain.submit(Signer(1).transaction(nonce: 0, to: contract))
        var block = try Block(decoding: chain.proposal().rlp)
        change(&block.header)
        var tracer = NoTracer()
        let state = try genesisState(of: chain)
        #expect(state.openedRoot == chain.head.stateRoot)
        do throws(BlockFailure) {
            _ = try BlockProcessor.importBlock(
                block,
                parent: chain.head,
                state: state,
                ancestorHashes: [chain.headHash],
                configuration: chain.configuration,
                precompiles: { PrecompileTable(fork: $0) },
                tracer: &tracer
            )
            return nil
        } catch {
            guard case .invalid(let reason) = error else { return nil }
            return reason
        }
    }

    @Test func wrongBeaconRootShowsInTheStateRoot() throws {
        let reason = try executionRejection(calling: Contract.logging.address) { $0.parentBeaconBlockRoot = .zero }
        #expect(reason?.isWrongStateRoot == true)
    }

    @Test func wrongRandaoShowsOnlyWhenItIsRead() throws {
        let unread = try executionRejection(calling: Contract.logging.address) { $0.prevRandao = .zero }
        #expect(unread == nil)
        let other = Bytes32(UInt256(1))
        let read = try executionRejection(calling: Contract.random.address) { $0.prevRandao = other }
        #expect(read?.isWrongStateRoot == true)
    }
}
