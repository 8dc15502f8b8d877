import Conformance
import StrictJSON
import TestSupport
import Testing

/// Every valid block of a pack's blockchain tests, with each part of its generated witness left out in turn.
struct WitnessRun {
    /// Parts that were left out.
    private(set) var counts = WitnessCounts()
    /// Tests that ended early, at a block that could not be imported.
    private(set) var unfinishedCount = 0

    init(_ pack: FixturePack, folder: String = "") throws {
        let root = try Fixtures.path(pack) + (folder.isEmpty ? "" : "/\(folder)")
        for file in Fixtures.files(in: root, suffix: ".json") {
            for test in try FixtureTest.all(in: JSONDocument(Fixtures.read(file))) where test.kind == .blockchainTest {
                try run(test)
            }
        }
        print("\(pack.name)/\(folder): \(counts.summary), unfinished tests: \(unfinishedCount)")
    }

    private mutating func run(_ test: FixtureTest) throws {
        let isFinished = try test.visitValidBlocks { block in
            let witness = WitnessCase(
                block: block.block,
                ancestors: block.ancestors,
                database: block.database,
                configuration: block.configuration
            )
            do throws(WitnessFlaw) {
                counts.add(try witness.check().counts)
            } catch {
                // Whether a block is imported as it must be is what the packs' own tests show.
                if case .notImported = error { return }
                Issue.record("\(test.name): \(error)")
            }
        }
        if !isFinished { unfinishedCount += 1 }
    }
}
