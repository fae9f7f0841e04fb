# shellcheck shell=bash
# What every script shares. Sourcing it moves to the root of the repository.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck disable=SC2034 # for the scripts that take a path
called_from=$PWD
cd "$root" || exit

# shellcheck disable=SC2034 # « live » is for the progress line of a build
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' dim=$'\e[2m' plain=$'\e[0m' live=yes
else
    bold='' red='' green='' dim='' plain='' live=''
fi

say() { printf '%s\n' "$*"; }
warn() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; }

# A problem the person can solve: the sentence says how.
fail() {
    warn "$*"
    exit 1
}

# Wrong use of a script: exit status 2, as the program itself does.
misused() {
    warn "$*"
    say "Aide : $0 --help" >&2
    exit 2
}

# Seconds as people read them: 48 s, 3 min 07 s.
elapsed() {
    if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# step LABEL COMMAND… announces a piece of work, does it, and says how long it took.
step() {
    local label=$1 started=$SECONDS
    shift
    say "$bold▸ $label$plain"
    "$@"
    say "  ${green}fait$plain ${dim}en $(elapsed $((SECONDS - started)))$plain"
}

# The comment block at the top of a script is its help.
usage() {
    sed -n '2,/^[^#]/{/^#/!q;s/^# \{0,1\}//;p}' "$0"
}

# The value of an option, or a refusal when the command line stops short.
option_value() {
    if (($# < 2)) || [[ -z $2 ]]; then misused "L’option $1 attend une valeur."; fi
    printf '%s' "$2"
}

# Compilers that run at once: one a core, and no more than the memory carries (1 GB each).
jobs_at_once() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    ((gigabytes < 1)) && gigabytes=1
    printf '%d' $((cores < gigabytes ? cores : gigabytes))
}

# Data, logs and pictures of this clone, for this account only.
make_var() {
    mkdir -p -m 700 var
    chmod 700 var
}

# The files of the repository, new ones included, ignored ones left out: repository_files '*.swift'
repository_files() {
    git ls-files --cached --others --exclude-standard -- "$@" 2>/dev/null | sort -u | while IFS= read -r file; do
        if [[ -f $file ]]; then printf '%s\n' "$file"; fi
    done
}

# shellcheck source=script/lib/packages.sh
source "$root/script/lib/packages.sh"
