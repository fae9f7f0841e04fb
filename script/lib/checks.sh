# shellcheck shell=bash
# What script/lint looks for in sources. Each check prints « file:line: text — reason » for what it refuses, and
# nothing when all is well.

# finds PATTERN REASON FILE… looks for a Perl pattern outside comments.
finds() {
    local pattern=$1 reason=$2
    shift 2
    (($# > 0)) || return 0
    pattern=$pattern reason=$reason perl -ne '
        BEGIN { $pattern = qr/$ENV{pattern}/ }
        $code = $_;
        $code =~ s{(^|\s)//.*}{$1};
        if ($code =~ $pattern) { s/^\s+|\s+$//g; print "$ARGV:$.: $_ — $ENV{reason}\n" }
        close ARGV if eof' "$@"
}

# imports MODULE FILE… prints « file:line: Name » for each import of the files.
imports() {
    perl -ne '
        if (/^\s*(?:\@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+
             (?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/x) { print "$ARGV:$.: $1\n" }
        close ARGV if eof' "$@"
}

# may_import_only FOLDER PATTERN and may_not_import FOLDER PATTERN: the arrows of architecture.md.
may_import_only() {
    check_arrows "$1" | grep -vE ": ($2)\$" | sed "s/\$/ — $1 n’importe que : $2/" || true
}

may_not_import() {
    check_arrows "$1" | grep -E ": ($2)\$" | sed "s/\$/ — interdit dans $1/" || true
}

check_arrows() {
    local files
    mapfile -t files < <(repository_files "Sources/$1/*.swift")
    if ((${#files[@]} > 0)); then imports "${files[@]}"; fi
}

# A school's table is named through the school's handle: `from \(table(.agreement))`. Bare names are refused, but for
# those that a `with` of the same file defines and those of a comment « // shared tables: academie, region », which
# names the tables that belong to no school. With SCHOOL_TABLES, only the tables it lists are looked for.
bare_tables() {
    (($# > 0)) || return 0
    perl -0777 -ne '
        my ($file, $source, %known) = ($ARGV, $_);
        my %school = map { $_ => 1 } split " ", $ENV{SCHOOL_TABLES} // "";
        $known{$_} = 1 for map { split /[\s,]+/ } $source =~ m{^\s*//\s*shared tables:\s*(.+)$}mg;
        $known{lc $_} = 1 for $source =~ /(?:\bwith(?:\s+recursive)?|,)\s+([a-z_]\w*)\s*(?:\([^)]*\)\s*)?as\s+(?:materialized\s*)?\(/gi;
        while ($source =~ /("""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*)/gs) {
            my ($text, $start) = ($1, $-[1]);
            next if $text =~ m{^//};
            next if $text !~ /\b(select|insert|update|delete)\b/i;
            while ($text =~ /(?<!distinct )\b(?:from|join|into|(?<!do )(?<!for )update)\s+(?!set\b)([a-z_]\w*)/gi) {
                next if $known{lc $1} || %school && !$school{lc $1};
                my $line = 1 + (substr($source, 0, $start + $-[0]) =~ tr/\n//);
                print "$file:$line: $1 — table nommée sans l’établissement : écrivez \\(table(.$1))\n";
            }
        }' "$@"
}
