import Foundation

/// JSON as every command prints it: keys sorted, indented, one document with a line break at its end.
package enum JSONText {
    /// Encodes a document.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package static func encode(_ document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
