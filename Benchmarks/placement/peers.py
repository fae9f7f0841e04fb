#!/usr/bin/env python3
"""One peer on one instance; prints one JSON line with the CPU seconds of its solver alone.

usage: peers.py INSTANCE.bin lapx|scipy|scipy-sparse|ortools|ortools-capacitated|greedy
       peers.py network INSTANCE.bin OUT [capacitated]   (for lemon.cpp)
       peers.py pyvrp VISITS SEED SECONDS
"""
import json
import sys
import time

import numpy as np

import instances


def answer(cpu, objective, placed=None):
    print(json.dumps({"cpu": cpu, "obj": int(objective), "placed": placed}))


def clocked(work):
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


def dense(path, solver):
    starts, place, cost, alone, capacity, *_ = instances.load(path)
    n, m = len(alone), len(capacity)
    row = np.repeat(np.arange(n), np.diff(starts))
    matrix = np.full((n, m + n), 12_000_000.0)
    matrix[row, place] = cost
    matrix[np.arange(n), m + np.arange(n)] = alone
    if solver == "lapx":
        import lap

        cpu, (_, column, _) = clocked(lambda: lap.lapjv(matrix, extend_cost=True))
    else:
        from scipy.optimize import linear_sum_assignment

        cpu, (_, column) = clocked(lambda: linear_sum_assignment(matrix))
    answer(cpu, matrix[np.arange(n), column].sum(), int((column < m).sum()))


def sparse(path):
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    starts, place, cost, alone, capacity, *_ = instances.load(path)
    n, m = len(alone), len(capacity)
    row = np.repeat(np.arange(n), np.diff(starts))
    values = np.concatenate([cost, alone]).astype(float)
    where = (np.concatenate([row, np.arange(n)]), np.concatenate([place, m + np.arange(n)]))
    matrix = csr_array((values, where), shape=(n, m + n))
    cpu, (rows, columns) = clocked(lambda: min_weight_full_bipartite_matching(matrix))
    answer(cpu, matrix[rows, columns].sum(), int((columns < m).sum()))


def network(path, capacitated):
    """Tails, heads, capacities and costs; the last n arcs are « not placed »."""
    starts, place, cost, alone, capacity, unit, quota = instances.load(path)
    n, m, z = len(alone), len(capacity), len(place)
    row = np.repeat(np.arange(n), np.diff(starts))
    if not capacitated:
        sink = n + m
        tails, heads = [row, n + np.arange(m), np.arange(n)], [n + place, np.full(m, sink), np.full(n, sink)]
        room, price = [np.ones(z + m + n)], [cost, np.zeros(m), alone]
    else:
        units = len(quota)
        sink = n + m + units
        tails = [row, n + np.arange(m), n + m + np.arange(units), np.arange(n)]
        heads = [n + place, n + m + unit, np.full(units, sink), np.full(n, sink)]
        room, price = [np.ones(z), capacity, quota, np.ones(n)], [cost, np.zeros(m + units), alone]
    lists = [np.concatenate(part) for part in (tails, heads, room, price)]
    return n, sink, [part.astype(np.int32) for part in lists]


def ortools(path, capacitated):
    from ortools.graph.python import min_cost_flow

    n, sink, (tails, heads, room, price) = network(path, capacitated)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room.astype(np.int64), price.astype(np.int64))
    solver.set_nodes_supplies(np.arange(n, dtype=np.int32), np.ones(n, np.int64))
    solver.set_node_supply(sink, -n)
    cpu, status = clocked(solver.solve)
    assert status == solver.OPTIMAL
    alone = solver.flows(np.arange(len(tails) - n, len(tails), dtype=np.int32)).sum()
    answer(cpu, solver.optimal_cost(), int(n - alone))


def greedy(path):
    starts, place, cost, alone, capacity, *_ = instances.load(path)
    row = np.repeat(np.arange(len(alone)), np.diff(starts))

    def work():
        seat, taken = np.full(len(alone), -1), np.zeros(len(capacity), bool)
        total = 0
        for arc in np.argsort(cost, kind="stable").tolist():
            learner, where = row[arc], place[arc]
            if seat[learner] < 0 and not taken[where] and cost[arc] < alone[learner]:
                seat[learner] = where
                taken[where] = True
                total += int(cost[arc])
        return total + int(alone[seat < 0].sum()), int((seat >= 0).sum())

    cpu, (objective, placed) = clocked(work)
    answer(cpu, objective, placed)


def pyvrp(count, seed, seconds):
    from pyvrp import Model

    class CPUSeconds:
        """Stops by CPU time: a wall clock would give less on a busy machine."""

        def __init__(self):
            self.end = time.process_time() + seconds

        def __call__(self, best):
            return time.process_time() >= self.end

    points, travel, opens, closes, length, duration, half_day = instances.visits(count, seed)
    model = Model()
    if hasattr(model, "add_location"):
        nodes = [model.add_location(int(x * 1000), int(y * 1000)) for x, y in points]
        depot = model.add_depot(nodes[0])
        for i in range(1, count + 1):
            model.add_client(nodes[i], service_duration=duration, tw_early=int(opens[i]), tw_late=int(closes[i]))
    else:
        depot = model.add_depot(0, 0)
        nodes = [depot]
        for i in range(1, count + 1):
            x, y = points[i]
            nodes.append(
                model.add_client(
                    int(x * 1000), int(y * 1000), service_duration=duration, tw_early=int(opens[i]), tw_late=int(closes[i])))
    model.add_vehicle_type(count, fixed_cost=half_day, tw_early=0, tw_late=length, start_depot=depot, end_depot=depot)
    for i in range(count + 1):
        for j in range(count + 1):
            if i != j:
                model.add_edge(nodes[i], nodes[j], distance=int(travel[i, j]), duration=int(travel[i, j]))
    cpu, result = clocked(lambda: model.solve(stop=CPUSeconds(), display=False))
    print(json.dumps({"cpu": cpu, "obj_min": result.cost() / 60, "tours": result.best.num_routes()}))


def main():
    words = sys.argv[1:]
    if words[0] == "network":
        n, sink, lists = network(words[1], "capacitated" in words)
        with open(words[2], "wb") as file:
            np.array([sink + 1, len(lists[0]), n], np.int32).tofile(file)
            for part in lists:
                part.tofile(file)
    elif words[0] == "pyvrp":
        pyvrp(int(words[1]), int(words[2]), float(words[3]))
    elif words[1] in ("lapx", "scipy"):
        dense(*words)
    elif words[1] == "scipy-sparse":
        sparse(words[0])
    elif words[1].startswith("ortools"):
        ortools(words[0], words[1].endswith("capacitated"))
    else:
        greedy(words[0])


if __name__ == "__main__":
    main()
