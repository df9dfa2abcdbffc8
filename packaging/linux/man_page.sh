#!/bin/sh
# man_page.sh PROGRAM PAGE VERSION: the manual page of what a program says about itself with --help. Its date is
# SOURCE_DATE_EPOCH where that is set.
set -eu
program=$1 page=$2 version=$3
name=${program##*/}
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
mkdir -p "${page%/*}"
more=$page.more
trap 'rm -f "$more" "$page.new"' EXIT

# A program with commands says the rest of it for each of them.
case $name in
watchglass) says='watch live sensors' commands= ;;
watchglass-cli) says='watch live sensors without a display' commands=$("$program" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p') ;;
watchglass-sim) says='serve a simulated fleet of sensors, or a recording' commands= ;;
esac
: >"$more"
for command in $commands; do
    {
        echo "[$name $command]"
        echo '.nf'
        "$program" "$command" --help | sed "s|^Usage: [^ ]*|Usage: $name $command|" | sed 's/\\/\\\\/g; s/^\([.'"'"']\)/\\\&\1/; s/-/\\-/g'
        echo '.fi'
        echo
    } >>"$more"
done
cat >>"$more" <<'TEXT'
[files]
Settings, desks, alarm rules and the history of alarms are kept where the desktop keeps a program's: below
~/.config/watchglass and ~/.local/share/watchglass, or in the folder that \-\-data\-dir names.

[see also]
.BR watchglass (1),
.BR watchglass\-cli (1),
.BR watchglass\-sim (1)
TEXT
help2man --no-info --no-discard-stderr --section=1 --name="$says" --source="Watchglass $version" \
    --manual="User Commands" --version-string="$name $version" --include="$more" --output="$page.new" "$program"
mv "$page.new" "$page"
