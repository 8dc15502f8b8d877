public import Primitives

/// `TokenVault.vy` on L1: locks ERC-20 tokens behind those that `TokenFactory` mints on L2, and releases them.
public enum TokenVault {
    /// Init code of a deployment upon a contract that sends and delivers messages.
    public static func initCode(gateway: Address) -> [UInt8] { artifact.initCode([.address(gateway)]) }

    /// Calldata of the deployer that names the other end, once.
    public static func connect(factory: Address) -> [UInt8] { Function.connect.encodeCall([.address(factory)]) }

    /// Calldata that locks units of a token, which the vault must have been allowed to take, for an account on L2.
    public static func lock(token: Address, amount: UInt256, to: Address) -> [UInt8] {
        Function.lock.encodeCall([.address(token), .uint(amount), .address(to)])
    }
}

/// `TokenFactory.vy` on L2: mints the units of locked tokens, and burns what is to go back to L1.
public enum TokenFactory {
    /// Init code of a deployment.
    ///
    /// - Parameters:
    ///   - messenger: Contract on L2 that sends and delivers messages.
    ///   - vault: The other end, on L1.
    ///   - implementation: A `BridgedToken` on L2, whose code all tokens run.
    /// - Returns: Init code with its arguments.
    public static func initCode(
        messenger: Address = L2Messenger.address,
        vault: Address,
        implementation: Address
    ) -> [UInt8] {
        artifact.initCode([.address(messenger), .address(vault), .address(implementation)])
    }

    /// Calldata that burns units on L2 of a token on L1, for an account on L1.
    public static func burn(token: Address, amount: UInt256, to: Address) -> [UInt8] {
        Function.burn.encodeCall([.address(token), .uint(amount), .address(to)])
    }

    /// Address that the L2 token of an L1 token has or will have (EIP-1014, with the L1 token as salt).
    ///
    /// - Parameters:
    ///   - l1Token: The token on L1.
    ///   - factory: The factory on L2.
    ///   - implementation: What its tokens' proxies run.
    /// - Returns: The address, made or not.
    public static func tokenAddress(l1Token: Address, factory: Address, implementation: Address) -> Address {
        // Init code that returns the rest, and a proxy that delegates all to an address (EIP-1167).
        let creation: [UInt8] = [0x60, 0x2d, 0x3d, 0x81, 0x60, 0x09, 0x3d, 0x39, 0xf3]
        let head: [UInt8] = [0x36, 0x3d, 0x3d, 0x37, 0x3d, 0x3d, 0x3d, 0x36, 0x3d, 0x73]
        let tail: [UInt8] = [0x5a, 0xf4, 0x3d, 0x82, 0x80, 0x3e, 0x90, 0x3d, 0x91, 0x60, 0x2b, 0x57, 0xfd, 0x5b, 0xf3]
        let codeHash = Keccak256.hash(creation + head + implementation.bytes + tail)
        let salt = Bytes32(l1Token.uint256)
        return Address(truncating: Keccak256.hash([0xff] + factory.bytes + salt.bytes + codeHash.bytes).uint256)
    }
}

/// `BridgedToken.vy` on L2: what `TokenFactory` makes for each token of L1.
public enum BridgedToken {}
