// RIPEMD160() is marked deprecated in favour of fetched digests, which cost more for the same code behind them
// (docs/decisions/0002-accelerators-at-link-time.md).
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/ripemd.h>
#include <openssl/sha.h>
