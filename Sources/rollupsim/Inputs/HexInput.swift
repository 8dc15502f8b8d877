import InputFiles
import Primitives
import TextOutput

/// Bytes that a command is given in hexadecimal, as an option or in a file.
enum HexInput {
    /// Most characters of a file; a block has no room for more calldata.
    private static let byteLimit = 1 << 25
    /// Most characters of a wrong text that are shown.
    private static let shownLimit = 40

    /// The bytes of an option, or else those of a file; nil when neither is given.
    ///
    /// Digits may stand behind `0x`, and blanks and line breaks around them.
    ///
    /// - Throws: The exit code for wrong usage.
    static func bytes(text: String?, option: String, file: String?) throws -> [UInt8]? {
        if let text { return try bytes(of: Array(text.utf8), named: option) }
        guard let file else { return nil }
        do {
            let characters =
                file == "-"
                ? try InputFile.readStandardInput(as: "standard input", upTo: byteLimit)
                : try InputFile.read(file, upTo: byteLimit)
            return try bytes(of: characters, named: file == "-" ? "standard input" : file)
        } catch let error as InputFileError {
            throw Exit.usage("\(error)")
        }
    }

    private static func bytes(of text: [UInt8], named name: String) throws -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]
        var digits = text.drop { blanks.contains($0) }
        while let last = digits.last, blanks.contains(last) { digits.removeLast() }
        if digits.count >= 2, digits.first == 0x30, digits[digits.startIndex + 1] | 0x20 == 0x78 {
            digits = digits.dropFirst(2)
        }
        if let wrong = digits.firstIndex(where: { Hex.digit($0) == nil }) {
            let place = wrong - digits.startIndex + 1
            let beginning = String(decoding: digits[wrong...].prefix(shownLimit), as: UTF8.self)
            throw Exit.usage("\(name): digit \(place) is not hexadecimal: \(quoted(beginning))")
        }
        guard let bytes = Hex.decode(digits: digits) else {
            throw Exit.usage("\(name): an odd number of hexadecimal digits: \(digits.count)")
        }
        return bytes
    }

    /// A wrong text as an error shows it, however long it is.
    static func quoted(_ text: String) -> String {
        text.count <= shownLimit ? "`\(text)`" : "`\(text.prefix(shownLimit - 1))…`"
    }
}
