import GasComparison
import Testing

/// Where lines cross, by hand.
@Suite("Break-even points")
struct BreakEvenTests {
    private static func line(_ name: String, _ points: [(size: UInt64, wei: UInt128)]) -> BreakEven.Line {
        BreakEven.Line(name, .l2Block, points: points)
    }

    @Test("Lines cross between two measured sizes, and where straight lines would is interpolated")
    func crossing() throws {
        // 100 + 21 n against 200: equal at n = 100 / 21 = 4.76.
        let linear = Self.line("linear", [1, 2, 5, 10].map { ($0, UInt128(100 + 21 * $0)) })
        let flat = Self.line("flat", [1, 2, 5, 10].map { ($0, 200) })
        let found = BreakEven.all(among: [linear, flat])
        let item = try #require(found.first)
        #expect(found.count == 1)
        #expect(item.cheaperBelow.mode == "linear" && item.cheaperAbove.mode == "flat")
        #expect(item.lower == 2 && item.upper == 5 && item.interpolated == "4.8")
        #expect(BreakEven.all(among: [flat, linear]) == found)
    }

    @Test("Nothing is said of sizes at which one of the two has no number")
    func gaps() throws {
        let short = Self.line("short", [(1, 10), (10, 100)])
        let long = Self.line("long", [(1, 50), (5, 50), (10, 50), (100, 50)])
        let item = try #require(BreakEven.all(among: [short, long]).first)
        // At 1 it is 40 below, at 10 it is 50 above: 1 + 9 * 40 / 90 = 5.0.
        #expect(item.lower == 1 && item.upper == 10 && item.interpolatedTenths == 50)
        #expect(BreakEven.all(among: [short, Self.line("other", [(2, 1), (20, 1_000)])]).isEmpty)
    }

    @Test("Lines that meet at a measured size and part again cross there, without interpolation")
    func equality() throws {
        let first = Self.line("first", [(1, 10), (2, 20), (3, 30)])
        let item = try #require(BreakEven.all(among: [first, Self.line("second", [(1, 20), (2, 20), (3, 20)])]).first)
        #expect(item.lower == 2 && item.upper == 2 && item.interpolated == "2.0")
        #expect(item.cheaperBelow.mode == "first" && item.cheaperAbove.mode == "second")
    }

    @Test("Lines that touch, or never part, do not cross")
    func touching() {
        let first = Self.line("first", [(1, 10), (2, 20), (3, 30)])
        #expect(BreakEven.all(among: [first, Self.line("touching", [(1, 20), (2, 20), (3, 40)])]).isEmpty)
        #expect(BreakEven.all(among: [first, Self.line("same", [(1, 10), (2, 20), (3, 30)])]).isEmpty)
        #expect(BreakEven.all(among: [first]).isEmpty)
    }

    @Test("Different statements are compared where both settle the L2 block, and are told to be different")
    func statements() throws {
        let points: [(size: UInt64, wei: UInt128)] = [(1, 10), (2, 30)]
        let other: [(size: UInt64, wei: UInt128)] = [(1, 20), (2, 20)]
        let claim = BreakEven.Line("claim", .unchallengedClaim, points: points)
        let item = try #require(BreakEven.all(among: [claim, Self.line("block", other)]).first)
        #expect(!item.isOfOneStatement && item.interpolated == "1.5" && !item.dependsOnPrices)
        // What settles nothing can stand in no settlement's place.
        for statement in SettledStatement.allCases {
            let line = BreakEven.Line("line", statement, points: points)
            #expect(BreakEven.all(among: [line, BreakEven.Line("proof", .foreignProof, points: other)]).isEmpty)
        }
    }

    @Test(
        "A crossing depends on the price of blob gas where one of the two pays it, and says so",
        arguments: [false, true]
    )
    func prices(_ paysForBlobs: Bool) throws {
        let block = Self.line("block", [(1, 10), (2, 30)])
        let other = BreakEven.Line("other", .l2Block, paysForBlobs: paysForBlobs, points: [(1, 20), (2, 20)])
        for lines in [[block, other], [other, block]] {
            #expect(try #require(BreakEven.all(among: lines).first).dependsOnPrices == paysForBlobs)
        }
    }

    @Test("The largest costs that a request allows do not overflow")
    func largest() throws {
        // A million full blocks for one batch, at the greatest price.
        let greatest = GasPrices(baseFee: GasPrices.range.upperBound)
        let most = greatest.wei(gas: 60_000_000_000_000, blobGas: 0)
        let rising = Self.line("rising", [(1, 0), (500, most)])
        let falling = Self.line("falling", [(1, most), (500, 0)])
        let item = try #require(BreakEven.all(among: [rising, falling]).first)
        #expect(item.interpolated == "250.5")
        let request = try #require(ComparisonRequest(cadence: 1))
        let all = greatest.wei(gas: .max, blobGas: .max)
        #expect(request.perHour(all) == all * 3600)
    }
}

/// Amounts of ether in tables.
@Suite("Prices of gas")
struct GasPriceTests {
    @Test(
        "Wei are told as ether with four digits that count",
        arguments: [
            (0, "0"), (1, "0.000000000000000001"), (21_000_000_000_000, "0.000021"), (999_949, "0.0000000000009999"),
            (999_950, "0.000000000001"), (1_234_500_000_000_000_000, "1.235"), (9_999_600_000_000_000_000, "10"),
            (123_456_000_000_000_000_000, "123.5"),
        ] as [(UInt128, String)]
    )
    func ether(wei: UInt128, text: String) {
        #expect(wei.ether == text)
    }

    @Test("Blob gas is assumed to cost a sixteenth of gas where nobody says what it does, and never nothing")
    func reserve() {
        // BLOB_BASE_COST * base fee / GAS_PER_BLOB = 8,192 / 131,072.
        #expect(GasPrices(baseFee: 1_000_000_000).blobBaseFee == 62_500_000)
        #expect(GasPrices(baseFee: 3).blobBaseFee == 1 && GasPrices(baseFee: 3).isBlobBaseFeeAssumed)
        #expect(!GasPrices(baseFee: 2, blobBaseFee: 7).isBlobBaseFeeAssumed)
        #expect(GasPrices(baseFee: 2, blobBaseFee: 7).wei(gas: 10, blobGas: 131_072) == 20 + 917_504)
    }
}
