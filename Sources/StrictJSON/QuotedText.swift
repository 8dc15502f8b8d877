import TextOutput

/// Text of documents as messages quote it.
enum QuotedText {
    /// Most characters of a value that a message repeats.
    private static let characterLimit = 72

    /// The text in quotes, on one line and of bounded length.
    static func quoted(_ text: String) -> String {
        let shown = text.prefix(characterLimit)
        return "\"\(shown.printable)" + (shown.endIndex < text.endIndex ? "…\"" : "\"")
    }
}
