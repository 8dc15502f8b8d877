/// Named sets of values that a rollup's `preset` can name beside the designs.
package struct PresetLibrary: Sendable {
    /// The presets, in the order of their names.
    package let presets: [PresetFile]

    /// A library of some presets; a later one takes the place of an earlier one of its name.
    package init(_ presets: [PresetFile]) {
        var byName: [String: PresetFile] = [:]
        for preset in presets { byName[preset.name] = preset }
        self.presets = byName.values.sorted { $0.name < $1.name }
    }

    /// The presets that this program carries.
    ///
    /// A file that cannot be read would be missing here, which a test rules out.
    package static let shipped = PresetLibrary(
        PresetTexts.all.compactMap { entry in
            try? PresetFile(name: "presets/\(entry.name).yaml", bytes: Array(entry.text.utf8))
        }
    )

    /// The names of the files that `shipped` is made of, and their texts.
    package static var shippedTexts: [(name: String, text: String)] { PresetTexts.all.map { ($0.name, $0.text) } }

    /// Designs that people ask for and that no contract of this project stands behind, each with the reason.
    package static let planned: [(name: String, reason: String)] = [
        (
            "scroll",
            "no enforced mode: no contract here locks the sequencer out when messages have waited too long, which is what "
                + "the design is about"
        )
    ]

    /// The preset of a name.
    package func preset(named name: String) -> PresetFile? { presets.first { $0.name == name } }

    /// A rollup's section with the values of the preset that it names, where it has none of its own.
    ///
    /// What comes from the preset stands, for diagnostics, where the section names it.
    ///
    /// - Returns: The section as it is to be read, and the preset's name; without one the section as it is, and nil.
    func resolve(_ node: DocumentNode) -> (node: DocumentNode, name: String?) {
        guard case .mapping(let entries) = node.content,
            let place = entries.firstIndex(where: { $0.key == "preset" }),
            let name = entries[place].value.text, let preset = preset(named: name)
        else { return (node, nil) }
        let value = entries[place].value
        var merged = entries
        merged[place] = DocumentNode.Entry(
            key: "preset",
            keyLocation: entries[place].keyLocation,
            value: DocumentNode(
                content: .scalar(preset.design.rawValue, isPlain: true),
                location: value.location,
                textOffset: nil
            )
        )
        for entry in preset.values where !entries.contains(where: { $0.key == entry.key }) {
            merged.append(entry.moved(to: value.location))
        }
        return (
            DocumentNode(content: .mapping(merged), location: node.location, textOffset: node.textOffset), name
        )
    }
}

extension PresetLibrary {
    /// Brings the proof systems into scope that the values of a rollup's preset name, and the scenario does not have.
    ///
    /// They stand, for diagnostics, where the section names the preset. Two presets can bring a system of one name only
    /// where it is the same system.
    ///
    /// - Parameters:
    ///   - node: The rollup's section.
    ///   - context: Where the names go.
    func bringProvers(of node: DocumentNode, context: ReadingContext) {
        guard case .mapping(let entries) = node.content,
            let value = entries.first(where: { $0.key == "preset" })?.value, let name = value.text,
            let preset = preset(named: name)
        else { return }
        let list = (entries + preset.values).first { $0.key == "provers" }?.value
        guard case .sequence(let items, _)? = list?.content else { return }
        let named = Set(items.compactMap(\.text))
        for entry in preset.provers where named.contains(entry.key) {
            let system = entry.key
            let isOwn = context.scope.provers[system] != nil && context.scope.proversOfPresets[system] == nil
            guard !isOwn, !context.scope.unreadProvers.contains(system) else { continue }
            guard let section = ProverSection(entry.moved(to: value.location), context: context) else {
                context.scope.unreadProvers.insert(system)
                continue
            }
            if let other = context.scope.provers[system], other != section {
                let owner = context.scope.proversOfPresets[system] ?? ""
                let message = "the presets `\(owner)` and `\(name)` have two proof systems of the name `\(system)`"
                let help = "write your own in the section `provers`"
                context.report(.duplicateName, message, at: value.location, help: help)
            }
            context.scope.provers[system] = section
            context.scope.proversOfPresets[system] = name
        }
    }
}

extension DocumentNode.Entry {
    /// The same, as if it stood somewhere else.
    fileprivate func moved(to location: SourceLocation) -> DocumentNode.Entry {
        DocumentNode.Entry(key: key, keyLocation: location, value: value.moved(to: location))
    }
}

extension DocumentNode {
    fileprivate func moved(to location: SourceLocation) -> DocumentNode {
        let content: Content =
            switch content {
            case .scalar: content
            case .sequence(let items, let isFlow): .sequence(items.map { $0.moved(to: location) }, isFlow: isFlow)
            case .mapping(let entries): .mapping(entries.map { $0.moved(to: location) })
            }
        return DocumentNode(content: content, location: location, textOffset: nil)
    }
}
