import ProofProver
import ProofVerifier
import Testing
import ToyMachine

extension ToyForge {
    /// A forgery for every rule of the machine.
    static let all: [ToyForge] = addImmediate + branchNotEqual + load + store + halt + regions + buses

    static func forge(
        _ name: String,
        against rule: ToyRule,
        _ make: @escaping @Sendable () throws -> ToyForgery
    ) -> ToyForge {
        ToyForge(name: name, rule: rule) { air in try make().trace(air) }
    }

    /// Forgeries against the three rules of an access: its place on the memory bus, and both limbs of the time since
    /// the last one.
    ///
    /// - Parameters:
    ///   - access: The access's name in its chip.
    ///   - chip: The chip; the forged row is its first one.
    ///   - step: Number of the step in the program.
    ///   - program: A program in which that step has the slot.
    ///   - deviation: How the step takes a word from nowhere.
    /// - Returns: Three forgeries.
    static func access(
        _ access: String,
        of chip: String,
        step: Int,
        in program: @escaping @Sendable () throws -> ToyProgram,
        _ deviation: @escaping @Sendable (ToyDeviation.Timestamp) -> ToyDeviation
    ) -> [ToyForge] {
        [
            forge("\(access) from nowhere", against: .interactions(["\(access) old", "\(access) new"], of: chip)) {
                ToyForgery(program: try program(), deviations: ToyDeviations(steps: [step: [deviation(.initial)]]))
            },
            forge("\(access) cancels itself, lower limb -1", against: .interactions(["\(access) gap low"], of: chip)) {
                ToyForgery(program: try program(), deviations: ToyDeviations(steps: [step: [deviation(.own)]])) {
                    $0[chip, "\(access) gap low", 0] = -.one
                }
            },
            forge("\(access) cancels itself, upper limb -1", against: .interactions(["\(access) gap high"], of: chip)) {
                ToyForgery(program: try program(), deviations: ToyDeviations(steps: [step: [deviation(.own)]]))
            },
        ]
    }

    /// A forgery by splitting the first row of a chip into selectors 2 and -1.
    static func selector(of chip: String, in program: @escaping @Sendable () throws -> ToyProgram) -> ToyForge {
        forge("selectors 2 and -1", against: .constraint("used is boolean", of: chip)) {
            ToyForgery(program: try program()) { $0.splitSelector(of: chip) }
        }
    }

    /// A forgery by a row that control never reaches; the chip must not have another row.
    static func unreached(
        _ chip: String,
        _ program: @escaping @Sendable () throws -> ToyProgram,
        at index: Int
    ) -> ToyForge {
        forge("a row outside the run", against: .interactions(["control in", "control out"], of: chip)) {
            ToyForgery(
                program: try program(),
                deviations: ToyDeviations(afterEnd: [ToyLayout.programCounter(index)])
            )
        }
    }

    /// A forgery by running another instruction than the program's.
    static func decoding(
        _ chip: String,
        step: Int,
        in program: @escaping @Sendable () throws -> ToyProgram,
        as instruction: ToyInstruction
    ) -> ToyForge {
        forge("another instruction", against: .interactions(["instruction"], of: chip)) {
            ToyForgery(
                program: try program(),
                deviations: ToyDeviations(steps: [step: [.instruction(instruction.fields)]])
            )
        }
    }
}
