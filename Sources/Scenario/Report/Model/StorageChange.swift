package import Primitives
import RollupActors
import StateTransition
import StateTrie

/// A slot of a contract's storage that holds another value after a step.
package struct StorageChange: Hashable, Sendable {
    /// The contract's chain.
    package let chain: ChainReference
    /// The contract.
    package let address: Address
    /// The slot.
    package let slot: UInt256
    /// Its word before the step.
    package let before: UInt256
    /// Its word after it.
    package let after: UInt256
}

extension StorageChange {
    /// Contracts of the protocol that write in every block, whatever a step does.
    private static let everyBlock = [SystemContract.beaconRoots.address, SystemContract.historyStorage.address]

    /// The changes of several blocks of a chain as one: slots with another word at the end, by address and slot.
    static func merged(_ blocks: [[AccountDifference]], on chain: ChainReference) -> [StorageChange] {
        struct Place: Hashable {
            let address: Address
            let slot: UInt256
        }
        var words: [Place: (before: UInt256, after: UInt256)] = [:]
        for account in blocks.joined() where !everyBlock.contains(account.address) {
            for change in account.storage {
                let place = Place(address: account.address, slot: change.slot)
                words[place] = (words[place]?.before ?? change.before, change.after)
            }
        }
        return words.filter { $0.value.before != $0.value.after }.map { place, word in
            StorageChange(
                chain: chain,
                address: place.address,
                slot: place.slot,
                before: word.before,
                after: word.after
            )
        }.sorted { ($0.address, $0.slot) < ($1.address, $1.slot) }
    }
}
