import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

extension HashMachine {
    /// The tables of a run with a call of each hash, without rounds, and what these would have given and taken as the
    /// verifier's: rounds follow whatever the calls' rows say.
    func withoutRounds(
        _ tables: [TraceTable],
        _ boundary: [PublicFraction]
    ) -> (tables: [TraceTable], boundary: [PublicFraction]) {
        var (tables, boundary) = (tables, boundary)
        let keccak = tables[Place.keccakCall.rawValue]
        let sha256 = tables[Place.sha256Call.rawValue]
        func halves(_ words: [WordColumns]) -> [Column] { words.flatMap { [$0.low, $0.high] } }
        let before = halves(keccakCall.lanes.map(\.replaced)).map { keccak[$0, 0] }
        let after = halves(keccakCall.after).map { keccak[$0, 0] }
        let call = keccak[keccakCall.call.identity, 0]
        boundary.append(.receiving([call, .zero] + before, from: RISCVBuses.keccak))
        boundary.append(.sending([call, Goldilocks(24)] + after, to: RISCVBuses.keccak))
        let block = sha256[sha256Call.call.identity, 0]
        let state = halves(sha256Call.stateWords.map(\.replaced)).map { sha256[$0, 0] }
        let message = sha256Call.message.map { sha256[$0, 0] }
        let output = sha256Call.output.map { sha256[$0, 0] }
        let noSchedule = [Goldilocks](repeating: .zero, count: 16)
        boundary.append(.receiving([block, .zero] + state + message, from: RISCVBuses.sha256))
        boundary.append(.sending([block, Goldilocks(64)] + output + noSchedule, to: RISCVBuses.sha256))
        tables[Place.keccakRound.rawValue] = TraceTable(chip: keccakRound.chip)
        tables[Place.sha256Round.rawValue] = TraceTable(chip: sha256Round.chip)
        return (tables, boundary)
    }
}
