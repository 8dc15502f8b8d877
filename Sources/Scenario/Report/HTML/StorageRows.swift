import Primitives
import TextOutput

/// The slots of contracts that a step changed, by the names that their layouts have for them.
struct StorageRows {
    /// A contract on its chain.
    private struct Place: Hashable {
        let chain: ChainReference
        let address: Address
    }

    /// Most slots of one step that are listed.
    private static let maximumCount = 200

    private let names: AddressBook
    private var slots: [Place: StorageNames] = [:]

    /// Names for all slots that a run has changed.
    init(_ result: ScenarioResult) {
        names = result.names
        for change in result.timeline.flatMap(\.storage) {
            let place = Place(chain: change.chain, address: change.address)
            guard slots[place] == nil else { continue }
            slots[place] = names.on(change.chain).storageNames(of: change.address)
        }
    }

    /// The table of a step; empty when no slot changed.
    func markup(of entry: TimelineEntry) -> Markup {
        guard !entry.storage.isEmpty else { return "" }
        let rows = entry.storage.prefix(Self.maximumCount).map { change -> [Markup] in
            let own = names.on(change.chain)
            let name = slots[Place(chain: change.chain, address: change.address)]?.name(of: change.slot)
            let slot: Markup =
                name.map { "<span title=\"slot \(change.slot.hexQuantity)\">\($0.text.printable)</span>" }
                ?? "slot \(Self.short(change.slot))"
            let contract = "\(own.label(of: change.address)) on \(ExpressionValue.chain(change.chain))"
            return [
                "\(contract)", slot, "\(Self.word(change.before, name?.type, own))",
                "\(Self.word(change.after, name?.type, own))",
            ]
        }
        let count = entry.storage.count
        let cut: Markup =
            count > Self.maximumCount ? "<p>The first \(Self.maximumCount) of \(count) slots are shown.</p>" : ""
        return "<h4>Storage</h4>"
            + Markup.table(
                "Slots that the step changed",
                [("contract", false), ("slot", false), ("before", true), ("after", true)],
                Array(rows)
            ) + cut
    }

    /// A word as its type has it; without a type small words are numbers.
    private static func word(_ word: UInt256, _ type: String?, _ names: ChainNames) -> String {
        switch type {
        case let type? where type.hasPrefix("uint"): return grouped(word)
        case "bool": return word.isZero ? "false" : "true"
        case "address": return word.isZero ? "nobody" : names.label(of: Address(truncating: word))
        default: return word.asUInt64.map(\.grouped) ?? short(word)
        }
    }

    /// Digits in groups of three, as all reports have them.
    private static func grouped(_ number: UInt256) -> String {
        if let small = number.asUInt64 { return small.grouped }
        var text = ""
        for (index, digit) in number.description.reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// Hexadecimal, the middle of long words left out.
    private static func short(_ word: UInt256) -> String {
        let text = word.hexQuantity
        return text.count <= 20 ? text : "\(text.prefix(10))…\(text.suffix(8))"
    }
}
