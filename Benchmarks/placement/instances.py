#!/usr/bin/env python3
"""Synthetic instances with fixed seeds, nobody's data.

usage: instances.py place OUT.bin --learners 25000 --places 40000 --k 50 --schools 100 --families 40 --seed 20260101 [--dense]
       instances.py tours OUT.txt --visits 300 [--seed 3]

place: each learner has the k nearest places of their formation. Cost in tenths of a minute of travel, less for a wish,
more for a known host, a little for the host's preference. « Not placed » costs 1 000 000, or 1 200 000 without a network.
The format is in docs/placement-engine.md. tours: visits around a school, half-days of 3 h 30, 25 minutes a visit, 40 % of
the hosts open for 90 minutes only; the text lists visits, length, duration, cost of a half-day, the travel times row
after row, then openings and closings, in seconds.
"""
import argparse

import numpy as np

MARK = 0x504C4143
CLOSED = 3_000_000


def towns_and_people(random, learners, places, schools, families):
    count = max(3, schools * 3)
    town = random.uniform(0, 30 * np.sqrt(schools), (count, 2))
    weight = 1 / np.arange(1, count + 1) ** 0.8
    weight /= weight.sum()
    school = random.choice(count, schools, p=weight)
    share = 1 / np.arange(1, families + 1) ** 0.7
    share /= share.sum()
    of_school = random.integers(0, schools, learners)
    homes = town[school[of_school]] + random.normal(0, 12, (learners, 2))
    family = random.choice(families, learners, p=share)
    sites = town[random.choice(count, places, p=weight)] + random.normal(0, 5, (places, 2))
    first = random.choice(families, places, p=share)
    second = np.where(random.random(places) < 0.3, random.integers(0, families, places), -1)
    return homes, family, sites, first, second


def nearest(homes, family, sites, first, second, families, k, dense):
    from scipy.spatial import cKDTree

    place = np.full((len(homes), k), -1, np.int32)
    distance = np.zeros((len(homes), k))
    for one in range(families):
        open_places = np.arange(len(sites)) if dense else np.flatnonzero((first == one) | (second == one))
        who = np.flatnonzero(family == one)
        if len(who) == 0 or len(open_places) == 0:
            continue
        count = min(k, len(open_places))
        far, index = cKDTree(sites[open_places]).query(homes[who], k=count)
        if count == 1:
            far, index = far[:, None], index[:, None]
        place[who[:, None], np.arange(count)] = open_places[index]
        distance[who[:, None], np.arange(count)] = far
    return place, distance


def placement(options):
    random = np.random.default_rng(options.seed)
    n, m = options.learners, options.places
    k = m if options.dense else options.k
    homes, family, sites, first, second = towns_and_people(random, n, m, options.schools, options.families)
    place, distance = nearest(homes, family, sites, first, second, options.families, k, options.dense)
    cost = np.minimum(1200, np.rint(distance * 1.3 / 40 * 600)).astype(np.int64)
    cost += random.integers(0, 101, (n, k))
    for _ in range(3):
        wish, has = random.integers(0, min(k, 50), n), random.random(n) < 0.6
        cost[np.flatnonzero(has), wish[has]] -= 150
    known, has = random.integers(0, k, n), random.random(n) < 0.4
    cost[np.flatnonzero(has), known[has]] += 200
    if options.dense:
        safe = np.maximum(place, 0)
        fits = (first[safe] == family[:, None]) | (second[safe] == family[:, None])
        cost += np.where(fits, 0, CLOSED)
    cost += 500
    exists = place >= 0
    order = np.argsort(np.where(exists, place, np.iinfo(np.int32).max), axis=1, kind="stable")
    place, cost, exists = (np.take_along_axis(x, order, 1) for x in (place, cost, exists))
    starts = np.zeros(n + 1, np.int64)
    starts[1:] = np.cumsum(exists.sum(1))
    alone = np.where(random.random(n) < 0.25, 1_200_000, 1_000_000)
    capacity = random.choice([1, 1, 1, 1, 2, 2, 3, 5], m)
    unit = np.minimum(random.integers(0, m, m), random.integers(0, m, m))
    staff = np.rint(np.exp(random.normal(2.2, 1.2, m)) + 1)
    quota = np.where(staff >= 20, np.ceil(0.15 * staff), 3)[: unit.max() + 1]
    with open(options.out, "wb") as file:
        np.array([MARK, n, m, int(starts[-1])], np.int32).tofile(file)
        for part in (starts, place[exists], cost[exists], alone, capacity, unit, quota):
            part.astype("<i4").tofile(file)


def load(path):
    numbers = np.fromfile(path, "<i4")
    n, m, z = map(int, numbers[1:4])
    parts, at = [], 4
    for length in (n + 1, z, z, n, m, m):
        parts.append(numbers[at : at + length])
        at += length
    return parts + [numbers[at:]]


def visits(count, seed):
    random = np.random.default_rng(seed)
    spread = np.where(random.random((count, 1)) < 0.6, random.normal(0, 7, (count, 2)), random.normal(0, 18, (count, 2)))
    points = np.vstack([[0, 0], spread])
    travel = np.rint(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) * 1.3 / 45 * 3600).astype(int)
    length, duration, half_day = 12600, 1500, 3600
    far = travel[0] * 2 + duration > length
    travel[:, far] = (travel[:, far] * 0.5).astype(int)
    travel[far, :] = (travel[far, :] * 0.5).astype(int)
    travel = np.minimum(travel, 5000)
    opens, closes = np.zeros(count + 1, int), np.full(count + 1, length)
    narrow = random.random(count + 1) < 0.4
    narrow[0] = False
    opens[narrow] = random.integers(0, length - 5400 - 1, narrow.sum())
    closes[narrow] = opens[narrow] + 5400
    possible = np.maximum(travel[0], opens) + duration + travel[:, 0] <= length
    opens[~possible], closes[~possible] = 0, length
    return points, travel, opens, closes, length, duration, half_day


def tours(options):
    _, travel, opens, closes, length, duration, half_day = visits(options.visits, options.seed)
    with open(options.out, "w") as file:
        print(options.visits, length, duration, half_day, file=file)
        for row in [*travel.tolist(), opens.tolist(), closes.tolist()]:
            print(*row, file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("place", "tours"))
    parser.add_argument("out")
    for name, usual in (("learners", 25000), ("places", 40000), ("k", 50), ("schools", 100), ("families", 40), ("visits", 300)):
        parser.add_argument("--" + name, type=int, default=usual)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--dense", action="store_true")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = 20260101 if options.what == "place" else 3
    placement(options) if options.what == "place" else tours(options)


if __name__ == "__main__":
    main()
