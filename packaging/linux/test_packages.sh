#!/usr/bin/env bash
# test_packages.sh [CHECK...]: tries what package.sh made where people will use it: in bare Debian 12 and 13 without Qt, X
# server or fonts, and against an X server outside of them. Root only, for chroots; mounts and processes are in name spaces of
# their own and gone with the script. Prints a line a check; ends with 1 when one failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ -z "${WATCHGLASS_INSIDE:-}" ]; then
    rc=0
    env WATCHGLASS_INSIDE=1 unshare --mount --propagation private --pid --fork --mount-proc --kill-child \
        packaging/linux/test_packages.sh "$@" || rc=$?
    # Only now that nothing is mounted there any more.
    rm -rf --one-file-system build/chroots/try*
    exit $rc
fi
packages=$PWD/build/packages
chroots=$PWD/build/chroots
notes=$PWD/build/test-packages
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
image=$(ls "$packages"/*.AppImage)
deb=$(ls "$packages"/*.deb)
build=${WATCHGLASS_BUILD:-build/release}
id=org.watchglass.watchglass
display=97
failed=0
mkdir -p "$chroots" "$notes"

report() { # NAME RC: one line
    if [ "$2" = 0 ]; then
        printf 'ok      %s\n' "$1"
    else
        printf 'FAILED  %s (build/test-packages/%s.log)\n' "$1" "${1//[ ,:()\/]/_}"
        failed=$((failed + 1))
    fi
}
check() { # NAME COMMAND...
    local log="$notes/${1//[ ,:()\/]/_}.log" rc
    set +e
    (set -e; "${@:2}") >"$log" 2>&1
    rc=$?
    set -e
    report "$1" $rc
}
refused() { ! "$@"; }

# fresh SUITE: a new bare system at $root.
systems=0
fresh() {
    [ -e "$chroots/$1/etc/debian_version" ] || debootstrap --variant=minbase "$1" "$chroots/$1" "$mirror" >"$notes/debootstrap-$1.log"
    systems=$((systems + 1))
    root=$chroots/try$systems
    cp -a --reflink=auto "$chroots/$1" "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 devices "$root/dev"
    local device
    for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9'; do
        # shellcheck disable=SC2086 # three words
        set -- $device
        mknod -m 666 "$root/dev/$1" c "$2" "$3"
    done
    mkdir -m 1777 "$root/dev/shm"
    chroot "$root" useradd --create-home person
    install -m 755 "$image" "$root/opt/Watchglass.AppImage"
    # No room to extract to: whoever works here has used FUSE.
    mkdir -p "$root/small"
    mount -t tmpfs -o size=8m,mode=1777 small "$root/small"
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
}
fuse() { mknod -m 666 "$root/dev/fuse" c 10 229; }
no_fuse() { rm -f "$root/dev/fuse"; }

# as USER COMMAND...: inside, with nothing of the outside's environment but what `outside` lists.
outside=()
as() {
    local home=/root
    [ "$1" = root ] || home=/home/$1
    chroot "--userspec=$1" "$root" env -i HOME="$home" USER="$1" PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        "${outside[@]}" "${@:2}"
}

watchglass=/opt/Watchglass.AppImage

# The picture of the screen, and whether words of the window are read in it.
shows_text() { # PICTURE
    import -display ":$display" -window root "$1"
    tesseract "$1" - --psm 11 2>/dev/null >"$1.txt"
    local word
    for word in Source Panel Alarm Workspace valtronics; do
        grep -qi "$word" "$1.txt" || { echo "the picture does not say $word:"; cat "$1.txt"; return 1; }
    done
}

window_shows_text() {
    local rc=0
    as person $watchglass --demo --data-dir /tmp/desk --window-size 1600x900 --exit-after 20s &
    local running=$!
    sleep 14
    shows_text "$notes/$1.png" || rc=$?
    wait $running || rc=$?
    return $rc
}

# How long until the window's picture is taken, from a start with warm files; best of three.
start_time() {
    local best=99999 begun took
    for _ in 1 2 3; do
        begun=$(date +%s%N)
        as root $watchglass --data-dir /tmp/start --screenshot /tmp/start.png --after 1ms
        took=$((($(date +%s%N) - begun) / 1000000))
        [ "$took" -ge "$best" ] || best=$took
    done
    echo "$best ms"
    [ "$best" -le 1500 ]
}

# without PATH...: the same program, with files taken out of it.
without() {
    rm -rf --one-file-system "$root/opt/taken"
    cp -a "$root/opt/whole" "$root/opt/taken"
    local path
    for path in "$@"; do
        rm "$root/opt/taken/usr/$path" || return 0 # nothing was taken: no failure to be seen
    done
    as person /opt/taken/AppRun --selftest
}

try_appimage() { # SUITE
    local suite=$1
    fresh "$suite"
    check "$suite: AppImage offscreen, as root, through FUSE" in_fuse root
    no_fuse
    check "$suite: AppImage offscreen, as a user, without FUSE" extracts_and_cleans_up
    outside=("DISPLAY=:$display")
    check "$suite: AppImage on X, as a user, without FUSE" on_x person
    fuse
    check "$suite: AppImage start through FUSE within 1.5 s" start_time
    printf '        %s\n' "$(tail -1 "$notes/${suite}__AppImage_start_through_FUSE_within_1.5_s.log")"
    check "$suite: AppImage window on X shows text" window_shows_text "$suite-window"
    outside=()
    check "$suite: AppImage opens a desk that is named" opens_desk $watchglass
    check "$suite: AppImage has the other programs" as root $watchglass watchglass-cli --version

    (cd "$root/opt" && "$image" --appimage-extract >/dev/null && mv squashfs-root whole)
    chmod -R a+rX "$root/opt/whole"
    check "$suite: extracted AppImage" as person /opt/whole/AppRun --selftest
    local taken
    for taken in 'lib/libQCustomPlotQt6.so.2.1' 'lib/libQt6Svg.so.6' 'plugins/sqldrivers/libqsqlite.so' 'plugins/tls/libqopensslbackend.so' \
        'plugins/imageformats/libqsvg.so' 'lib/fallback/libfreetype.so.6/libfreetype.so.6'; do
        check "$suite: without ${taken##*/} the self test fails" refused without "$taken"
    done

    fresh "$suite"
    fuse
    chroot "$root" apt-get -qq update >"$notes/apt.log" 2>&1
    chroot "$root" apt-get -qq install --no-install-recommends fuse3 >>"$notes/apt.log" 2>&1
    check "$suite: AppImage offscreen, as a user, through FUSE" in_fuse person
}

