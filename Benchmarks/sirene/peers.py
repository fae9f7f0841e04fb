#!/usr/bin/env python3
"""One peer on a StockEtablissement file: keeps the active places of eight départements and of the NAF divisions 10 to 47,
twelve columns. usage: peers.py polars|duckdb|csv FILE. Prints one line of JSON."""
import csv, json, resource, sys, time

ENGINE, FILE = sys.argv[1:3]
DEPARTEMENTS = ("13", "84", "04", "05", "69", "38", "42", "01")
COLUMNS = (
    "siret siren enseigne1Etablissement denominationUsuelleEtablissement activitePrincipaleEtablissement "
    "codePostalEtablissement libelleCommuneEtablissement codeCommuneEtablissement trancheEffectifsEtablissement "
    "coordonneeLambertAbscisseEtablissement coordonneeLambertOrdonneeEtablissement etatAdministratifEtablissement"
).split()
STATE, TOWN, TRADE = COLUMNS[11], COLUMNS[7], COLUMNS[4]


def with_polars():
    import polars

    column = polars.col
    kept = (
        polars.scan_csv(FILE, infer_schema=False)
        .filter(
            (column(STATE) == "A") & column(TOWN).str.slice(0, 2).is_in(list(DEPARTEMENTS))
            & (column(TRADE) >= "10") & (column(TRADE) < "48"))
        .select(COLUMNS).collect()
    )
    return kept.height


def with_duckdb():
    import duckdb

    source = f"read_csv('{FILE}', header=true, all_varchar=true, delim=',', quote='\"')"
    condition = f"{STATE} = 'A' and substr({TOWN}, 1, 2) in {DEPARTEMENTS} and {TRADE} >= '10' and {TRADE} < '48'"
    return len(duckdb.sql(f"select {', '.join(COLUMNS)} from {source} where {condition}").fetchall())


def with_csv():
    kept = 0
    with open(FILE, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [header.index(name) for name in COLUMNS]
        state, town, trade = places[11], places[7], places[4]
        for row in reader:
            if row[state] == "A" and row[town][:2] in DEPARTEMENTS and "10" <= row[trade] < "48":
                kept += len([row[place] for place in places]) > 0
    return kept


start = time.process_time()
kept = {"polars": with_polars, "duckdb": with_duckdb, "csv": with_csv}[ENGINE]()
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps({"engine": ENGINE, "kept": kept, "cpu_s": seconds, "peak_MB": peak}))
