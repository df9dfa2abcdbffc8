#!/usr/bin/env bash
# forms.sh CHECK SOURCE BUILD TOOL...: whether what others will read has the form that they expect. Ends with 77 where a
# TOOL is missing.
set -euo pipefail
check=$1 source=$2 build=$3
shift 3
for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
id=org.watchglass.watchglass
linux=$source/packaging/linux
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "$*" >&2
    exit 1
}

mime_types() { sed -n 's/.*<mime-type type="\([^"]*\)".*/\1/p' "$linux/$id.mime.xml" | sort; }

desktop() {
    desktop-file-validate --no-hints "$linux/$id.desktop"
    local opened
    opened=$(sed -n 's/^MimeType=//p' "$linux/$id.desktop" | tr ';' '\n' | sed '/^$/d' | sort)
    [ "$opened" = "$(mime_types)" ] || fail "the desktop entry opens other types than there are: $opened"
    grep -qx "Icon=$id" "$linux/$id.desktop" || fail "the icon has another name"
}

metainfo() {
    local file=$build/packaging/$id.metainfo.xml picture width height name
    appstreamcli validate --no-net --explain "$file"
    [ "$(xmllint --xpath 'string(/component/id)' "$file")" = $id ] || fail "another id"
    [ "$(xmllint --xpath '//mediatype/text()' "$file" | sort)" = "$(mime_types)" ] || fail "other file types than there are"
    # Each picture is there, as large as it says.
    xmllint --xpath '//image' "$file" | sed -n 's/.*width="\([0-9]*\)" height="\([0-9]*\)".*\/\([^/<]*\)<.*/\1 \2 \3/p' >"$scratch/pictures"
    [ -s "$scratch/pictures" ] || fail "no pictures"
    while read -r width height name; do
        picture=$source/docs/pictures/$name
        [ -f "$picture" ] || fail "there is no picture $name"
        # A PNG's size stands at byte 16, the most significant byte first.
        read -r -a bytes < <(od -An -tu1 -j16 -N8 "$picture")
        [ $((bytes[2] * 256 + bytes[3])) = "$width" ] && [ $((bytes[6] * 256 + bytes[7])) = "$height" ] || fail "$name has another size"
    done <"$scratch/pictures"
}

mime() {
    mkdir -p "$scratch/mime/packages"
    cp "$linux/$id.mime.xml" "$scratch/mime/packages/$id.xml"
    local said
    said=$(update-mime-database -V "$scratch/mime" 2>&1)
    ! grep -iE 'error|warning' <<<"$said" || fail "update-mime-database complains"
    for type in $(mime_types); do
        grep -q "$type" "$scratch/mime/globs2" || fail "$type has no ending"
        grep -qa "$type" "$scratch/mime/magic" || fail "$type has no magic"
    done
}

# What other tools find in the files that packaging/icons writes; that each is a picture, tst_file_types looks.
icons() {
    local folder=$build/packaging/icons
    [ "$(icotool -l "$folder/$id.ico" | sed -n 's/.*--width=\([0-9]*\) .*/\1/p' | sort -n | xargs)" = "16 20 24 32 40 48 64 128 256" ] ||
        fail "other sizes in the .ico: $(icotool -l "$folder/$id.ico")"
    icns2png -l "$folder/$id.icns" >"$scratch/icns" 2>&1
    local type
    for type in ic07 ic08 ic09 ic10 ic11 ic12 ic13 ic14; do
        grep -q "$type" "$scratch/icns" || fail "no $type in the .icns"
    done
}

plist() {
    # As CMake fills it in.
    sed 's/\${MACOSX_BUNDLE_GUI_IDENTIFIER}/'$id'/g; s/\${[A-Za-z_]*}/1/g' "$source/packaging/macos/Info.plist.in" >"$scratch/Info.plist"
    xmllint --noout --nonet "$scratch/Info.plist"
    plistutil -i "$scratch/Info.plist" -o "$scratch/Info.bin" -f bin
    plistutil -i "$scratch/Info.bin" -o "$scratch/back.plist" -f xml
    local ending
    for ending in wgrec wgdesk; do
        grep -q "<string>$ending</string>" "$scratch/back.plist" || fail "no type for .$ending"
    done
    for type in $(mime_types); do
        grep -q "<string>$type</string>" "$scratch/back.plist" || fail "no $type"
    done
    # Each type that documents have is one that is declared.
    xmllint --nonet --xpath "//key[.='LSItemContentTypes']/following-sibling::array[1]/string/text()" "$scratch/Info.plist" | sort >"$scratch/used"
    xmllint --nonet --xpath "//key[.='UTTypeIdentifier']/following-sibling::string[1]/text()" "$scratch/Info.plist" | sort >"$scratch/declared"
    cmp "$scratch/used" "$scratch/declared"
}

