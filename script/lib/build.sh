# shellcheck shell=bash disable=SC2154 # « root » and « live » come from lib.sh
# Building with SwiftPM: only when a source changed, with a progress line, and quiet unless something is wrong.

# Where the log of the last build is kept.
build_log=$root/.build/bureau-build.log

# build ARGUMENT… runs `swift build`; on failure shows the errors, not the thousand lines around them.
build() {
    mkdir -p "$(dirname "$build_log")"
    if ! swift build -j "$(jobs_at_once)" "$@" 2>&1 | tee "$build_log" | build_progress; then
        build_errors <"$build_log" >&2
        fail "La construction a échoué. Le détail est dans ${build_log#"$root/"}."
    fi
}

# One line that moves on a terminal; elsewhere one line every ten seconds.
build_progress() {
    local line note next=$((SECONDS + 10)) started=$SECONDS
    while IFS= read -r line; do
        note=$(build_note "$line")
        [[ -n $note ]] || continue
        if [[ -n $live ]]; then
            printf '\r\e[K  %.100s' "$note · $(elapsed $((SECONDS - started)))"
        elif ((SECONDS >= next)); then
            say "  $note · $(elapsed $((SECONDS - started)))"
            next=$((SECONDS + 10))
        fi
    done
    if [[ -n $live ]]; then printf '\r\e[K'; fi
}

# What is worth showing of a line of `swift build`: the step and its share, or the package being fetched.
build_note() {
    local step='^\[([0-9]+)/([0-9]+)\] (.*)$' fetch='^(Fetching|Fetched|Updating|Creating|Computing|Cloning|Working)'
    if [[ $1 =~ $step && ${BASH_REMATCH[2]} != 0 ]]; then
        local at=${BASH_REMATCH[1]} of=${BASH_REMATCH[2]}
        printf '%3d %% (%s/%s) %s' $((100 * at / of)) "$at" "$of" "${BASH_REMATCH[3]}"
    elif [[ $1 =~ $fetch ]]; then
        printf '%s' "$1"
    fi
}

# The errors of a build, each once; the end of the log when no line says « error ».
build_errors() {
    local log
    log=$(cat)
    if grep -q 'error:' <<<"$log"; then
        grep -A 4 'error:' <<<"$log" | awk '$0 == "--" || !seen[$0]++' | head -n 80
    else
        tail -n 40 <<<"$log"
    fi
}

# What decides of the executable besides its sources: the toolchain, whose libraries are loaded at run time, and the
# versions of the packages (by content: SwiftPM writes that file while it builds).
build_identity() {
    readlink -f "$(command -v swift)" || true
    if [[ -f Package.resolved ]]; then cksum <Package.resolved; fi
}

# is_fresh EXECUTABLE STAMP: it exists, has the same identity, and no source is newer. A folder counts too, so that a
# removed file is noticed.
is_fresh() {
    local executable=$1 stamp=$2
    [[ -x $executable && -f $stamp && $(<"$stamp") == "$(build_identity)" ]] &&
        [[ -z $(find Package.swift Sources -newer "$stamp" -print -quit) ]]
}

# The program people run is built without debugging information: a quarter less memory to build it (4.4 GB at most), and
# 75 MB instead of 188. A crash still names its functions.
release_options=(-c release --product bureau -debug-info-format none)

# build_release builds the program people run, when it must be. The stamp bears the time the build began: a file saved
# meanwhile is built next time.
build_release() {
    local executable=.build/release/bureau stamp=.build/bureau-release.stamp
    if is_fresh "$executable" "$stamp"; then return; fi
    need_swift
    mkdir -p .build
    touch "$stamp.began"
    if [[ ! -f $stamp ]]; then
        say "Première construction : les bibliothèques sont compilées aussi, comptez un quart d’heure sur deux cœurs."
    fi
    step "Construction de bureau" build "${release_options[@]}"
    build_identity >"$stamp"
    touch -r "$stamp.began" "$stamp"
    rm "$stamp.began"
}
