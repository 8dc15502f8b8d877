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
        ("arbitrum-bold", "no bisection over many blocks: claims here are about one block, which EXECUTE decides"),
        ("scroll", "no enforced mode: nobody can force a batch past the sequencer yet"),
        ("starkex-validium", "a preset cannot bring the members of its committee yet"),
        ("taiko-pre-2026-07", "a preset cannot name the provers of its rollup yet"),
        ("taiko-shasta", "a preset cannot name the provers of its rollup yet"),
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
