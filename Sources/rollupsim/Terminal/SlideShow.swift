import Foundation

/// Shows texts one at a time, the next on Enter; where nobody can press it, all of them with lines between.
struct SlideShow {
    private let slides: [String]

    init(_ slides: [String]) { self.slides = slides }

    /// Shows all, or as many as the reader wants: the end of standard input, or `q`, ends the show.
    func show() {
        let isWatched = OutputStyle.isTerminal && isatty(FileHandle.standardInput.fileDescriptor) == 1
        for (index, slide) in slides.enumerated() {
            guard isWatched else {
                writeToStandardOutput((index == 0 ? "" : "\n----\n\n") + slide)
                continue
            }
            writeToStandardOutput("\u{1B}[2J\u{1B}[H" + slide + "\n")
            guard index < slides.count - 1 else { return }
            writeToStandardError("\(index + 1) of \(slides.count), Enter for the next, q to stop ")
            guard let answer = readLine(), answer != "q" else { return }
        }
    }
}
