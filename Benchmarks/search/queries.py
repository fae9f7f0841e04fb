#!/usr/bin/env python3
"""Queries for a file of names, five classes, seeded. usage: queries.py NAMES.tsv OUT.tsv [per class, 200] [seed, 7]

exact: lower case without accents; typo1: one edit in the longest word; typo2: two edits; prefix: the first 60 % typed;
phon: one spelling replaced by another of the same sound. OUT has class, query and the folded target.
"""
import random, re, sys, unicodedata

SPELLINGS = (
    ("ph", "f"), ("eau", "o"), ("ault", "o"), ("aux", "o"), ("ee", "e"), ("ll", "l"), ("nn", "n"), ("tt", "t"),
    ("ai", "e"), ("que", "k"), ("y", "i"),
)


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def edit(word, chance):
    place, kind, letter = chance.randrange(1, len(word)), chance.randrange(4), chance.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == 0:
        return word[:place] + letter + word[place:]
    if kind == 1:
        return word[:place] + word[place + 1:]
    if kind == 2:
        return word[:place] + letter + word[place + 1:]
    return word[:place - 1] + word[place] + word[place - 1] + word[place + 1:]


def by_ear(text):
    for written, heard in SPELLINGS:
        if written in text:
            return text.replace(written, heard, 1)
    return text


def query(kind, name, chance):
    """What someone types for a name; None when the name does not lend itself to it."""
    words = name.split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    if len(words[longest]) < 5:
        return None
    if kind == "exact":
        return name
    if kind == "typo1":
        words[longest] = edit(words[longest], chance)
        return " ".join(words)
    if kind == "typo2":
        words[longest] = edit(words[longest], chance)
        other = chance.randrange(len(words))
        other = other if len(words[other]) > 3 else longest
        words[other] = edit(words[other], chance)
        return " ".join(words)
    if kind == "prefix":
        return name[: max(4, int(len(name) * 0.6))].strip()
    heard = by_ear(name)
    return heard if heard != name else None


def queries(names, per_class=200, seed=7):
    chance, made = random.Random(seed), []
    for kind in ("exact", "typo1", "typo2", "prefix", "phon"):
        count = 0
        while count < per_class:
            name = fold(chance.choice(names))
            text = query(kind, name, chance) if name else None
            if text:
                made.append((kind, text, name))
                count += 1
    return made


if __name__ == "__main__":
    per_class = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    with open(sys.argv[1], encoding="utf-8") as file:
        names = [line.split("\t")[1] for line in file]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for line in queries(names, per_class, seed):
            out.write("\t".join(line) + "\n")