wix() {
    local patch=$source/packaging/windows/association.wxs.xml manifest=$source/packaging/windows/watchglass.manifest
    xmllint --noout "$patch" "$manifest"
    # The file that CPack names the component after.
    xmllint --xpath '//CPackWiXFragment/@Id' "$patch" | grep -q 'CM_CP_bin.watchglass.exe' || fail "no such component"
    [ "$(xmllint --xpath 'count(//*[local-name()="RegistryValue"])' "$patch")" -ge 10 ] || fail "values are missing"
    local said
    for said in PerMonitorV2 UTF-8 'longPathAware[^>]*>true' 'level="asInvoker"'; do
        grep -q -- "$said" "$manifest" || fail "the manifest does not say $said"
    done
    grep -qE 'UPGRADE_GUID 8F0C6B1E-52B7-4D0E-9C3B-6E1D35A7C941\)' "$source/packaging/windows/msi.cmake" ||
        fail "another upgrade GUID: Windows would install beside what is there"
}

resource() {
    sed "s|@ICON_FOLDER@|$build/packaging/icons|; s|@WATCHGLASS_ID@|$id|; s|@CMAKE_CURRENT_SOURCE_DIR@|$source/packaging|
        s|@PROJECT_VERSION_[A-Z]*@|1|g; s|@[A-Z_]*@|x|g" "$source/packaging/windows/program.rc.in" >"$scratch/program.rc"
    x86_64-w64-mingw32-windres "$scratch/program.rc" -O coff -o "$scratch/program.o"
    [ "$(stat -c %s "$scratch/program.o")" -gt 10000 ] || fail "the icon is not in the resource"
}

scripts() {
    local script
    while read -r script; do
        case $(head -1 "$source/$script") in
        '#!/bin/sh') sh -n "$source/$script" ;;
        *) bash -n "$source/$script" ;;
        esac
        [ -x "$source/$script" ] || fail "$script cannot be run"
        ! command -v shellcheck >/dev/null || shellcheck -S warning "$source/$script"
    done < <(cd "$source" && grep -rlE '^#!/(bin/sh|usr/bin/env bash)' packaging tests/packaging)
    if command -v zsh >/dev/null; then zsh -n "$linux/completion/_watchglass"; fi
}

completion() {
    PATH=$build/app/watchglass:$build/app/cli:$build/app/simulator:$PATH
    # shellcheck source=/dev/null
    source "$linux/completion/watchglass.bash"
    completes() { # WANTED WORD...: the last word is the one being written
        local wanted=$1
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
        _watchglass "$1"
        printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -- "$wanted" || fail "'$*' is not completed to $wanted: ${COMPREPLY[*]}"
    }
    completes watch watchglass-cli wa
    completes --source watchglass-cli watch --so
    completes --devices watchglass-sim --dev
    completes terra: watchglass-cli test --source t
    if [ -x "$build/app/watchglass/watchglass" ]; then
        completes --selftest watchglass --self
        completes light watchglass --theme l
        (cd "$scratch" && touch ward.wgdesk && completes ward.wgdesk watchglass wa)
    fi
}

manual() {
    local page name
    [ -d "$build/packaging/man" ] || { echo "skipped: help2man is not installed"; exit 77; }
    for page in "$build"/packaging/man/*.1; do
        name=$(basename "$page" .1)
        lexgrog "$page" | grep -q "$name" || fail "$name: no name and purpose"
        groff -k -man -Tutf8 -ww -z "$page" 2>"$scratch/said"
        [ ! -s "$scratch/said" ] || fail "$name: $(cat "$scratch/said")"
    done
    groff -k -man -Tascii "$build/packaging/man/watchglass-cli.1" >"$scratch/page"
    grep -q -- '--saved' "$scratch/page" || fail "watchglass-cli: commands are missing"
    ! grep -F "$build" "$build"/packaging/man/*.1 || fail "a page names the folder in which it was made"
}

workflow() {
    yamllint -s -d '{extends: default, rules: {line-length: {max: 200}, truthy: {check-keys: false}, document-start: disable}}' \
        "$source/.github/workflows"
    # Every script that it calls is there.
    local script
    for script in $(grep -oE '(\./)?packaging/[a-z_/]*\.(sh|ps1)' "$source/.github/workflows/packages.yml"); do
        [ -f "$source/$script" ] || fail "there is no $script"
    done
}

$check
