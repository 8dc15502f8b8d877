# pragma version 0.4.3
"""
@title Automated market maker
@notice Pool of two ERC-20 tokens at a constant product, with a fee of 0.3 % for those who lend their tokens to it.
@dev Counts its own reserves: tokens that are sent to it without a call are nobody's, and move no price.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says, or from
     a number beyond 2^256.
"""

from ethereum.ercs import IERC20

event Swap:
    trader: indexed(address)
    token: indexed(address)
    amountIn: uint256
    amountOut: uint256


event LiquidityAdded:
    provider: indexed(address)
    amount0: uint256
    amount1: uint256
    shares: uint256


event LiquidityRemoved:
    provider: indexed(address)
    amount0: uint256
    amount1: uint256
    shares: uint256


FEE_NUMERATOR: constant(uint256) = 997
FEE_DENOMINATOR: constant(uint256) = 1000
# Shares that nobody ever holds: otherwise the first provider could make one share so dear that a later one gets none.
LOCKED_SHARES: constant(uint256) = 1000

token0: public(immutable(address))
token1: public(immutable(address))
reserve0: public(uint256)
reserve1: public(uint256)
totalShares: public(uint256)
sharesOf: public(HashMap[address, uint256])


@deploy
def __init__(first: address, second: address):
    """
    @custom:reverts "one token"
    """
    assert first != second, "one token"
    token0 = first
    token1 = second


@external
@nonreentrant
def addLiquidity(amount0: uint256, amount1: uint256) -> uint256:
    """
    @notice Takes both tokens from the caller, who has approved them, and answers the shares given for them.
    @dev A provider who does not keep the pool's ratio gives the excess away to all.
    @custom:reverts "no shares", "transfer failed"
    """
    shares: uint256 = 0
    if self.totalShares == 0:
        root: uint256 = isqrt(amount0 * amount1)
        assert root > LOCKED_SHARES, "no shares"
        shares = root - LOCKED_SHARES
        self.totalShares = root
        self.sharesOf[empty(address)] = LOCKED_SHARES
    else:
        shares = min(
            amount0 * self.totalShares // self.reserve0,
            amount1 * self.totalShares // self.reserve1,
        )
        assert shares > 0, "no shares"
        self.totalShares += shares
    self.sharesOf[msg.sender] += shares
    self.reserve0 += amount0
    self.reserve1 += amount1
    log LiquidityAdded(provider=msg.sender, amount0=amount0, amount1=amount1, shares=shares)
    self._take(token0, amount0)
    self._take(token1, amount1)
    return shares


@external
@nonreentrant
def removeLiquidity(shares: uint256) -> (uint256, uint256):
    """
    @notice Gives the caller's part of both reserves back.
    @custom:reverts "insufficient shares", "transfer failed"
    """
    held: uint256 = self.sharesOf[msg.sender]
    assert shares > 0 and shares <= held, "insufficient shares"
    amount0: uint256 = shares * self.reserve0 // self.totalShares
    amount1: uint256 = shares * self.reserve1 // self.totalShares
    self.sharesOf[msg.sender] = held - shares
    self.totalShares -= shares
    self.reserve0 -= amount0
    self.reserve1 -= amount1
    log LiquidityRemoved(provider=msg.sender, amount0=amount0, amount1=amount1, shares=shares)
    self._give(token0, amount0)
    self._give(token1, amount1)
    return amount0, amount1


@external
@nonreentrant
def swap(token: address, amountIn: uint256, minimumOut: uint256) -> uint256:
    """
    @notice Takes units of one token, which the caller has approved, and gives units of the other.
    @param token Which token comes in.
    @param minimumOut What the caller wants at least.
    @custom:reverts "unknown token", "no liquidity", "slippage", "transfer failed"
    """
    amountOut: uint256 = self._quote(token, amountIn)
    assert amountOut >= minimumOut, "slippage"
    other: address = token1
    if token == token0:
        self.reserve0 += amountIn
        self.reserve1 -= amountOut
    else:
        self.reserve1 += amountIn
        self.reserve0 -= amountOut
        other = token0
    log Swap(trader=msg.sender, token=token, amountIn=amountIn, amountOut=amountOut)
    self._take(token, amountIn)
    self._give(other, amountOut)
    return amountOut


@external
@view
def quote(token: address, amountIn: uint256) -> uint256:
    """
    @notice What a swap would give now.
    @custom:reverts "unknown token", "no liquidity"
    """
    return self._quote(token, amountIn)


@external
@view
def reserves() -> (uint256, uint256):
    """
    @notice Both reserves at once.
    """
    return self.reserve0, self.reserve1


@internal
@view
def _quote(token: address, amountIn: uint256) -> uint256:
    """
    @dev Rounds down, so that (reserve in + 0.997 in) * (reserve out - out) never falls.
    """
    assert token == token0 or token == token1, "unknown token"
    reserveIn: uint256 = self.reserve0
    reserveOut: uint256 = self.reserve1
    if token == token1:
        reserveIn = self.reserve1
        reserveOut = self.reserve0
    assert reserveIn > 0 and reserveOut > 0, "no liquidity"
    paid: uint256 = amountIn * FEE_NUMERATOR
    return paid * reserveOut // (reserveIn * FEE_DENOMINATOR + paid)


@internal
def _take(token: address, amount: uint256):
    assert extcall IERC20(token).transferFrom(msg.sender, self, amount, default_return_value=True), "transfer failed"


@internal
def _give(token: address, amount: uint256):
    assert extcall IERC20(token).transfer(msg.sender, amount, default_return_value=True), "transfer failed"
