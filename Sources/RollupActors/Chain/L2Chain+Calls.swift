public import EVM
public import Primitives
import StateTransition
import StateTrie

extension L2Chain {
    /// Runs a message on the head's state as if it stood in a next block one second later, and keeps nothing of it.
    ///
    /// There is no sender to check and no fee to pay; the caller is the zero address.
    ///
    /// - Parameters:
    ///   - to: The called account.
    ///   - data: Call data.
    /// - Returns: How it ended.
    /// - Throws: `ActorError.l2` when a block cannot follow the head, or the state cannot be read.
    public func call(_ to: Address, _ data: [UInt8]) throws(ActorError) -> ExecutionResult {
        let attributes = BlockAttributes(
            timestamp: head.timestamp &+ 1,
            feeRecipient: head.feeRecipient,
            prevRandao: head.prevRandao,
            parentBeaconBlockRoot: head.parentBeaconBlockRoot,
            gasLimit: head.gasLimit,
            extraData: head.extraData
        )
        let header: BlockHeader
        do throws(InvalidBlock) {
            header = try BlockHeader.child(of: head, attributes: attributes, configuration: configuration)
        } catch {
            throw .l2(.invalid(error))
        }
        var execution: BlockExecution<NoTracer>
        do throws(BlockFailure) {
            execution = try BlockExecution(
                header: header,
                state: state(),
                ancestorHashes: ancestorHashes,
                configuration: configuration,
                precompiles: PrecompileTable(fork: .osaka),
                tracer: NoTracer()
            )
        } catch {
            throw .l2(error)
        }
        do throws(EVMFault<StateError>) {
            return try execution.call(from: .zero, to: to, value: .zero, data: data, gasLimit: head.gasLimit)
        } catch {
            throw .l2(.fault(error))
        }
    }

    /// Code of an account at the head.
    ///
    /// - Throws: `ActorError.state` when the state cannot be read.
    public func code(of account: Address) throws(ActorError) -> [UInt8] {
        var state = state()
        do {
            return try state.code(of: account)
        } catch {
            throw .state(error)
        }
    }
}
