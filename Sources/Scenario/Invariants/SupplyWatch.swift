import L1Sim
package import Primitives
import StateTransition

/// What the invariants know of L1's ether.
package struct SupplyWatch: Sendable {
    /// Wei that all accounts of L1 hold.
    package var actual: UInt256
    /// Wei that they must hold: the genesis less what base fees and blob fees have burned.
    package private(set) var expected: UInt256
    private var nextBlock: UInt64 = 1

    /// A watch over a chain that has seen nothing beyond its genesis; `setup` when its ether exceeds 2^256 - 1 wei.
    init(_ l1: L1Chain) throws(SimulationFault) {
        do {
            expected = try l1.totalBalance(at: 0)
        } catch {
            throw .setup("the actors hold more ether on L1 than can be counted: \(error)")
        }
        actual = expected
    }

    /// Takes in the blocks since the last time.
    mutating func observe(_ l1: L1Chain) throws(SimulationFault) {
        guard let first = l1.block(number: nextBlock) else { return }
        var block = first
        while true {
            let blobFees = block.records.reduce(UInt256.zero) { $0 &+ $1.blobFee }
            expected = expected &- UInt256(block.header.gasUsed) &* block.header.baseFeePerGas &- blobFees
            nextBlock += 1
            guard let next = l1.block(number: nextBlock) else { break }
            block = next
        }
        do {
            actual = try l1.totalBalance()
        } catch {
            throw .l1(error)
        }
    }
}
