import Scenario

extension GasMeasurement {
    /// The transactions of one label, added up.
    package struct Kind: Sendable {
        /// What they do, in a word.
        package let label: String
        /// How many there are.
        package fileprivate(set) var count = 0
        /// Gas that was paid for.
        package fileprivate(set) var used: UInt64 = 0
        /// Gas that was due before anything ran, without calldata.
        package fileprivate(set) var intrinsic: UInt64 = 0
        /// Gas of calldata.
        package fileprivate(set) var calldata: UInt64 = 0
        /// Gas of calls, EXECUTE excepted.
        package fileprivate(set) var execution: UInt64 = 0
        /// Gas of EXECUTE.
        package fileprivate(set) var execute: UInt64 = 0
        /// What the calldata floor adds.
        package fileprivate(set) var floorTopUp: UInt64 = 0
        /// What was given back.
        package fileprivate(set) var refund: UInt64 = 0
        /// Blob gas.
        package fileprivate(set) var blobGas: UInt64 = 0

        /// The label, with the number of transactions where there are several.
        package var title: String { count == 1 ? label : "\(label) x \(count)" }
    }

    /// The transactions by labels, in the order in which these come up.
    package var kinds: [Kind] {
        var kinds: [Kind] = []
        for part in parts {
            let index = kinds.firstIndex { $0.label == part.label } ?? kinds.endIndex
            if index == kinds.endIndex { kinds.append(Kind(label: part.label)) }
            // Each is below a block's limit, and there are a few hundred.
            kinds[index].count += 1
            kinds[index].used &+= part.gas.used
            kinds[index].intrinsic &+= part.gas.intrinsic
            kinds[index].calldata &+= part.gas.calldata
            kinds[index].execution &+= part.gas.execution
            kinds[index].execute &+= part.gas.execute
            kinds[index].floorTopUp &+= part.gas.floorTopUp
            kinds[index].refund &+= part.gas.refund
            kinds[index].blobGas &+= part.blobGas
        }
        return kinds
    }
}
