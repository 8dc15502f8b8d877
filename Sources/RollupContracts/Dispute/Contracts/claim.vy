# pragma version 0.4.3
"""
@title Claims about one L2 block, and what a dispute game tells of itself
@notice What the contracts of the dispute game say to each other.
"""

# Outcomes of a game, numbered as in the OP Stack.
IN_PROGRESS: constant(uint256) = 0
CHALLENGER_WINS: constant(uint256) = 1
DEFENDER_WINS: constant(uint256) = 2

# Bytes of a payload for EXECUTE: docs/decisions/0005-advance-payload-bound.md.
MAX_PAYLOAD_BYTES: constant(uint256) = 49152


# All that decides a block, and what is claimed to come of it: there is exactly one truth about the last two fields, and
# whoever has L1's data can compute it.
struct Claim:
    number: uint256
    parentHash: bytes32
    feeRecipient: address
    prevRandao: bytes32
    timestamp: uint256  # seconds
    anchor: uint256  # number of the L1 block that the L2 block is anchored to
    anchorHash: bytes32
    batchHash: bytes32  # keccak256 of the block's transactions, as SSZ writes their list
    blockHash: bytes32
    stateRoot: bytes32


struct Facts:
    gameType: uint256
    wasRespected: bool  # whether its type was the respected one when it was created
    createdAt: uint256  # seconds
    resolvedAt: uint256  # seconds; zero before
    outcome: uint256

