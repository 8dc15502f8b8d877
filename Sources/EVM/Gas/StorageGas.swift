import Primitives

/// Price and refund of one SSTORE on a warm slot (EIP-2200, with the constants of EIP-2929 and EIP-3529).
struct StorageWriteGas {
    /// Charge in gas, without the cold access.
    let cost: UInt64
    /// Change of the refund counter.
    let refund: Int64

    /// Applies the rules to the value at the start of the transaction, the value now, and the value to write.
    init(original: UInt256, current: UInt256, new: UInt256) {
        guard current != new else {
            cost = Gas.warmAccess
            refund = 0
            return
        }
        let clearRefund = Int64(Gas.storageClearRefund)
        guard current != original else {
            cost = original.isZero ? Gas.storageSet : Gas.storageReset
            refund = !original.isZero && new.isZero ? clearRefund : 0
            return
        }
        // The slot was written before in this transaction, which paid for it: only the refund changes.
        var refund: Int64 = 0
        if !original.isZero {
            if current.isZero { refund -= clearRefund }
            if new.isZero { refund += clearRefund }
        }
        if new == original {
            refund += Int64((original.isZero ? Gas.storageSet : Gas.storageReset) &- Gas.warmAccess)
        }
        cost = Gas.warmAccess
        self.refund = refund
    }
}
