/// The outcome of Ethereum's KZG ceremony (EIP-4844), as `Tools/ceremony-setup.py` packs it.
///
/// The points lie in the executable itself, so that a blob needs no file (docs/decisions/0059-blobs-beside-the-block.md).

#ifndef ROLLUPSIM_CEREMONY_SETUP_H
#define ROLLUPSIM_CEREMONY_SETUP_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// 4096 Lagrange points of G1, 65 powers in G2 and 4096 powers in G1, compressed, in natural order:
/// `ceremony_setup_size` bytes, which live as long as the process.
const uint8_t *ceremony_setup_bytes(void);

/// Bytes of the points.
extern const size_t ceremony_setup_size;

#pragma clang assume_nonnull end

#endif
