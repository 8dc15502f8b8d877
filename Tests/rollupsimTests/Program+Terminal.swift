import Foundation
import Testing

extension Program {
    /// Runs the program on a terminal of its own.
    ///
    /// - Parameters:
    ///   - arguments: Of the program.
    ///   - width: Columns of the terminal.
    ///   - height: Its lines.
    ///   - environment: Variables beside those of a plain terminal.
    ///   - input: What somebody types; it may be more than the program reads.
    /// - Returns: Everything that the terminal shows, errors included.
    /// - Throws: When there is no terminal, or the program cannot be started.
    static func runOnTerminal(
        _ arguments: [String],
        width: UInt16,
        height: UInt16,
        environment: [String: String] = [:],
        input: String = ""
    ) throws -> Outcome {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&master, &slave, nil, nil, &size) == 0)
        let own = FileHandle(fileDescriptor: master, closeOnDealloc: true)
        let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ["TERM": "xterm-256color"].merging(environment) { $1 }
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = terminal
        try process.run()
        try terminal.close()
        if !input.isEmpty { try own.write(contentsOf: Data(input.utf8)) }
        var shown = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        // A terminal whose last user has left answers with an error.
        withExtendedLifetime(own) {
            while true {
                let count = read(master, &buffer, buffer.count)
                guard count > 0 else { break }
                shown.append(contentsOf: buffer[..<count])
            }
        }
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus,
            output: String(decoding: shown, as: UTF8.self),
            errors: ""
        )
    }
}
