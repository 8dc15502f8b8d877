public import Primitives

extension Address {
    /// Address of a contract made by CREATE or a transaction: keccak256(rlp([creator, nonce]))[12...] (Yellow Paper,
    /// section 7).
    ///
    /// - Parameters:
    ///   - creator: The account that creates.
    ///   - nonce: The creator's nonce before it is incremented for the creation.
    /// - Returns: The contract's address.
    public static func created(by creator: Address, nonce: UInt64) -> Address {
        let preimage = RLPEncoder.encodeList { list in
            list.append(creator)
            list.append(nonce)
        }
        return Address(truncating: Keccak256.hash(preimage).uint256)
    }

    /// Address of a contract made by CREATE2: keccak256(0xff || creator || salt || keccak256(init code))[12...]
    /// (EIP-1014).
    ///
    /// - Parameters:
    ///   - creator: The account that creates.
    ///   - salt: Chosen by the creator.
    ///   - initCodeHash: Keccak-256 of the init code.
    /// - Returns: The contract's address.
    public static func created(by creator: Address, salt: Bytes32, initCodeHash: Bytes32) -> Address {
        var preimage: [UInt8] = [0xff]
        preimage.reserveCapacity(85)
        preimage.append(contentsOf: creator.bytes)
        preimage.append(contentsOf: salt.bytes)
        preimage.append(contentsOf: initCodeHash.bytes)
        return Address(truncating: Keccak256.hash(preimage).uint256)
    }
}
