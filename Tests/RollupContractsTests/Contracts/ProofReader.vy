# pragma version 0.4.3
"""
@title Door to the proof module for tests
"""

import mpt


@external
@view
def lookup(
    root: bytes32, key: bytes32, proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES]
) -> (bool, Bytes[mpt.MAX_VALUE_BYTES]):
    leaf: mpt.Lookup = mpt._lookup(root, key, proof)
    return leaf.found, leaf.value


@external
@view
def storageRoot(
    state_root: bytes32, account: address, proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES]
) -> bytes32:
    return mpt._storage_root(state_root, account, proof)


@external
@view
def storageValue(
    storage_root: bytes32, slot: uint256, proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES]
) -> (bool, uint256):
    value: mpt.StorageValue = mpt._storage_value(storage_root, slot, proof)
    return value.found, value.value
