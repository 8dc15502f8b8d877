package import Primitives

/// A machine together with what a program and public values mean on it: all that a verifier needs.
package protocol VerifiableMachine: Sendable {
    /// What is run.
    associatedtype Program: Hashable & Sendable
    /// What a run shows to everyone.
    associatedtype PublicValues: Sendable

    /// Name in reports.
    var name: String { get }
    /// Chips and buses.
    var machine: Machine { get }

    /// Collision-resistant digest of a program, the one that `MachineStatement` binds.
    func identity(of program: Program) -> Bytes32

    /// The fixed columns that a program gives.
    func programColumns(of program: Program) -> ProgramColumns

    /// The only encoding of public values.
    func encode(_ publicValues: PublicValues) -> [UInt8]

    /// What the verifier sends and receives for public values; nil when no run can have them.
    func publicFractions(of program: Program, publicValues: PublicValues) -> [PublicFraction]?
}

extension VerifiableMachine {
    /// What a proof of a run of a key's program says; nil when no run can have the public values.
    package func statement(
        _ key: MachineVerificationKey<Program>,
        publicValues: PublicValues
    ) -> MachineStatement? {
        publicFractions(of: key.program, publicValues: publicValues).map { fractions in
            MachineStatement(
                machine: machine,
                programIdentity: key.programIdentity,
                programColumns: key.programColumns,
                publicValues: encode(publicValues),
                publicFractions: fractions
            )
        }
    }

    /// What a proof of a run says; nil when no run can have the public values.
    package func statement(program: Program, publicValues: PublicValues) -> MachineStatement? {
        publicFractions(of: program, publicValues: publicValues).map { fractions in
            MachineStatement(
                machine: machine,
                programIdentity: identity(of: program),
                programColumns: programColumns(of: program),
                publicValues: encode(publicValues),
                publicFractions: fractions
            )
        }
    }
}
