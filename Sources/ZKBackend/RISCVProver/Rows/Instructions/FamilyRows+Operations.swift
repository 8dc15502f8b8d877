import ProofVerifier
import RISCVMachine

extension FamilyRows {
    /// 1 when a row's operation is one of two.
    @inline(__always)
    func operation(_ row: Int, isOneOf a: MachineOperation, _ b: MachineOperation) -> Goldilocks {
        let operation = instruction(row).operation
        return operation == a || operation == b ? .one : .zero
    }

    /// 1 when a row's operation is one of three.
    @inline(__always)
    func operation(
        _ row: Int,
        isOneOf a: MachineOperation,
        _ b: MachineOperation,
        _ c: MachineOperation
    ) -> Goldilocks {
        let operation = instruction(row).operation
        return operation == a || operation == b || operation == c ? .one : .zero
    }
}
