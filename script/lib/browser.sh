# shellcheck shell=bash disable=SC2154 # « root » comes from lib.sh
# What browser tests need: a Python environment of their own, and an OpenID Connect provider.

browser_venv=$root/.build-browser-venv

# Installs the packages of Tests/Browser/requirements.txt, again only when that file changes.
need_browser_venv() {
    local wanted=Tests/Browser/requirements.txt
    cmp -s "$wanted" "$browser_venv/installed.txt" ||
        step "Installation de Playwright et de pytest" make_browser_venv "$wanted"
}

make_browser_venv() {
    local log=$root/var/artefacts/pip.log
    make_var
    mkdir -p "$(dirname "$log")"
    if ! { /usr/bin/python3 -m venv --clear "$browser_venv" &&
        "$browser_venv/bin/pip" install --disable-pip-version-check --requirement "$1"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "L’environnement Python des tests n’a pas pu être installé. Le détail est dans ${log#"$root/"}."
    fi
    cp "$1" "$browser_venv/installed.txt"
}

# start_oidc_provider LOG leaves the address of its issuer in BUREAU_TEST_OIDC.
start_oidc_provider() {
    local port=$((32000 + RANDOM % 700)) try
    "$browser_venv/bin/oidc-provider-mock" --port "$port" >"$1" 2>&1 &
    oidc_provider=$!
    for ((try = 0; try < 150; try++)); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            export BUREAU_TEST_OIDC="http://127.0.0.1:$port"
            return
        fi
        kill -0 "$oidc_provider" 2>/dev/null || break
        sleep 0.2
    done
    fail "Le fournisseur OpenID Connect de test n’a pas démarré : $(tail -n 5 "$1")"
}

stop_oidc_provider() {
    if [[ -n ${oidc_provider:-} ]]; then kill "$oidc_provider" 2>/dev/null || true; fi
}
