#!/usr/bin/env bash
# appimage.sh BUILD FILE [LEVEL]: makes the AppImage FILE of what BUILD installs. LEVEL is zstd's, 19 when not given; 3 is
# done at once and a seventh larger. The same build gives the same bytes: all times are SOURCE_DATE_EPOCH's.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1 file=$2 level=${3:-19}
: "${SOURCE_DATE_EPOCH:?is needed, so that the same commit gives the same file}"
id=org.watchglass.watchglass
umask 022
app=$build/AppDir
rm -rf "$app"

cmake --install "$build" --prefix "$app/usr" --strip >/dev/null
"$here/collect.sh" "$app"

# What desktops look for at the top of an AppImage.
cp "$here/AppRun" "$app/AppRun"
chmod 755 "$app/AppRun"
cp "$app/usr/share/applications/$id.desktop" "$app/"
cp "$app/usr/share/icons/hicolor/scalable/apps/$id.svg" "$app/"
ln -s "usr/share/icons/hicolor/256x256/apps/$id.png" "$app/.DirIcon"

# The part that runs first.
"$here/runtime/build.sh" "$build/appimage-runtime" "$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")"

find "$app" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
rm -f "$build/AppDir.squashfs"
mksquashfs "$app" "$build/AppDir.squashfs" -comp zstd -Xcompression-level "$level" -b 1M -root-owned -no-xattrs \
    -noappend -no-progress -quiet >/dev/null
mkdir -p "$(dirname "$file")"
cat "$build/appimage-runtime" "$build/AppDir.squashfs" >"$file"
chmod 755 "$file"
