// usage: lemon NETWORK ns|cs|cas
// LEMON's network simplex, cost scaling or capacity scaling on a network written by peers.py; CPU seconds of the solver.
#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <cstdio>
#include <ctime>
#include <numeric>
#include <string>
#include <vector>

using Graph = lemon::StaticDigraph;
using Number = long long;

template <class Solver>
Number solve(const Graph &graph, const Graph::ArcMap<Number> &room, const Graph::ArcMap<Number> &price,
             const Graph::NodeMap<Number> &supply, double &seconds) {
    std::clock_t start = std::clock();
    Solver solver(graph);
    solver.upperMap(room).costMap(price).supplyMap(supply);
    solver.run();
    Number cost = solver.template totalCost<Number>();
    seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    return cost;
}

int main(int count, char **words) {
    if (count != 3) return 2;
    FILE *file = std::fopen(words[1], "rb");
    int head[3];
    if (!file || std::fread(head, 4, 3, file) != 3) return 1;
    const int nodes = head[0], arcs = head[1], learners = head[2];
    std::vector<std::vector<int>> lists(4, std::vector<int>(arcs));
    for (auto &list : lists)
        if (std::fread(list.data(), 4, arcs, file) != size_t(arcs)) return 1;

    std::vector<int> order(arcs);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return lists[0][a] < lists[0][b]; });
    std::vector<std::pair<int, int>> ends(arcs);
    for (int i = 0; i < arcs; i++) ends[i] = {lists[0][order[i]], lists[1][order[i]]};
    Graph graph;
    graph.build(nodes, ends.begin(), ends.end());
    Graph::ArcMap<Number> room(graph), price(graph);
    for (int i = 0; i < arcs; i++) {
        room[graph.arc(i)] = lists[2][order[i]];
        price[graph.arc(i)] = lists[3][order[i]];
    }
    Graph::NodeMap<Number> supply(graph, 0);
    for (int i = 0; i < learners; i++) supply[graph.node(i)] = 1;
    supply[graph.node(nodes - 1)] = -learners;

    const std::string algorithm = words[2];
    double seconds = 0;
    Number cost = algorithm == "ns"   ? solve<lemon::NetworkSimplex<Graph, Number, Number>>(graph, room, price, supply, seconds)
                  : algorithm == "cs" ? solve<lemon::CostScaling<Graph, Number, Number>>(graph, room, price, supply, seconds)
                                      : solve<lemon::CapacityScaling<Graph, Number, Number>>(graph, room, price, supply, seconds);
    std::printf("{\"cpu\":%.6f,\"obj\":%lld}\n", seconds, cost);
}
