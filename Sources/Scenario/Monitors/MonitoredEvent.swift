import EVM
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// Something that a rollup's contracts have logged and that monitors look for.
enum MonitoredEvent {
    /// A multi-proof rollup is in another mode.
    case mode(MultiProofPortal.Mode?, MultiProofPortal.Cause?)
    /// Withdrawals of a portal, or dispute games, are stopped until a time in seconds since 1970.
    case pause(until: UInt64)
    /// Another contract is announced to decide games from a time on, in seconds since 1970.
    case announcement(Address, readyAt: UInt64)
    /// An announcement is taken back.
    case cancellation(Address)
    /// So many members of a council agree on another contract.
    case approval(Address, count: UInt64)
    /// Another contract decides games.
    case upgrade(Address)

    /// The rule that it is for.
    var rule: MonitorSection.Rule {
        switch self {
        case .mode: .modeChange
        case .pause: .pause
        case .announcement, .cancellation, .approval, .upgrade: .upgrade
        }
    }

    /// Whether it is a change of mode that stops the rollup.
    var isAlsoPause: Bool {
        guard case .mode(.paused, _) = self else { return false }
        return true
    }

    /// The contracts of a rollup that log such things.
    static func sources(of configuration: RollupConfiguration, contract: Address, _ bridge: Address) -> [Address] {
        switch configuration.settlement {
        case .dispute(let dispute, let contracts):
            dispute.governance == nil ? [contract] : [contract, contracts.upgradeableVerifier]
        case .multiProof: [contract]
        case .execute, .optimistic: configuration.portal == nil ? [] : [bridge]
        }
    }

    /// Reads a log of one of these contracts; nil when it is nothing of the kind.
    ///
    /// - Throws: `ActorError.foreignLog` when the log is not what the contract emits.
    init?(_ log: Log, of configuration: RollupConfiguration, _ bridge: Address) throws(ActorError) {
        do throws(ABIError) {
            switch configuration.settlement {
            case .dispute:
                var event = try Self.governance(log)
                if event == nil { event = try Self.gamesPause(log) }
                guard let event else { return nil }
                self = event
            case .multiProof:
                guard log.topics.first == MultiProofPortal.EventLayout.modeChanged.topic else { return nil }
                let fields = try MultiProofPortal.EventLayout.modeChanged.decode(topics: log.topics, data: log.data)
                guard let mode = fields[0].asUInt64, let cause = fields[2].asUInt64 else { throw .outOfRange(at: 0) }
                self = .mode(MultiProofPortal.Mode(rawValue: mode), MultiProofPortal.Cause(rawValue: cause))
            case .execute, .optimistic:
                guard case .paused(let until) = try Portal.Event(topics: log.topics, data: log.data) else { return nil }
                self = .pause(until: until)
            }
        } catch {
            throw .foreignLog(address: log.address)
        }
    }

    private static func gamesPause(_ log: Log) throws(ABIError) -> MonitoredEvent? {
        guard log.topics.first == HybridRollup.EventLayout.pausedUntil.topic else { return nil }
        let fields = try HybridRollup.EventLayout.pausedUntil.decode(topics: log.topics, data: log.data)
        guard let until = fields[0].asUInt64 else { throw .outOfRange(at: 0) }
        // Zero is the end of a pause.
        return until == 0 ? nil : .pause(until: until)
    }

    private static func governance(_ log: Log) throws(ABIError) -> MonitoredEvent? {
        typealias Layout = UpgradeableVerifier.EventLayout
        let layouts = [Layout.upgradeScheduled, Layout.upgradeCancelled, Layout.upgradeApproved, Layout.upgraded]
        guard let layout = layouts.first(where: { $0.topic == log.topics.first }) else { return nil }
        let fields = try layout.decode(topics: log.topics, data: log.data)
        guard let contract = fields[0].asAddress else { throw .outOfRange(at: 0) }
        switch layout.topic {
        case Layout.upgradeScheduled.topic:
            guard let time = fields[1].asUInt64 else { throw .outOfRange(at: 1) }
            return .announcement(contract, readyAt: time)
        case Layout.upgradeCancelled.topic: return .cancellation(contract)
        case Layout.upgradeApproved.topic:
            guard let count = fields[4].asUInt64 else { throw .outOfRange(at: 4) }
            return .approval(contract, count: count)
        default: return .upgrade(contract)
        }
    }

    /// What a monitor says of it.
    func words(in simulation: Simulation) -> String {
        func name(_ address: Address) -> String { simulation.names.on(.l1).label(of: address) }
        func time(_ seconds: UInt64) -> String {
            seconds < simulation.startTime ? "the beginning" : (seconds - simulation.startTime).clockTime
        }
        switch self {
        case .mode(let mode, let cause):
            return "the mode is \(mode?.name ?? "unknown"), because of \(cause?.name ?? "something unknown")"
        case .pause(let until): return "stopped until \(time(until))"
        case .announcement(let contract, let readyAt):
            return "\(name(contract)) is announced, and can be in force from \(time(readyAt)) on"
        case .cancellation(let contract): return "the announcement of \(name(contract)) is taken back"
        case .approval(let contract, let count):
            return "\(count) of the council \(count == 1 ? "agrees" : "agree") on \(name(contract))"
        case .upgrade(let contract): return "\(name(contract)) is in force"
        }
    }
}
