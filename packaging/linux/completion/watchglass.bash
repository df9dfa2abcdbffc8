# Completion for bash of watchglass, watchglass-cli and watchglass-sim. What there is, the programs themselves say.

_watchglass() {
    local program=$1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=()
    if [ "${program##*/}" = watchglass-cli ]; then
        if [ "$COMP_CWORD" = 1 ]; then
            mapfile -t COMPREPLY < <(compgen -W "$("$program" --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p') --help --version" -- "$word")
            return
        fi
        command=("${COMP_WORDS[1]}")
    fi
    case $before in
    --data-dir) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
    --token-file | --screenshot | --play) mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W "dark light contrast system" -- "$word") && return ;;
    --connect | --source)
        mapfile -t COMPREPLY < <(compgen -W "valtronics: sensocto: disruptive: terra: moonsense:" -- "$word")
        return
        ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$("$program" "${command[@]}" --help 2>/dev/null | grep -o -- '--[a-z][a-z-]*' | sort -u)" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -o filenames -F _watchglass watchglass watchglass-cli watchglass-sim
