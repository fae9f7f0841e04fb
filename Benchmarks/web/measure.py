"""Load by wrk, and what it costs the server: CPU of the whole process tree, memory, latencies."""
import os, re, subprocess


def tree(pid):
    pids = [pid]
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            if int(open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split()[1]) == pid:
                pids += tree(int(name))
        except OSError:
            pass
    return pids


def cpu_seconds(pid):
    total = 0
    for one in tree(pid):
        try:
            fields = open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split()
            total += sum(int(fields[index]) for index in (11, 12, 13, 14))
        except OSError:
            pass
    return total / os.sysconf("SC_CLK_TCK")


def memory_mb(pid):
    """Resident memory; pages shared by the processes of a tree are counted once (proportional size)."""
    total = 0
    for one in tree(pid):
        try:
            found = re.search(r"^Pss:\s+(\d+)", open(f"/proc/{one}/smaps_rollup").read(), re.M)
            total += int(found.group(1)) if found else 0
        except OSError:
            pass
    return total / 1024


def milliseconds(text):
    value, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def load(pid, base, script, addresses, seconds, connections, cookie=None):
    """One run of wrk over a file of addresses."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script]
    if cookie:
        command += ["-H", "Cookie: bureau_visite=" + cookie]
    before = cpu_seconds(pid)
    output = subprocess.run(command + [base, "--", addresses], capture_output=True, text=True).stdout
    spent = cpu_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    if re.search(r"Non-2xx", output):
        raise SystemExit(output)
    return {
        "cpu": 1000 * spent / requests, "requests": requests,
        "p50": milliseconds(re.search(r"^\s+50%\s+(\S+)", output, re.M).group(1)),
        "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", output, re.M).group(1)), "memory": memory_mb(pid),
    }
