#!/usr/bin/env bash
# syntax.sh: reads the sources that need no more than qtbase, and those that are Windows' own, with a compiler for
# Windows. Nothing is linked or run: this finds what is not portable without a Windows machine. Qt's headers are those of
# this computer, which serve both.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
compiler=x86_64-w64-mingw32-g++-posix
headers=$(qmake6 -query QT_INSTALL_HEADERS)
rooms=(core/base core/model core/format core/store core/derived core/attention core/alarm)
modules=(QtCore)
cd "$source"

flags=(-std=c++20 -fsyntax-only -I"$source" -isystem "$headers" -DQT_NO_KEYWORDS -DQT_NO_CAST_FROM_ASCII -Wall -Wextra
    -Wno-unused-parameter)
for module in "${modules[@]}"; do flags+=(-isystem "$headers/$module"); done

files=()
for room in "${rooms[@]}"; do
    for file in "$room"/*.cpp; do files+=("$file"); done
done
files+=(app/watchglass/activity.cpp ui/desk/cpu_time.cpp)
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 "$compiler" "${flags[@]}"
echo "${#files[@]} files read by $($compiler -dumpmachine) $($compiler -dumpversion)"
