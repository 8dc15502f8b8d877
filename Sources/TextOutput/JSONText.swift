import Foundation

/// The one writer of JSON: keys sorted, so that the same values give the same bytes.
package enum JSONText {
    /// A document as every command prints it: indented, with a line break at its end.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package static func document(_ value: some Encodable) throws -> String {
        try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n"
    }

    /// One line, without a line break at its end.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package static func line(_ value: some Encodable) throws -> String {
        try text(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func text(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
