import Primitives
import StateTransition

extension CaseReduction {
    @Sendable
    static func transactionSimplifications(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        let transaction = fuzzCase.transaction
        var steps = [
            CaseReduction { becomeLegacy(&$0.transaction) },
            CaseReduction { $0.transaction.accessList = [] },
            CaseReduction { $0.transaction.value = .zero },
            CaseReduction { fuzzCase in
                fuzzCase.transaction.maxPriorityFeePerGas = fuzzCase.block.baseFee
                fuzzCase.transaction.maxFeePerGas = fuzzCase.block.baseFee
            },
            CaseReduction { $0.transaction.gasLimit /= 2 },
            CaseReduction { $0.transaction.gasLimit &-= $0.transaction.gasLimit / 8 },
        ]
        steps += transaction.accessList.indices.map { index in
            CaseReduction { $0.transaction.accessList.remove(at: index) }
        }
        steps += transaction.accessList.indices.flatMap { index in
            transaction.accessList[index].storageKeys.indices.map { key in
                CaseReduction { $0.transaction.accessList[index].storageKeys.remove(at: key) }
            }
        }
        steps += transaction.blobVersionedHashes.indices.map { index in
            CaseReduction { $0.transaction.blobVersionedHashes.remove(at: index) }
        }
        steps += transaction.authorizationList.indices.map { index in
            CaseReduction { $0.transaction.authorizationList.remove(at: index) }
        }
        return steps
    }

    /// Drops what only typed transactions have.
    private static func becomeLegacy(_ transaction: inout Transaction) {
        transaction.type = .legacy
        transaction.maxPriorityFeePerGas = transaction.maxFeePerGas
        transaction.accessList = []
        transaction.maxFeePerBlobGas = .zero
        transaction.blobVersionedHashes = []
        transaction.authorizationList = []
    }

    @Sendable
    static func calldataRemovals(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        // Of a creation it is code.
        let ranges =
            fuzzCase.transaction.to == nil
            ? Instructions(of: fuzzCase.transaction.data).chunks
            : [
                0..<fuzzCase.transaction.data.count,
                fuzzCase.transaction.data.count / 2..<fuzzCase.transaction.data.count,
            ]
        return ranges.map { range in
            CaseReduction { fuzzCase in
                fuzzCase.transaction.data = Instructions.removing(range, from: fuzzCase.transaction.data)
            }
        }
    }
}
