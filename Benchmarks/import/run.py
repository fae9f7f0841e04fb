#!/usr/bin/env python3
"""Import of a SIECLE school through the command line: medians of wall and CPU time.

usage: run.py [--binary .build/release/bureau] [--learners 650] [--rounds 5]

Makes the files of a fictional school (learners, responsables, structures; seed fixed), then for each round imports them
into a fresh database and a second time into the same one, where nothing may change.
"""
import argparse, json, os, random, resource, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "web"))
from bureau import SCHOOL, Bureau

UAI, YEAR = "0999001W", 2026


def files(folder, count):
    chance = random.Random(20260901)
    classes = [f"{level}{trade}" for level in ("2", "1", "T") for trade in ("MRC", "MELEC", "MV", "AGORA", "ASSP", "CUIS", "TCB", "MS")]
    pupils, places, persons, links, addresses = [], [], [], [], []
    for i in range(count):
        identifier, ine = 900000 + i, f"{100000000 + i:09d}AB"
        pupils.append(
            f'<ELEVE ELEVE_ID="{identifier}" ELENOET="{4000 + i}"><ID_NATIONAL>{ine}</ID_NATIONAL>'
            f"<NOM_DE_FAMILLE>FICTIF-{i:04d}</NOM_DE_FAMILLE><NOM_USAGE/><PRENOM>Prénom{i % 97}</PRENOM>"
            f"<DATE_NAISS>{1 + i % 28:02d}/{1 + i % 12:02d}/{2008 + i % 3}</DATE_NAISS><CODE_SEXE>{1 + i % 2}</CODE_SEXE>"
            f"<CODE_PAYS>100</CODE_PAYS><CODE_REGIME>{chance.choice(('1', '21', '3'))}</CODE_REGIME>"
            f"<CODE_MEF>24731211310</CODE_MEF><CODE_STATUT>ST</CODE_STATUT><DATE_ENTREE>01/09/2026</DATE_ENTREE></ELEVE>"
        )
        places.append(
            f'<STRUCTURES_ELEVE ELEVE_ID="{identifier}"><STRUCTURE><CODE_STRUCTURE>{classes[i % len(classes)]}</CODE_STRUCTURE>'
            "<TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>"
        )
        for rank in (1, 2):
            person = 2 * i + rank
            persons.append(
                f'<PERSONNE PERSONNE_ID="{person}"><NOM_DE_FAMILLE>FICTIF-{i:04d}</NOM_DE_FAMILLE><PRENOM>Parent{rank}</PRENOM>'
                f"<LC_CIVILITE>{'MME' if rank == 1 else 'M.'}</LC_CIVILITE><TEL_PORTABLE>0639980{person % 1000:03d}</TEL_PORTABLE>"
                f"<MEL>parent{person}@famille.example</MEL><ADRESSE_ID>{person}</ADRESSE_ID></PERSONNE>"
            )
            links.append(
                f"<RESPONSABLE_ELEVE><ELEVE_ID>{identifier}</ELEVE_ID><PERSONNE_ID>{person}</PERSONNE_ID><RESP_LEGAL>{rank}</RESP_LEGAL>"
                f"<CODE_PARENTE>{rank}0</CODE_PARENTE></RESPONSABLE_ELEVE>"
            )
            addresses.append(
                f'<ADRESSE ADRESSE_ID="{person}"><LIGNE1_ADRESSE>{i} RUE DE L\'INVENTION</LIGNE1_ADRESSE>'
                "<CODE_POSTAL>99000</CODE_POSTAL><LL_PAYS>FRANCE</LL_PAYS><LIBELLE_POSTAL>VILLE-FICTIVE</LIBELLE_POSTAL></ADRESSE>"
            )
    head = '<?xml version="1.0" encoding="ISO-8859-15"?>\n'
    meta = f"<PARAMETRES><UAJ>{UAI}</UAJ><ANNEE_SCOLAIRE>{YEAR}</ANNEE_SCOLAIRE><DATE_EXPORT>15/09/2026</DATE_EXPORT></PARAMETRES>"
    texts = {
        "ElevesSansAdresses.xml": f'<BEE_ELEVES VERSION="2.1">{meta}<DONNEES><ELEVES>{"".join(pupils)}</ELEVES><STRUCTURES>{"".join(places)}</STRUCTURES></DONNEES></BEE_ELEVES>',
        "ResponsablesAvecAdresses.xml": f'<BEE_RESPONSABLES VERSION="2.1">{meta}<DONNEES><PERSONNES>{"".join(persons)}</PERSONNES><RESPONSABLES>{"".join(links)}</RESPONSABLES><ADRESSES>{"".join(addresses)}</ADRESSES></DONNEES></BEE_RESPONSABLES>',
    }
    paths = []
    for name, text in texts.items():
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write((head + text).encode("iso-8859-15"))
        paths.append(path)
    return paths


def timed(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} stopped:\n{done.stderr}{done.stdout}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def empty_school(program, folder, port):
    """The database of a school that nobody filled, opened through the first-run page; copied for each round."""
    SCHOOL["uai"], SCHOOL["academie"] = UAI, "16"
    bureau = Bureau(program, folder, port)
    bureau.start()
    bureau.open()
    bureau.stop()
    return bureau.file


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default=".build/release/bureau")
    options.add_argument("--learners", type=int, default=650)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--port", type=int, default=8804)
    chosen = options.parse_args()
    folder = tempfile.mkdtemp(prefix="bureau-import-")
    figures = {"first": [], "again": []}
    try:
        sources = files(folder, chosen.learners)
        empty = empty_school(chosen.binary, folder, chosen.port)
        for _ in range(chosen.rounds):
            base = os.path.join(folder, "round.sqlite")
            for suffix in ("", "-wal", "-shm"):
                if os.path.exists(base + suffix):
                    os.remove(base + suffix)
            shutil.copy(empty, base)
            command = [chosen.binary, "import", "siecle", *sources, "--database", f"sqlite:{base}", "--yes"]
            figures["first"].append(timed(command))
            figures["again"].append(timed(command))
    finally:
        shutil.rmtree(folder)
    for name, rounds in figures.items():
        print(
            json.dumps(
                {
                    "bench": f"siecle-{name}", "learners": chosen.learners, "rounds": chosen.rounds,
                    "wall_s": round(statistics.median(r[0] for r in rounds), 3),
                    "cpu_s": round(statistics.median(r[1] for r in rounds), 3),
                }
            )
        )


if __name__ == "__main__":
    main()
