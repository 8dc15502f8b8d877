import Primitives

extension ChipPolynomials {
    /// Refuses constraints that are zero whatever the columns hold, such as x - x: a rule that says nothing hides one
    /// that is missing.
    ///
    /// All are evaluated on one row that no author has chosen; a polynomial that is not zero vanishes there with
    /// probability 2^-190.
    ///
    /// - Throws: `MachineError.emptyRule`.
    func checkConstraints(of chip: Chip) throws(MachineError) {
        var stream = ChallengeStream(state: Keccak256.hash(Array("rollupsim empty rules".utf8)))
        let row = (0..<columnCount).map { _ in CubicExtension.sample { stream.nextWord() } }
        let outputs: [CubicExtension]
        do throws(VerificationError) {
            outputs = try values(on: row)
        } catch {
            throw .emptyRule(chip: chip.name, element: "a row of \(columnCount) columns")
        }
        for (index, constraint) in chip.constraints.enumerated() where outputs[index].isZero {
            throw .emptyRule(chip: chip.name, element: "constraint \(constraint.name)")
        }
    }
}
