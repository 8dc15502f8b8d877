import Primitives

// Persistent and transient storage (EIP-2200, EIP-2929, EIP-3529, EIP-1153).
extension Machine {
    /// SLOAD.
    mutating func sload() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1) else { return false }
        let slot = frame.pointee.pop()
        let address = frame.pointee.address
        let isCold = host.pointee.accessStorage(address, slot)
        guard frame.pointee.charge(isCold ? Gas.coldStorageAccess : Gas.warmAccess) else { return false }
        frame.pointee.push(try host.pointee.storage(address, slot))
        return true
    }

    /// SSTORE.
    mutating func sstore() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 2, pushes: 0) else { return false }
        if frame.pointee.isStatic { return frame.pointee.halt(.staticStateChange) }
        // A callee that runs on the stipend must not change storage, though a warm write would be cheap enough.
        if frame.pointee.gasLeft <= Gas.storageStipendSentry { return frame.pointee.halt(.outOfGas) }
        let slot = frame.pointee.pop()
        let value = frame.pointee.pop()
        let address = frame.pointee.address
        if host.pointee.accessStorage(address, slot) {
            guard frame.pointee.charge(Gas.coldStorageAccess) else { return false }
        }
        let (original, current) = try host.pointee.storageForWrite(address, slot)
        let gas = StorageWriteGas(original: original, current: current, new: value)
        guard frame.pointee.charge(gas.cost) else { return false }
        refund &+= gas.refund
        if value != current { try host.pointee.setStorage(address, slot, value) }
        return true
    }

    /// TLOAD.
    mutating func tload() -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1), frame.pointee.charge(Gas.transientAccess) else {
            return false
        }
        let slot = frame.pointee.pop()
        frame.pointee.push(host.pointee.transientStorage(frame.pointee.address, slot))
        return true
    }

    /// TSTORE.
    mutating func tstore() -> Bool {
        guard frame.pointee.checkStack(pops: 2, pushes: 0) else { return false }
        if frame.pointee.isStatic { return frame.pointee.halt(.staticStateChange) }
        guard frame.pointee.charge(Gas.transientAccess) else { return false }
        let slot = frame.pointee.pop()
        let value = frame.pointee.pop()
        host.pointee.setTransientStorage(frame.pointee.address, slot, value)
        return true
    }
}
