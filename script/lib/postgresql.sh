# shellcheck shell=bash
# A PostgreSQL of the tests' own: in a temporary folder, on a free port of 127.0.0.1, thrown away at the end.

# start_postgresql FOLDER starts it there and leaves how to connect in BUREAU_TEST_POSTGRESQL. The tests' role owns
# its database but is no superuser: row-level security applies to it.
start_postgresql() {
    postgresql_folder=$1
    mkdir -p "$postgresql_folder"
    random_word >"$postgresql_folder/password"
    if ((EUID == 0)); then chown -R postgres: "$postgresql_folder"; fi

    postgresql_run initdb -D "$postgresql_folder/data" -U postgres -E UTF8 --locale=C --no-sync \
        --auth=scram-sha-256 --pwfile="$postgresql_folder/password" >"$1.initdb.log" 2>&1 ||
        fail "initdb a échoué : $(tail -n 5 "$1.initdb.log")"
    postgresql_settings | postgresql_run tee -a "$postgresql_folder/data/postgresql.conf" >/dev/null
    postgresql_on_a_free_port
    create_test_database "$(<"$postgresql_folder/password")"
}

# Durability is not what is tested.
postgresql_settings() {
    cat <<'SETTINGS'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
SETTINGS
}

postgresql_on_a_free_port() {
    local try
    for try in 1 2 3 4 5; do
        postgresql_port=$((20000 + RANDOM % 12000))
        if postgresql_run pg_ctl -D "$postgresql_folder/data" -w -o "-p $postgresql_port" \
            -l "$postgresql_folder/server.log" start >/dev/null 2>&1; then
            return
        fi
    done
    fail "PostgreSQL n’a pas démarré après $try essais : $(tail -n 5 "$postgresql_folder/server.log")"
}

create_test_database() {
    local password=$1 server="host=127.0.0.1 port=$postgresql_port"
    PGPASSWORD=$password psql -q -v ON_ERROR_STOP=1 "$server user=postgres dbname=postgres" <<SQL
create role bureau login createdb password '$password';
create database bureau owner bureau;
SQL
    export BUREAU_TEST_POSTGRESQL="$server user=bureau password=$password dbname=bureau"
}

stop_postgresql() {
    if [[ -n ${postgresql_port:-} ]]; then
        postgresql_run pg_ctl -D "$postgresql_folder/data" -m immediate stop >/dev/null 2>&1 || true
    fi
}

# PostgreSQL refuses to run as root; its own user then does it.
postgresql_run() {
    local tool=$1
    shift
    if [[ $tool != tee ]]; then tool=$(pg_config --bindir)/$tool; fi
    if ((EUID == 0)); then
        (cd / && runuser -u postgres -- "$tool" "$@")
    else
        "$tool" "$@"
    fi
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
