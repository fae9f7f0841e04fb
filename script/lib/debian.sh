# shellcheck shell=bash
# What a Debian package says of itself.

# What the program opens at run time without being linked to it.
package_needs=(adduser ca-certificates fonts-dejavu-core fonts-liberation2 libjs-leaflet tzdata)

# control TREE VERSION prints the control file of the package laid out in TREE.
control() {
    local tree=$1 version=$2 depends
    depends=$({ linked_packages "$tree/usr/lib/bureau/bureau" && printf '%s\n' "${package_needs[@]}"; } |
        sort -u | paste -sd , | sed 's/,/, /g')
    cat <<CONTROL
Package: bureau
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: Bureau <bureau@localhost>
Section: web
Priority: optional
Installed-Size: $(du -sk "$tree" | cut -f 1)
Depends: $depends
Suggests: postgresql
Description: le logiciel du bureau des entreprises des lycées professionnels
 Élèves, entreprises partenaires, périodes de formation en milieu professionnel,
 conventions : un service web qui s’installe dans l’établissement ou en académie.
CONTROL
}

# The Debian packages of the libraries an executable is linked to.
linked_packages() {
    local library file
    objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }' | while IFS= read -r library; do
        file=$(ldd "$1" | awk -v name="$library" '$1 == name { print $3 }')
        if [[ -n $file ]]; then package_of "$file"; fi
    done | sort -u
}

# /lib and /usr/lib are one folder since Debian 12, and the packages still know their files by either name.
package_of() {
    local found
    found=$(dpkg -S "$1" 2>/dev/null || dpkg -S "${1#/usr}" 2>/dev/null || dpkg -S "/usr${1}" 2>/dev/null || true)
    if [[ -z $found ]]; then fail "La bibliothèque $1 ne vient d’aucun paquet Debian : le paquet ne s’installerait pas ailleurs."; fi
    printf '%s\n' "${found%%:*}"
}
