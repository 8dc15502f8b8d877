public import Primitives

/// Signed permission to run another account's code in the name of the signer (EIP-7702).
public struct Authorization: Hashable, Sendable {
    /// Chain on which the permission holds, or 0 for every chain.
    public var chainId: UInt256
    /// Account whose code the signer delegates to; the zero address ends a delegation.
    public var address: Address
    /// The signer's nonce at the moment of application.
    public var nonce: UInt64
    /// Parity of the signature's y, valid when 0 or 1.
    public var yParity: UInt8
    /// Signature's r.
    public var r: UInt256
    /// Signature's s.
    public var s: UInt256

    /// Makes a permission that is not signed yet.
    public init(chainId: UInt256, address: Address, nonce: UInt64) {
        self.chainId = chainId
        self.address = address
        self.nonce = nonce
        yParity = 0
        r = .zero
        s = .zero
    }

    /// First byte of the signed message (EIP-7702 `MAGIC`).
    static let magic: UInt8 = 0x05

    /// What the authority signs: keccak256(0x05 || rlp([chain_id, address, nonce])).
    public var signingHash: Bytes32 {
        let body = RLPEncoder.encodeList { list in
            list.append(chainId)
            list.append(address)
            list.append(nonce)
        }
        return Keccak256.hash([Authorization.magic] + body)
    }

    /// The same permission with a signature over `signingHash`.
    public func signed(r: UInt256, s: UInt256, yParity: UInt8) -> Authorization {
        var copy = self
        copy.r = r
        copy.s = s
        copy.yParity = yParity
        return copy
    }

    /// The account that signed, or nil when the signature is invalid: then the permission is skipped, not an error.
    public func authority() -> Address? {
        SignatureRecovery.publicKey(of: signingHash, r: r, s: s, yParity: yParity).map(Address.init(publicKey:))
    }
}

extension Authorization {
    static func decodeList(_ decoder: inout RLPDecoder) throws(RLPError) -> [Authorization] {
        var list = try decoder.readList()
        var authorizations: [Authorization] = []
        while !list.isAtEnd {
            var tuple = try list.readList()
            var authorization = Authorization(
                chainId: try tuple.readUInt256(),
                address: try tuple.readAddress(),
                nonce: try tuple.readUInt64()
            )
            guard let yParity = UInt8(exactly: try tuple.readUInt64()) else { throw .integerOverflow }
            authorization.yParity = yParity
            authorization.r = try tuple.readUInt256()
            authorization.s = try tuple.readUInt256()
            try tuple.finish()
            authorizations.append(authorization)
        }
        return authorizations
    }

    func encode(into encoder: inout RLPEncoder) {
        encoder.appendList { tuple in
            tuple.append(chainId)
            tuple.append(address)
            tuple.append(nonce)
            tuple.append(UInt64(yParity))
            tuple.append(r)
            tuple.append(s)
        }
    }
}
