# pragma version 0.4.3
"""
@title Where modes and claims of a multi-proof portal stand
@notice What the portal tells its court.
"""

# What the portal's `mode` can be. By proofs alone; by proofs or by waiting; by waiting alone, an operator's switch; not
# at all.
ZK: constant(uint256) = 1
HYBRID: constant(uint256) = 2
OPTIMISTIC: constant(uint256) = 3
PAUSED: constant(uint256) = 4

# What `status` of a claim can be, beside zero for a claim that nobody has made.
PENDING: constant(uint256) = 1
REJECTED: constant(uint256) = 2
FINAL: constant(uint256) = 3

# Longest wait of a deployment, in seconds: a year.
MAX_DURATION: constant(uint256) = 31_536_000


struct Record:
    status: uint256
    input: bytes32  # hash of all that decides the block
    createdAt: uint256  # seconds
    provenAt: uint256  # seconds, when enough systems agreed; zero before
    proofs: uint256  # a bit for each system
    parent: bytes32  # claim about the block's parent, which recursive proofs go on from; zero for the genesis
