# shellcheck shell=bash disable=SC2034 # the lists are for the scripts
# The Debian packages each task needs, and how the missing ones are installed.

build_packages=(
    git pkg-config g++
    libsqlite3-dev zlib1g-dev libxml2-dev libzip-dev libxlsxwriter-dev libcurl4-openssl-dev libqrencode-dev
)
run_packages=(ca-certificates tzdata fonts-liberation2 fonts-dejavu-core libjs-leaflet)
test_packages=(libpq-dev postgresql chromium poppler-utils qpdf python3 python3-venv)
lint_packages=(git python3 shellcheck)

missing_packages() {
    local -A installed=()
    local name
    # shellcheck disable=SC2016 # the ${…} are dpkg-query's
    while read -r name; do
        installed[$name]=yes
    done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p')
    for name; do
        [[ -n ${installed[$name]:-} ]] || printf '%s\n' "$name"
    done
}

# need_packages NAME… installs what is missing; costs milliseconds when nothing is.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        warn "Ce système n’est pas une Debian. Installez vous-même l’équivalent de : $*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} > 0)); then
        step "Installation de paquets Debian : ${missing[*]}" install_packages "${missing[@]}"
    fi
}

install_packages() {
    may_install "$@"
    local log
    log=$(mktemp)
    as_root apt-get update -q >"$log" 2>&1 || warn "« apt-get update » a échoué : essai avec les listes présentes."
    if ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "L’installation a échoué. Le détail est dans $log."
    fi
    rm -f "$log"
}

may_install() {
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        fail "Il manque des paquets, et ni root ni sudo ne sont disponibles. En tant que root, lancez :
  apt-get install $*"
    fi
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

need_swift() {
    command -v swift >/dev/null ||
        fail "Swift est introuvable. Installez Swift 6.3 (https://www.swift.org/install/linux/debian/12/), puis relancez."
}
