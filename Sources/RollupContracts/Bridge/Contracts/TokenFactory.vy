# pragma version 0.4.3
"""
@title Token factory
@notice The L2 end of a bridge of ERC-20 tokens: mints units of a token when `TokenVault` has locked as many on L1, and
        burns them when they are to go back. The L2 token of an L1 token has an address that follows from the two
        contracts alone, and is made when its first units arrive.
@dev Stands upon `L2Messenger`, and trusts it for who has sent a message, and nobody else.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

interface Messenger:
    def sendMessage(to: address, fee: uint256, data: Bytes[4096]): payable
    def l1Sender() -> address: view


interface BridgedToken:
    def initialize(l1_token: address, name: String[64], symbol: String[16], decimals: uint8): nonpayable
    def mint(to: address, amount: uint256): nonpayable
    def burn(owner: address, amount: uint256): nonpayable
    def balanceOf(owner: address) -> uint256: view
    def totalSupply() -> uint256: view


event TokenMade:
    l1Token: indexed(address)
    token: indexed(address)


event Minted:
    l1Token: indexed(address)
    to: indexed(address)
    amount: uint256


event Burned:
    l1Token: indexed(address)
    sender: indexed(address)
    to: indexed(address)
    amount: uint256


messenger: public(immutable(address))
# `TokenVault` on L1.
vault: public(immutable(address))
# `BridgedToken` whose code every token's proxy runs.
implementation: public(immutable(address))
# The L2 token of a token on L1; zero until units have arrived.
tokenOf: public(HashMap[address, address])


@deploy
def __init__(messenger_: address, vault_: address, implementation_: address):
    """
    @param messenger_ Contract on L2 that sends and delivers messages.
    @param vault_ The other end.
    @param implementation_ A `BridgedToken`.
    @custom:reverts "zero address"
    """
    assert vault_ != empty(address) and implementation_.is_contract, "zero address"
    messenger = messenger_
    vault = vault_
    implementation = implementation_


@external
@nonreentrant
def mint(
    token: address,
    to: address,
    amount: uint256,
    name: String[64],
    symbol: String[16],
    decimals: uint8,
):
    """
    @notice Mints units for what was locked on L1. A message of `TokenVault` does it, and nothing else.
    @param token The token on L1.
    @custom:reverts "not a delivery"
    """
    assert msg.sender == messenger, "not a delivery"
    assert staticcall Messenger(messenger).l1Sender() == vault, "not a delivery"
    l2Token: address = self.tokenOf[token]
    if l2Token == empty(address):
        l2Token = create_minimal_proxy_to(implementation, salt=convert(token, bytes32))
        self.tokenOf[token] = l2Token
        extcall BridgedToken(l2Token).initialize(token, name, symbol, decimals)
        log TokenMade(l1Token=token, token=l2Token)
    extcall BridgedToken(l2Token).mint(to, amount)
    log Minted(l1Token=token, to=to, amount=amount)


@external
@payable
@nonreentrant
def burn(token: address, amount: uint256, to: address):
    """
    @notice Destroys units of the caller, and sends word to L1 to release as many.
    @dev The value is the fee for whoever delivers the message.
    @param token The token on L1.
    @param to Receiver on L1; not the vault, which could not pay itself.
    @custom:reverts "unknown token", "zero address", "zero amount", "self target", "insufficient balance"
    """
    l2Token: address = self.tokenOf[token]
    assert l2Token != empty(address), "unknown token"
    assert to != empty(address), "zero address"
    assert to != vault, "self target"
    assert amount > 0, "zero amount"
    extcall BridgedToken(l2Token).burn(msg.sender, amount)
    log Burned(l1Token=token, sender=msg.sender, to=to, amount=amount)
    data: Bytes[4096] = abi_encode(token, to, amount, method_id=method_id("release(address,address,uint256)"))
    extcall Messenger(messenger).sendMessage(vault, msg.value, data, value=msg.value)


@external
@view
def balanceOf(token: address, owner: address) -> uint256:
    """
    @notice Units on L2 of a token on L1 that an account holds.
    """
    l2Token: address = self.tokenOf[token]
    if l2Token == empty(address):
        return 0
    return staticcall BridgedToken(l2Token).balanceOf(owner)


@external
@view
def totalSupply(token: address) -> uint256:
    """
    @notice Units on L2 of a token on L1.
    """
    l2Token: address = self.tokenOf[token]
    if l2Token == empty(address):
        return 0
    return staticcall BridgedToken(l2Token).totalSupply()
