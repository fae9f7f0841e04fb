#!/usr/bin/env python3
"""One peer over the names and queries of the bench. usage: peers.py ENGINE NAMES.tsv QUERIES.tsv [queries per class]

ENGINE: tantivy, fts5word, fts5tri, pgtrgm (PERF_PG says where PostgreSQL is). Prints one line of JSON like search-bench.
"""
import json, os, shutil, sqlite3, sys, time

from queries import fold

WORK = os.environ.get("PERF_WORK", "perf-work")


def memory_mb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


def tantivy_engine(names):
    import tantivy

    folder = os.path.join(WORK, "tantivy")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    builder.add_text_field("name")
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(400_000_000, 2)
    for number, name in enumerate(names):
        writer.add_document(tantivy.Document(id=number, name=name))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def run(text):
        """Each word with the errors its length allows, the last one unfinished; the word itself counts twice."""
        words, parts = text.split(), []
        for place, word in enumerate(words):
            distance = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
            fuzzy = tantivy.Query.fuzzy_term_query(
                schema, "name", word, distance=distance, transposition_cost_one=True, prefix=place == len(words) - 1)
            parts += [(tantivy.Occur.Should, fuzzy), (tantivy.Occur.Should, tantivy.Query.term_query(schema, "name", word))]
        hits = searcher.search(tantivy.Query.boolean_query(parts), 10).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return run


def fts5_engine(names, tokenizer, match):
    path = os.path.join(WORK, "fts5.sqlite")
    if os.path.exists(path):
        os.remove(path)
    base = sqlite3.connect(path)
    for pragma in ("journal_mode=off", "cache_size=-400000", "mmap_size=2000000000"):
        base.execute("pragma " + pragma)
    base.execute(f"create virtual table company using fts5(name, {tokenizer})")
    base.executemany("insert into company(rowid, name) values (?, ?)", enumerate(names))
    base.execute("insert into company(company) values ('optimize')")
    base.commit()
    query = "select rowid from company where company match ? order by rank limit 10"
    return lambda text: [row[0] for row in base.execute(query, (match(text),))]


def fts5word_engine(names):
    tokenizer = "tokenize='unicode61 remove_diacritics 2', prefix='2 3'"
    return fts5_engine(names, tokenizer, lambda text: " ".join(f'"{word}"*' for word in text.split()))


def fts5tri_engine(names):
    def match(text):
        return " OR ".join(f'"{part}"' for part in sorted({text[i : i + 3] for i in range(len(text) - 2)}))

    return fts5_engine(names, "tokenize='trigram'", match)


def pgtrgm_engine(names):
    import psycopg

    base = psycopg.connect(os.environ["PERF_PG"], autocommit=True)
    base.execute("create extension if not exists pg_trgm")
    base.execute("drop table if exists company")
    base.execute("create table company (id int, name text)")
    with base.cursor().copy("copy company from stdin") as rows:
        for number, name in enumerate(names):
            rows.write_row((number, name))
    base.execute("create index company_name on company using gin (name gin_trgm_ops)")
    base.execute("vacuum analyze company")
    for setting in ("pg_trgm.similarity_threshold=0.45", "jit=off", "max_parallel_workers_per_gather=0"):
        base.execute("set " + setting)
    query = "select id from company where name %% %s order by similarity(name, %s) desc limit 10"
    return lambda text: [row[0] for row in base.execute(query, (text, text), prepare=True)]


ENGINES = {"tantivy": tantivy_engine, "fts5word": fts5word_engine, "fts5tri": fts5tri_engine, "pgtrgm": pgtrgm_engine}


def summary(runs):
    times, processor = sorted(run[0] for run in runs), sorted(run[1] for run in runs)
    last = min(len(times) - 1, len(times) * 99 // 100)
    return {
        "p50_ms": times[len(times) // 2] * 1e3, "p99_ms": times[last] * 1e3,
        "cpu_p50_ms": processor[len(times) // 2] * 1e3, "cpu_p99_ms": processor[last] * 1e3,
        "recall": sum(run[2] for run in runs) / len(runs),
    }


def main():
    engine, names_path, queries_path = sys.argv[1:4]
    per_class = int(sys.argv[4]) if len(sys.argv) > 4 else 10**9
    with open(names_path, encoding="utf-8") as file:
        names = [fold(line.split("\t")[1]) for line in file]
    with open(queries_path, encoding="utf-8") as file:
        queries = [line.rstrip("\n").split("\t") for line in file]
    before, start = memory_mb(), time.process_time()
    run = ENGINES[engine](names)
    built, held = time.process_time() - start, memory_mb() - before
    for _, text, _ in queries[:20] if per_class > 20 else []:
        run(text)
    runs = {}
    for kind, text, target in queries:
        if len(runs.get(kind, ())) >= per_class:
            continue
        start, processor = time.perf_counter(), time.process_time()
        found = [names[number] for number in run(text)]
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
        right = target in found or kind == "prefix" and any(name.startswith(text) for name in found)
        runs.setdefault(kind, []).append((seconds, processor, right))
    classes = {kind: summary(measured) for kind, measured in runs.items()}
    classes["all"] = summary([run for measured in runs.values() for run in measured])
    print(json.dumps({"engine": engine, "docs": len(names), "build_s": built, "memory_MB": held, "classes": classes}))


main()
