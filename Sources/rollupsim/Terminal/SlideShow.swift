import Foundation

/// Shows texts one at a time, the next on Enter; where nobody can press it, all of them with lines between.
struct SlideShow {
    private let slides: [String]

    init(_ slides: [String]) { self.slides = slides }

    /// Shows all, or as many as the reader wants: the end of standard input, or `q`, ends the show.
    ///
    /// A slide that is longer than the terminal is shown in parts, so that nothing scrolls away unread.
    func show() {
        let isWatched = OutputStyle.isTerminal && isatty(FileHandle.standardInput.fileDescriptor) == 1
        guard isWatched else {
            for (index, slide) in slides.enumerated() {
                writeToStandardOutput((index == 0 ? "" : "\n----\n\n") + slide)
            }
            return
        }
        for (index, slide) in slides.enumerated() {
            let parts = Self.parts(of: slide, height: OutputStyle.terminalHeight ?? Self.defaultHeight)
            for (number, part) in parts.enumerated() {
                writeToStandardOutput("\u{1B}[2J\u{1B}[H" + part + "\n")
                guard index < slides.count - 1 || number < parts.count - 1 else { return }
                let place = parts.count == 1 ? "" : ", part \(number + 1) of \(parts.count)"
                writeToStandardError("\(index + 1) of \(slides.count)\(place), Enter for the next, q to stop ")
                guard let answer = readLine(), answer != "q" else { return }
            }
        }
    }

    /// Lines of a terminal that does not say how many it has.
    private static let defaultHeight = 24

    /// A slide in parts that fit a terminal, with a line left for the prompt and one before it.
    private static func parts(of slide: String, height: Int) -> [String] {
        var lines = slide.split(separator: "\n", omittingEmptySubsequences: false)
        // The text ends in a line break.
        if lines.last?.isEmpty == true { lines.removeLast() }
        let room = max(1, height - 2)
        return stride(from: 0, to: max(lines.count, 1), by: room).map { start in
            lines[start..<min(start + room, lines.count)].map { $0 + "\n" }.joined()
        }
    }
}
