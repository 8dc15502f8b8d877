import ProofVerifier
import RISCVProver
import RISCVTestSupport
import Testing

/// Forged rows of one chip, each of which one rule alone refuses.
struct StoredForgeries {
    let judge: RowJudge
    let place: RowJudge.Place
    /// The rules that forgeries have shown to be needed.
    private(set) var shown: Set<String> = []

    /// Forgeries of a chip's rows in a run.
    init(_ chip: String, in run: GuestRun) throws {
        judge = try RowJudge(run)
        place = try judge.place(of: chip)
    }

    /// The cells of a row by the columns' names.
    func cells(row: Int) throws -> [String: Goldilocks] {
        let honest = try judge.honest(place, row: row)
        return Dictionary(uniqueKeysWithValues: zip(place.chip.columnNames, honest.cells.map(\.c0)))
    }

    /// The first row of which something holds.
    func row(where fits: ([String: Goldilocks]) -> Bool, at location: SourceLocation = #_sourceLocation) throws -> Int {
        let row = try (0..<judge.rowCount(place)).first { fits(try cells(row: $0)) }
        return try #require(row, sourceLocation: location)
    }

    /// Forges a row by the names of columns: an honest one, or one of zeros when `row` is nil.
    ///
    /// `rule` alone must refuse it. `granted` are interactions whose partners the forger has too, by their units
    /// (`RuleSurvey.unit(of:)`), and `changes` the cells.
    mutating func forge(
        _ rule: String,
        row: Int?,
        granted: Set<String> = [],
        _ changes: [String: Goldilocks],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        var places: [Int: Goldilocks] = [:]
        for (name, value) in changes {
            let column = try #require(place.chip.column(named: name), "\(name)", sourceLocation: location)
            places[column.index] = value
        }
        try forge(rule, row: row, granted: granted, places, at: location)
    }

    /// Forges a row by the places of columns.
    mutating func forge(
        _ rule: String,
        row: Int?,
        granted: Set<String> = [],
        _ changes: [Int: Goldilocks],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let honest = try row.map { try judge.honest(place, row: $0) } ?? judge.unused(place, row: 0)
        let verdict = try judge.verdict(place, honest, changing: changes)
        let unmet = Set(verdict.unmet.map { RuleSurvey.unit(of: $0) }).subtracting(granted)
        let refusals = verdict.broken.union(unmet)
        #expect(refusals == [rule], sourceLocation: location)
        if refusals == [rule] { shown.insert(rule) }
    }
}
