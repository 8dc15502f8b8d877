import Foundation

/// An oracle in a process of its own: cases go to its standard input, answers come from its standard output.
///
/// A batch is a line for each case and an empty line; the program answers nothing before that, then a line for each
/// case. So neither side writes while the other does, and no pipe can fill up on both ends.
package final class OracleProcess: Oracle {
    private let name: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var received: [UInt8] = []
    private var readPosition = 0

    /// Starts a program.
    ///
    /// - Parameter command: Path of the program, and its arguments.
    /// - Throws: `OracleError.notStarted`.
    package init(command: [String]) throws(OracleError) {
        name = command.joined(separator: " ")
        guard let program = command.first else { throw .notStarted(program: "(no command)") }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            throw .notStarted(program: program)
        }
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    package func answers(to cases: [FuzzCase], meanwhile: () -> Void) throws(OracleError) -> [OracleAnswer] {
        let request = cases.map { $0.oracleLine + "\n" }.joined() + "\n"
        do {
            try input.fileHandleForWriting.write(contentsOf: Data(request.utf8))
        } catch {
            throw .ended(program: name)
        }
        meanwhile()
        var answers: [OracleAnswer] = []
        for _ in cases {
            answers.append(OracleAnswer(line: try readLine()))
        }
        return answers
    }

    private func readLine() throws(OracleError) -> String {
        var searched = readPosition
        while true {
            if let end = received[searched...].firstIndex(of: 0x0a) {
                let line = String(decoding: received[readPosition..<end], as: UTF8.self)
                readPosition = end + 1
                return line
            }
            if readPosition > 0 {
                received.removeFirst(readPosition)
                readPosition = 0
            }
            searched = received.count
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw .ended(program: name) }
            received.append(contentsOf: data)
        }
    }
}