extracts_and_cleans_up() {
    as person $watchglass --selftest
    refused ls -d "$root"/tmp/.extracted_*
}

# What tools that know AppImages look for, and the options that people expect.
is_appimage() {
    local offset folder
    [ "$(od -An -tx1 -j8 -N3 "$image")" = " 41 49 02" ]
    offset=$("$image" --appimage-offset)
    [ "$(tail -c "+$((offset + 1))" "$image" | head -c 4)" = hsqs ]
    "$image" --appimage-help | grep -- --appimage-extract
    "$image" --appimage-version
    TARGET_APPIMAGE=$image "$image" --appimage-updateinfo
    "$image" --appimage-mount >"$notes/mounted" &
    sleep 1
    folder=$(cat "$notes/mounted")
    ls "$folder/$id.desktop" "$folder/.DirIcon"
    desktop-file-validate --no-hints "$folder/$id.desktop"
    kill -TERM $!
    wait $!
    sleep 1
    refused ls "$folder"
}

in_fuse() { # USER
    [ -e "$root/dev/fuse" ] || fuse
    outside=(TMPDIR=/small)
    local rc=0
    as "$1" $watchglass --selftest || rc=$?
    outside=()
    return $rc
}

on_x() { # USER
    as "$1" $watchglass --selftest | tee "$notes/on-x"
    grep -q 'passed on xcb' "$notes/on-x"
}

write_desk() { # FILE
    cat >"$1" <<'JSON'
{
  "format": "watchglass-desk",
  "version": 1,
  "workspaces": [{"name": "Ward 7", "panels": []}, {"name": "Ward 8", "panels": []}]
}
JSON
}

