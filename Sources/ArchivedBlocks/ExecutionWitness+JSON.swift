public import StateTransition
public import StrictJSON

extension ExecutionWitness {
    /// Reads `state`, `codes` and `headers`, each a list of byte strings, as archives and test fixtures write
    /// witnesses.
    ///
    /// - Throws: `JSONError`, naming the part.
    public init(_ json: JSONValue) throws(JSONError) {
        self.init(
            state: try Self.byteStrings(json["state"]),
            codes: try Self.byteStrings(json["codes"]),
            headers: try Self.byteStrings(json["headers"])
        )
    }

    private static func byteStrings(_ list: JSONValue) throws(JSONError) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        for item in try list.elements { strings.append(try item.bytes) }
        return strings
    }
}
