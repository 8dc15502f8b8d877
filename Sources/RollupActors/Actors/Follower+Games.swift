import EVM
import L1Sim
import Primitives
import RollupContracts
import StateTransition

/// A game as L1 has logged its beginning.
struct FollowedGame: Sendable {
    /// What the factory has logged.
    let creation: DisputeGameFactory.Creation
    /// What is claimed; nil when no calldata of a call of the factory holds it.
    let claim: DisputeClaim?
    /// The claimed block's transactions; nil when what was posted is no list of them.
    let transactions: [[UInt8]]?
    /// The L1 block that holds its beginning.
    let l1BlockNumber: UInt64

    /// Reads a log of the factory; nil when it is another event's.
    ///
    /// - Throws: `ActorError.foreignLog` when the log is not what the factory emits.
    init?(_ log: Log, of factory: Address, in record: TransactionRecord) throws(ActorError) {
        do throws(ABIError) {
            guard let creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data) else { return nil }
            self.creation = creation
        } catch {
            throw .foreignLog(address: log.address)
        }
        let data = record.transaction.to == factory ? record.transaction.data : []
        claim = DisputeGameFactory.claim(calldata: data)
        transactions = DisputeGameFactory.transactions(calldata: data)
        l1BlockNumber = record.blockNumber
    }
}

extension Follower {
    /// Takes in a transaction of a rollup with dispute games: claims are kept, those that become final executed, and
    /// those that the guardian takes back undone.
    mutating func followGames(of contracts: DisputeContracts, in record: TransactionRecord) throws(ActorError) {
        for log in record.logs {
            if log.address == contracts.factory {
                guard let game = try FollowedGame(log, of: contracts.factory, in: record) else { continue }
                games[game.creation.game] = game
            } else if log.address == rollup {
                let anchor: HybridRollup.Anchor?
                do throws(ABIError) {
                    anchor = try HybridRollup.Anchor(topics: log.topics, data: log.data)
                } catch {
                    throw .foreignLog(address: log.address)
                }
                guard let anchor else { continue }
                if let found = divergence, found.l2BlockNumber <= anchor.number { continue }
                stepBack(to: anchor.number, inL1Block: record.blockNumber)
                try adopt(anchor.game, inL1Block: record.blockNumber)
            }
        }
    }

    /// Executes the blocks from the derived head up to a game's, whose claim has become final with those before it.
    private mutating func adopt(_ game: Address, inL1Block l1BlockNumber: UInt64) throws(ActorError) {
        var path: [FollowedGame] = []
        var next = game
        while let followed = games[next], followed.creation.number > chain.head.number {
            path.append(followed)
            next = followed.creation.parent
        }
        for followed in path.reversed() {
            let reason: Divergence.Reason?
            if let claim = followed.claim {
                reason = try chain.adopt(claim, followed.transactions, of: configuration)
            } else {
                reason = .noMessage
            }
            guard let reason else { continue }
            divergence = Divergence(
                l1BlockNumber: l1BlockNumber,
                l2BlockNumber: followed.creation.number,
                reason: reason
            )
            return
        }
    }
}