# What was opened is kept within seconds, under the name that its workspace has.
keeps_ward() { # FOLDER
    for _ in $(seq 40); do
        ! grep -qs 'Ward 7' "$1"/desks/*.wgdesk || return 0
        sleep 0.25
    done
    ls -R "$1"
    return 1
}

opens_desk() { # COMMAND...
    write_desk "$root/tmp/ward.wgdesk"
    rm -rf "$root/tmp/opened"
    outside=(QT_QPA_PLATFORM=offscreen)
    as person "$@" --data-dir /tmp/opened --exit-after 12s /tmp/ward.wgdesk &
    local running=$! rc=0
    outside=()
    keeps_ward "$root/tmp/opened" || rc=$?
    wait $running || rc=$?
    return $rc
}

everything() { (cd "$root" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log -o -path ./tmp -o -path ./home -o -path ./proc \) -prune -o -print | sort); }

# By association, as a file manager does it; `xdg-open` starts what the type's desktop entry says.
opens_by_association() {
    local rc=0 kind
    write_desk "$root/tmp/backup-of-a-desk"
    # A recording is a SQLite file with our number in it.
    printf 'SQLite format 3\0' >"$root/tmp/session.wgrec"
    truncate -s 512 "$root/tmp/session.wgrec"
    printf 'WGRE' | dd of="$root/tmp/session.wgrec" bs=1 seek=68 conv=notrunc status=none
    kind=$(as person xdg-mime query filetype /tmp/session.wgrec)
    [ "$kind" = application/x-watchglass-recording ] || { echo "session.wgrec is $kind"; rc=1; }
    for kind in recording desk; do
        [ "$(as person xdg-mime query default application/x-watchglass-$kind)" = $id.desktop ] || { echo "$kind: another program"; rc=1; }
    done
    outside=("DISPLAY=:$display")
    as person xdg-open /tmp/backup-of-a-desk &
    keeps_ward "$root/home/person/.local/share/watchglass" || rc=$?
    # The running one is handed the second file, and shows that it was.
    as person xdg-open /tmp/session.wgrec
    outside=()
    sleep 3
    import -display ":$display" -window root "$notes/association.png"
    # Only processes of this name space can be seen here.
    local running
    running=$(pgrep -x watchglass)
    [ "$(wc -w <<<"$running")" = 1 ] || { echo "not one Watchglass runs: $running"; rc=1; }
    # shellcheck disable=SC2086 # several ids are several words
    kill $running
    wait
    return $rc
}

try_deb() {
    fresh bookworm
    check "deb: lintian has no errors" lintian --allow-root --fail-on error --tag-display-limit 0 "$deb"
    cp "$deb" "$root/opt/watchglass.deb"
    chroot "$root" apt-get -qq update >"$notes/apt.log" 2>&1
    # First what it depends on, so that what remains afterwards is its own.
    chroot "$root" apt-get -qq install --no-install-recommends xdg-utils shared-mime-info desktop-file-utils libfile-mimeinfo-perl procps \
        /opt/watchglass.deb >>"$notes/apt.log" 2>&1
    chroot "$root" dpkg --purge watchglass >>"$notes/apt.log" 2>&1
    everything >"$notes/before"
    check "deb: installs" chroot "$root" apt-get -qy install --no-install-recommends /opt/watchglass.deb
    check "deb: self test, offscreen" as person watchglass --selftest
    check "deb: version of each program" as person sh -c 'watchglass --version && watchglass-cli --version && watchglass-sim --help'
    outside=("DISPLAY=:$display")
    check "deb: self test, on X" as person watchglass --selftest
    outside=()
    check "deb: opens a desk that is named" opens_desk watchglass
    check "deb: files open by association" opens_by_association
    check "deb: is removed" chroot "$root" apt-get -qy purge watchglass
    everything >"$notes/after"
    check "deb: nothing is left" diff "$notes/before" "$notes/after"
}

reproduces() {
    local again=$PWD/$build/again
    export SOURCE_DATE_EPOCH QT_RCC_SOURCE_DATE_OVERRIDE
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    QT_RCC_SOURCE_DATE_OVERRIDE=$SOURCE_DATE_EPOCH
    rm -rf "$again"
    packaging/linux/appimage.sh "$build" "$again/${image##*/}" "$(cat "$build/appimage-level")"
    cpack --config "$build/CPackConfig.cmake" -B "$again/cpack" -G DEB
    cmp "$image" "$again/${image##*/}" && cmp "$deb" "$again/cpack/${deb##*/}"
}

# The screen outside.
[ -d /tmp/.X11-unix ] || mkdir -m 1777 /tmp/.X11-unix
mount -t tmpfs -o mode=1777 sockets /tmp/.X11-unix # of this script alone
Xvfb ":$display" -nolock -screen 0 1600x900x24 -nolisten tcp -ac >"$notes/xvfb.log" 2>&1 &
xvfb=$!
trap 'kill $xvfb 2>/dev/null' EXIT
for _ in $(seq 50); do [ ! -S /tmp/.X11-unix/X$display ] || break; sleep 0.1; done

[ $# -gt 0 ] || set -- form bookworm trixie deb reproduces
for what in "$@"; do
    case $what in
    bookworm | trixie) try_appimage "$what" ;;
    form) check "AppImage has the form of one" is_appimage ;;
    deb) try_deb ;;
    reproduces) check "the same commit gives the same bytes" reproduces ;;
    *) echo "test_packages: there is no '$what'" >&2 && exit 2 ;;
    esac
done
[ $failed = 0 ] || { echo "$failed checks failed"; exit 1; }
