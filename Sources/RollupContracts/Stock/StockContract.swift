/// Contract that ships with the project for scenarios to deploy, on L1 or on any L2.
///
/// They are Vyper sources of our own; what each function does and how it reverts stands at its source.
public enum StockContract: String, CaseIterable, Hashable, Sendable {
    /// `ERC20.vy`: a token whose deployer holds the first supply and may mint more.
    case erc20
    /// `AMM.vy`: a pool of two tokens at a constant product, with a fee of 0.3 %.
    case amm
    /// `Greeter.vy`: keeps the last greeting that a message brought from the other side of a rollup.
    case greeter
    /// `TokenVault.vy`: the L1 end of a bridge of tokens.
    case tokenVault = "token_vault"
    /// `TokenFactory.vy`: the L2 end of a bridge of tokens.
    case tokenFactory = "token_factory"
    /// `BridgedToken.vy`: the code that the tokens of a factory run.
    case bridgedToken = "bridged_token"

    /// The artifact that `Tools/contracts/build.py` made: JSON with `abi` and `bytecode`.
    public var artifact: String {
        switch self {
        case .erc20: Self.erc20Artifact
        case .amm: Self.ammArtifact
        case .greeter: Self.greeterArtifact
        case .tokenVault: Self.tokenvaultArtifact
        case .tokenFactory: Self.tokenfactoryArtifact
        case .bridgedToken: Self.bridgedtokenArtifact
        }
    }
}
