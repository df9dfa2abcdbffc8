#!/usr/bin/env bash
# build.sh FILE VERSION: builds the AppImage's own first part, linked statically, with the mark that tells what it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
file=$(realpath -m "$1") version=$2
said=$(cd "$here" && ${CC:-cc} -std=gnu11 -Os -static -Wall -Wextra -Werror -D_FILE_OFFSET_BITS=64 "-DRUNTIME_VERSION=\"$version\"" \
    runtime.c mount.c extract.c -o "$file.new" \
    -lsquashfuse_ll -lsquashfuse -lfuse3 -lz -lzstd -llzma -llz4 -llzo2 -lpthread -ldl 2>&1) || { echo "$said" >&2; exit 1; }
strip "$file.new"
# Byte 8 of the ELF header is not used by any loader; "AI" and 2 there say: an AppImage of the second type.
printf 'AI\002' | dd of="$file.new" bs=1 seek=8 conv=notrunc status=none
# The image must begin where the section headers end, which is where a stripped file ends.
[ "$(stat -c %s "$file.new")" = "$("$file.new" --appimage-offset)" ] || { echo "the runtime has something behind its end" >&2; exit 1; }
mv "$file.new" "$file"
