import EVM
import Primitives
import StateTransition
public import StateTrie

extension L1Chain {
    /// What the transactions of a block, and the protocol's calls before them, have changed.
    ///
    /// The block is executed once more on its parent's state.
    ///
    /// - Parameter number: Height of the block, above genesis.
    /// - Returns: The accounts that differ, by address, each with its slots.
    /// - Throws: `L1Error.unknownBlock`; `.state` when the parent's state was forgotten.
    public func differences(ofBlock number: UInt64) throws(L1Error) -> [AccountDifference] {
        guard number > 0, let block = history[number], let parent = history[number - 1] else {
            throw .unknownBlock(number: number, head: head.number)
        }
        var execution: BlockExecution<NoTracer>
        do throws(BlockFailure) {
            execution = try reexecution(of: block, on: parent.header, tracer: NoTracer())
            for record in block.records { _ = try execution.apply(record.transaction, inPlaceOf: record) }
        } catch {
            throw L1Error(error)
        }
        do {
            return try execution.state.differences()
        } catch {
            throw .state(error)
        }
    }
}
