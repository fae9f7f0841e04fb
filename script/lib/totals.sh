# shellcheck shell=bash
# Counting tests: each function reads one tool's result and prints « PASSED FAILED ».

# The output of `swift test`, one summary for each run. A run that ended without its summary crashed: what it had
# finished is counted, and the crash is one failure.
swift_totals() {
    local exit_status=$1
    awk -v status="$exit_status" '
        /^[^ ]+ Test run started\.$/ { runs++ }
        /^[^ ]+ Test .* (passed|failed) after [0-9.]+ seconds/ && !/^[^ ]+ Test run with [0-9]+ tests? in / {
            if ($0 ~ / failed after [0-9.]+ seconds/) run_failed++; else run_passed++
        }
        /^[^ ]+ Test run with [0-9]+ tests? in [0-9]+ suites? (passed|failed) after / {
            summaries++
            for (field = 1; field < NF; field++) if ($field == "with") { total += $(field + 1); break }
            failed += run_failed
            if (run_failed == 0 && $0 ~ / suites? failed after /) failed++
            run_failed = run_passed = 0
        }
        END {
            passed = (total > failed ? total - failed : 0) + run_passed
            failed += run_failed
            if (runs > summaries) failed += runs - summaries
            if (status != 0 && failed == 0) failed = 1
            print passed, failed
        }'
}

# The JUnit file of pytest. A test is counted once, and an error (a fixture that broke, before or after it) is a
# failure; a missing file is one too.
pytest_totals() {
    if [[ ! -s $1 ]]; then
        say "0 1"
        return
    fi
    python3 - "$1" <<'PYTHON'
import sys
from xml.etree import ElementTree

outcomes = {}
for case in ElementTree.parse(sys.argv[1]).iter("testcase"):
    name = (case.get("classname"), case.get("name"))
    outcomes.setdefault(name, set()).update(child.tag for child in case)
failed = sum(1 for found in outcomes.values() if found & {"failure", "error"})
skipped = sum(1 for found in outcomes.values() if "skipped" in found and not found & {"failure", "error"})
print(len(outcomes) - failed - skipped, failed)
PYTHON
}

# add_totals PASSED FAILED
add_totals() {
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# The last line of script/test, and its verdict: no failure, and at least one test.
print_totals() {
    say "$passed passed, $failed failed"
    ((failed == 0 && passed > 0))
}
