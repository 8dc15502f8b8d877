public import Primitives

extension Transaction {
    /// Bytes as they stand in a block: RLP for legacy, type byte and RLP otherwise (EIP-2718).
    public var encoded: [UInt8] {
        enveloped { list in
            encodeBody(into: &list)
            switch type {
            case .legacy:
                list.append(legacyV)
            case .accessList, .dynamicFee, .blob, .setCode, .proofCarrying:
                list.append(UInt64(yParity))
            }
            list.append(r)
            list.append(s)
        }
    }

    /// Keccak-256 of `encoded`, the transaction's name.
    public var hash: Bytes32 { Keccak256.hash(encoded) }

    /// What the sender signs.
    public var signingHash: Bytes32 {
        let preimage = enveloped { list in
            encodeBody(into: &list)
            if type == .legacy, let chainId {
                list.append(chainId)
                list.append(UInt64(0))
                list.append(UInt64(0))
            }
        }
        return Keccak256.hash(preimage)
    }

    /// Signature's v of a legacy transaction: 27 or 28, or with the chain id in it (EIP-155).
    private var legacyV: UInt256 {
        let parity = UInt256(UInt64(yParity))
        guard let chainId else { return parity &+ 27 }
        // At most 2 * 2^64 + 290, far below 2^256.
        return UInt256(chainId) &+ UInt256(chainId) &+ 35 &+ parity
    }

    private func enveloped(_ content: (inout RLPEncoder) -> Void) -> [UInt8] {
        let list = RLPEncoder.encodeList(content)
        return type == .legacy ? list : [type.rawValue] + list
    }

    /// Writes all fields before the signature.
    private func encodeBody(into list: inout RLPEncoder) {
        switch type {
        case .legacy:
            list.append(nonce)
            list.append(maxFeePerGas)
        case .accessList:
            list.append(chainId ?? 0)
            list.append(nonce)
            list.append(maxFeePerGas)
        case .dynamicFee, .blob, .setCode, .proofCarrying:
            list.append(chainId ?? 0)
            list.append(nonce)
            list.append(maxPriorityFeePerGas)
            list.append(maxFeePerGas)
        }
        list.append(gasLimit)
        if let to {
            list.append(to)
        } else {
            list.append(bytes: [])
        }
        list.append(value)
        list.append(bytes: data)
        if type != .legacy {
            list.appendList { entries in
                for entry in accessList {
                    entry.encode(into: &entries)
                }
            }
        }
        if type == .blob || type == .proofCarrying {
            list.append(maxFeePerBlobGas)
            list.appendList { hashes in
                for hash in blobVersionedHashes {
                    hashes.append(hash)
                }
            }
        }
        if type == .setCode {
            list.appendList { tuples in
                for authorization in authorizationList {
                    authorization.encode(into: &tuples)
                }
            }
        }
        if type == .proofCarrying {
            proofs.encode(into: &list)
        }
    }
}
