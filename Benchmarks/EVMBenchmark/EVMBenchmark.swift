import EVM
import Foundation
import Primitives
import StateTransition
import StateTrie

/// Times programs on request, so that a peer can run beside it in turn.
///
/// Arguments: fixture files. Each program runs once under its fixture's rules and must have its result. Prints one JSON
/// line per program with all that a peer needs to run it, then `ready`. After that each input line `INDEX FORK COUNT`
/// runs a program, and the answer `NANOSECONDS GAS` is the fastest run's; `error TEXT` tells that it cannot run under
/// that fork.
@main
struct EVMBenchmark {
    static func main() {
        do {
            try serve()
        } catch {
            FileHandle.standardError.write(Data("EVMBenchmark: \(error)\n".utf8))
            exit(2)
        }
    }

    private static func serve() throws {
        let programs = try CommandLine.arguments.dropFirst().flatMap { try BenchmarkProgram.read($0) }
        for program in programs {
            try BenchmarkRun(program, fork: program.fork).verify()
            print(try program.peerDescription())
        }
        print("ready")
        fflush(nil)
        var runs: [String: BenchmarkRun] = [:]
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let index = Int(words[0]), programs.indices.contains(index),
                let fork = Fork(fixtureName: words[1]), let count = Int(words[2])
            else { throw BenchmarkError.unreadable(line) }
            do {
                let key = "\(index) \(fork.name)"
                let run: BenchmarkRun
                if let known = runs[key] {
                    run = known
                } else {
                    run = try BenchmarkRun(programs[index], fork: fork)
                    runs[key] = run
                }
                try report(run, count: count)
            } catch {
                print("error \(error)")
            }
            fflush(nil)
        }
    }

    private static func report(_ run: BenchmarkRun, count: Int) throws {
        var best = Duration.seconds(1_000_000)
        var gas: UInt64 = 0
        for _ in 0..<count {
            let result = try run.execute()
            best = min(best, result.time)
            gas = result.gas
        }
        let (seconds, attoseconds) = best.components
        print("\(seconds * 1_000_000_000 + attoseconds / 1_000_000_000) \(gas)")
    }
}
