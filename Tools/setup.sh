#!/usr/bin/env bash
# Installs the Debian packages that the build and the tests need; says nothing when all are there.
set -euo pipefail

packages=(
    libsecp256k1-dev # ECDSA on secp256k1
    libgmp-dev       # modular exponentiation
    libssl-dev       # SHA-256 and RIPEMD-160
    python3-venv     # the pinned Vyper compiler lives in a virtual environment
    qemu-user        # the RISC-V executor is compared with qemu-riscv64
    zstd             # public test fixtures are zstd archives
)

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "setup: missing ${missing[*]}; install them as root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi
echo "setup: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
