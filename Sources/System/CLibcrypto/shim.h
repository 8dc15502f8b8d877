// The functions of one hash are marked deprecated in favour of fetched digests, which cost more for the same code behind them
// (docs/decisions/0015-precompiles-in-place.md).
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/ripemd.h>
#include <openssl/sha.h>
