import Scenario
import TestSupport
import Testing

/// Reads thousands of damaged files: each is accepted or refused in words, and none traps.
@Suite struct MutationFuzzTests {
    private static let seed: UInt64 = 0xf022_2026
    private static let fragments: [[UInt8]] = [
        "- ", ": ", "? ", "{", "}", "[", "]", ",", "\"", "'", "|", ">", "#", "&a ", "*a", "!t ", "<<: ", "---\n",
        "...\n",
        "%", "\t", "\r", "\n", "\n  ", "\u{0}", "\u{2028}", "\u{feff}", "±", "≈", "\\", "0x", "~", "null", "ETH", "%",
        "(",
        ")", " and ", " not ", "1e9", "99999999999999999999999999", "-1", "\"\\uD800\"", "steps:", "group: g\n", "l1.",
        "\\x00",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<6)
    func damagedFilesNeverTrap(part: Int) throws {
        let seed = Self.seed &+ UInt64(part)
        var random = SplitMix64(seed: seed)
        let original = Array(ScenarioSamples.complete.utf8)
        var accepted = 0
        for round in 0..<500 {
            let bytes = Self.damaged(original, count: Int.random(in: 1...6, using: &random), &random)
            do {
                _ = try ScenarioDocument(name: "fuzz.yaml", bytes: bytes)
                accepted += 1
            } catch {
                let lineCount = bytes.count(where: { $0 == 0x0a }) + 2
                let problems = error.diagnostics
                #expect(!problems.isEmpty, "seed \(seed), round \(round)")
                #expect(problems.count <= 200, "seed \(seed), round \(round)")
                #expect(
                    problems.allSatisfy {
                        $0.location.line >= 1 && $0.location.line <= lineCount && $0.location.column >= 1
                    },
                    "seed \(seed), round \(round)"
                )
                #expect(error.rendered.contains("error: "), "seed \(seed), round \(round)")
            }
        }
        #expect(accepted < 450)
    }

    /// What is still a scenario is run, too: its contracts, arguments and expressions are the damaged ones.
    @Test(arguments: ["native-amm.yaml", "native-messages.yaml", "native-delegation.yaml", "native-own-contract.yaml"])
    func damagedContractsNeverTrap(name: String) throws {
        var random = SplitMix64(seed: Self.seed &+ 200)
        let original = Array(try ScenarioFolder.text(name).utf8)
        var runs = 0
        for round in 0..<400 {
            let bytes = Self.damaged(original, count: Int.random(in: 1...3, using: &random), &random)
            do {
                let document = try ScenarioDocument(name: "fuzz.yaml", bytes: bytes, files: ScenarioFolder.files)
                guard runs < 40 else { continue }
                runs += 1
                if case .fault(let reason) = ScenarioRun.run(document).verdict {
                    Issue.record("round \(round): \(reason)\n\(String(decoding: bytes, as: UTF8.self))")
                }
            } catch {
                #expect(error.rendered.contains("error: "), "round \(round)")
            }
        }
        #expect(runs > 10)
    }

    /// A load is read only: a digit more is a thousand transactions more.
    @Test func damagedLoadsAndMatricesNeverTrap() throws {
        var random = SplitMix64(seed: Self.seed &+ 300)
        let original = Array(try ScenarioFolder.text("native-load.yaml").utf8)
        var refused = 0
        for _ in 0..<1_000 {
            let bytes = Self.damaged(original, count: Int.random(in: 1...3, using: &random), &random)
            if (try? ScenarioDocument(name: "fuzz.yaml", bytes: bytes)) == nil { refused += 1 }
        }
        #expect(refused > 300)
    }

    @Test func damagedExpressionsNeverTrap() throws {
        var random = SplitMix64(seed: Self.seed &+ 100)
        let original = Array(
            "not (l1.balance(alice) + 2 wei == 7.5 ETH ± gas) or tx(dep).status in [success] and -1 < 5%".utf8
        )
        var refused = 0
        for _ in 0..<1500 {
            let bytes = Self.damaged(original, count: Int.random(in: 1...3, using: &random), &random)
            let text = String(decoding: bytes, as: UTF8.self).replacing("'", with: "''")
            if (try? ScenarioSamples.expressions([text])) == nil { refused += 1 }
        }
        #expect(refused > 700)
    }

    static func damaged(_ original: [UInt8], count: Int, _ random: inout SplitMix64) -> [UInt8] {
        var bytes = original
        for _ in 0..<count where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.removeSubrange(index..<end)
            case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 4: bytes.removeSubrange(index...)
            case 5:
                let other = Int.random(in: 0..<bytes.count, using: &random)
                bytes.swapAt(index, other)
            default:
                bytes.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: index)
            }
        }
        return bytes
    }
}
