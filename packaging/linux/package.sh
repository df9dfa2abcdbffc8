#!/usr/bin/env bash
# package.sh [--quick]: builds the release and makes the AppImage, the .deb and the source tarball in build/packages.
# --quick packs the AppImage less tightly. The same commit gives the same bytes on the same system: every time in them is
# that of the commit. WATCHGLASS_CMAKE holds options for CMake; WATCHGLASS_BUILD names a build to be packed as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${WATCHGLASS_BUILD:-build/release} out=build/packages level=19
[ "${1:-}" != --quick ] || level=3

if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    # A source tarball knows its commit's time as well.
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || sed -n 's/^[0-9a-f]* \([0-9]*\)$/\1/p' cmake/commit.txt)
fi
export SOURCE_DATE_EPOCH QT_RCC_SOURCE_DATE_OVERRIDE=$SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8

declare -A seconds
timed() { # NAME COMMAND...
    local begun=$SECONDS
    "${@:2}" >&2
    seconds[$1]=$((SECONDS - begun))
}

source_tarball() {
    local name=watchglass-$version
    git archive --format=tar --prefix="$name/" HEAD | xz -9 -T1 >"$out/$name.tar.xz"
}

debian_package() {
    cpack --config "$build/CPackConfig.cmake" -B "$build/cpack" -G DEB
    cp "$build"/cpack/*.deb "$out/"
}

if [ -z "${WATCHGLASS_BUILD:-}" ]; then
    # shellcheck disable=SC2086 # options are words
    timed configure cmake --preset release ${WATCHGLASS_CMAKE:-}
    timed build cmake --build "$build"
fi
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")
rm -rf "$out"
mkdir -p "$out"
echo "$level" >"$build/appimage-level"
timed AppImage packaging/linux/appimage.sh "$build" "$out/Watchglass-$version-$(uname -m).AppImage" "$level"
timed deb debian_package
if git rev-parse --git-dir >/dev/null 2>&1; then timed source source_tarball; fi

for file in "$out"/*; do
    printf '%8.1f MB  %s\n' "$(($(stat -c %s "$file") / 100000))e-1" "${file##*/}"
done
for step in configure build AppImage deb source; do
    [ -z "${seconds[$step]:-}" ] || printf '%8d s   %s\n' "${seconds[$step]}" "$step"
done
