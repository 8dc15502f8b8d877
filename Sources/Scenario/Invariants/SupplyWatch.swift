import L1Sim
package import Primitives
import RollupActors
import StateTransition

/// What the invariants know of L1's ether.
package struct SupplyWatch: Sendable {
    /// Wei that all accounts of L1 hold.
    package var actual: UInt256
    /// Wei that they must hold: the genesis less what base fees and blob fees have burned.
    package private(set) var expected: UInt256
    private var cursor = L1Cursor(start: 1)

    /// A watch over a chain that has seen nothing beyond its genesis; `setup` when its ether exceeds 2^256 - 1 wei.
    init(_ l1: L1Chain) throws(SimulationFault) {
        do {
            expected = try l1.totalBalance(at: 0)
        } catch {
            throw .setup("the actors hold more ether on L1 than can be counted: \(error)")
        }
        actual = expected
    }

    /// Takes in the blocks since the last time; all of them where L1 has gone on from an earlier one.
    mutating func observe(_ l1: L1Chain) throws(SimulationFault) {
        let hasChanged = cursor.stepBack(on: l1)
        if hasChanged { self = try SupplyWatch(l1) }
        guard hasChanged || l1.block(number: cursor.nextBlock) != nil else { return }
        while let block = l1.block(number: cursor.nextBlock) {
            let blobFees = block.records.reduce(UInt256.zero) { $0 &+ $1.blobFee }
            expected = expected &- UInt256(block.header.gasUsed) &* block.header.baseFeePerGas &- blobFees
            cursor.pass(block)
        }
        do {
            actual = try l1.totalBalance()
        } catch {
            throw .l1(error)
        }
    }
}
