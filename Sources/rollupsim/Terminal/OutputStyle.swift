import ArgumentParser
import Foundation
import TextOutput

/// How reports on standard output look.
struct OutputStyle: ParsableArguments {
    /// When a report is coloured.
    enum Colour: String, CaseIterable, ExpressibleByArgument {
        /// On a terminal that shows colours, unless NO_COLOR is set (https://no-color.org).
        case auto
        /// Always.
        case always
        /// Never.
        case never
    }

    @Option(
        help: ArgumentHelp(
            "Columns of a report (default: the terminal's, and 80 where there is none).",
            valueName: "columns"
        )
    )
    var width: Int?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = Colour.auto

    func validate() throws {
        if let width, !(TextStyle.minimumWidth...Self.maximumWidth).contains(width) {
            throw ValidationError("--width is \(width), not \(TextStyle.minimumWidth) to \(Self.maximumWidth)")
        }
    }

    private static let maximumWidth = 1_000

    /// Whether somebody looks at standard output as it is written.
    static var isTerminal: Bool { isatty(FileHandle.standardOutput.fileDescriptor) == 1 }

    /// The style of this run of the program.
    var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        let isColoured =
            switch color {
            case .always: true
            case .never: false
            case .auto:
                Self.isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
            }
        return TextStyle(width: width ?? Self.terminalWidth ?? TextStyle.defaultWidth, isColoured: isColoured)
    }

    private static var terminalWidth: Int? {
        terminalSize.flatMap { $0.ws_col > 0 ? min(Int($0.ws_col), maximumWidth) : nil }
    }

    /// Lines of the terminal; nil where there is none, or it does not say.
    static var terminalHeight: Int? { terminalSize.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

    private static var terminalSize: winsize? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(FileHandle.standardOutput.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        return size
    }
}
