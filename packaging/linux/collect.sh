#!/usr/bin/env bash
# collect.sh APPDIR: brings into APPDIR/usr what the programs in it need of Qt and of the system, so that they run on a
# computer that has neither. Three kinds of libraries:
#   never       the C library and what belongs to the graphics driver: only the computer's own fits its kernel
#   fallback    what a desktop has, and then fits its X server, fonts and drivers better: AppRun takes these where the
#               computer has none
#   the rest    is brought and used
set -euo pipefail
app=$1
usr=$app/usr
plugins=$(qmake6 -query QT_INSTALL_PLUGINS)
triplet=$(gcc -print-multiarch)

never='^(ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libnss_.*|libutil|libdrm.*|libgbm|libGLX_.*|libEGL_.*)\.so'
fallback='^(libEGL|libGLX|libOpenGL|libGL|libGLdispatch|libX11|libX11-xcb|libxcb|libXau|libXdmcp|libXext|libXrender|libbsd|libmd|libfontconfig|libfreetype|libexpat|libz|libpng16|libuuid|libwayland-client|libstdc\+\+|libgcc_s)\.so'

# Loaded by name at run time, so that nothing that looks at a program sees it.
wanted_plugins=(
    platforms/libqxcb.so platforms/libqoffscreen.so platforminputcontexts/libcomposeplatforminputcontextplugin.so
    platforminputcontexts/libibusplatforminputcontextplugin.so
    iconengines/libqsvgicon.so imageformats/libqsvg.so imageformats/libqjpeg.so
    sqldrivers/libqsqlite.so tls/libqopensslbackend.so tls/libqcertonlybackend.so)
wanted_libraries=(libssl.so.3 libcrypto.so.3 libsecret-1.so.0)

mkdir -p "$usr/lib/fallback" "$usr/plugins"
for plugin in "${wanted_plugins[@]}"; do
    mkdir -p "$usr/plugins/${plugin%/*}"
    cp "$plugins/$plugin" "$usr/plugins/$plugin"
done

roots=("$usr"/bin/* "$usr"/plugins/*/*.so)
for library in "${wanted_libraries[@]}"; do
    cp -L "/usr/lib/$triplet/$library" "$usr/lib/$library"
    roots+=("$usr/lib/$library")
done

# ldd names everything that is needed, also indirectly.
missing=$(ldd "${roots[@]}" | sed -n 's/^\t\(.*\) => not found/\1/p' | sort -u)
[ -z "$missing" ] || { echo "collect: not found: $missing" >&2; exit 1; }
ldd "${roots[@]}" | sed -n 's/^\t\(.*\) => \(\/.*\) (0x.*/\1 \2/p' | sort -u | while read -r name path; do
    if [[ $name =~ $never ]]; then
        continue
    elif [[ $name =~ $fallback ]]; then
        # A folder each, so that AppRun can take one without the others.
        mkdir -p "$usr/lib/fallback/$name"
        cp -L "$path" "$usr/lib/fallback/$name/$name"
    elif [ ! -e "$usr/lib/$name" ]; then
        cp -L "$path" "$usr/lib/$name"
    fi
    echo "$path"
done >"$app/paths"
for library in "${wanted_libraries[@]}"; do echo "/usr/lib/$triplet/$library"; done >>"$app/paths"
for plugin in "${wanted_plugins[@]}"; do echo "$plugins/$plugin"; done >>"$app/paths"

# Which libstdc++ it is, for AppRun to compare.
basename "$(readlink -f "/usr/lib/$triplet/libstdc++.so.6")" >"$usr/lib/fallback/libstdc++.so.6/version"

chmod -R u+w,a+rX "$usr"
chmod 644 "$usr"/lib/*.so* "$usr"/lib/fallback/*/*.so* "$usr"/plugins/*/*.so
strip --strip-unneeded "$usr"/lib/*.so* "$usr"/lib/fallback/*/*.so* "$usr"/plugins/*/*.so
# Each finds the others by where itself lies; what stood there before would lead out of here.
for elf in "$usr"/bin/*; do patchelf --set-rpath '$ORIGIN/../lib' "$elf"; done
for elf in "$usr"/plugins/*/*.so; do patchelf --set-rpath '$ORIGIN/../../lib' "$elf"; done
for elf in "$usr"/lib/*.so*; do patchelf --set-rpath '$ORIGIN' "$elf"; done
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$usr/bin/qt.conf"

# Qt's own texts in the languages that the program speaks.
mkdir -p "$usr/translations"
translations=$(qmake6 -query QT_INSTALL_TRANSLATIONS)
if [ -e "$translations/qtbase_de.qm" ]; then
    cp "$translations/qtbase_de.qm" "$usr/translations/"
fi

# A computer without fonts has no configuration of them either.
mkdir -p "$usr/etc/fonts"
cat >"$usr/etc/fonts/fonts.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
XML

# Under which licences all of it stands. Debian 12 keeps its libraries in /usr/lib, which dpkg may know as /lib.
mapfile -t paths < <(sort -u "$app/paths")
mapfile -t real < <(readlink -f "${paths[@]}")
{ dpkg -S "${paths[@]}" "${paths[@]#/usr}" "${real[@]}" "${real[@]#/usr}" 2>/dev/null || true; } |
    sed -n 's/^\([^:, ]*\):.*/\1/p' | sort -u | while read -r package; do
    mkdir -p "$usr/share/doc/$package"
    cp -L "/usr/share/doc/$package/copyright" "$usr/share/doc/$package/"
done
rm "$app/paths"
