#!/bin/sh
# try_dmg.sh FILE.dmg: copies the bundle out of the image, as people do, and runs its self test.
set -eu
folder=$(mktemp -d)
hdiutil attach -nobrowse -readonly -mountpoint "$folder/image" "$1"
trap 'hdiutil detach "$folder/image" || true; rm -rf "$folder"' EXIT
cp -R "$folder/image/Watchglass.app" "$folder/"
codesign --verify --deep --strict "$folder/Watchglass.app"
plutil -lint "$folder/Watchglass.app/Contents/Info.plist"
"$folder/Watchglass.app/Contents/MacOS/Watchglass" --version
"$folder/Watchglass.app/Contents/MacOS/Watchglass" --selftest
"$folder/Watchglass.app/Contents/MacOS/watchglass-cli" --version
