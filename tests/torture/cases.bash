# What is tortured: the filters with small streams, each in a folder of its own,
# where what it replaces is there already; and how a run is judged.

LIMIT=20

declare -A PROGRAM INPUT FILES ARGS SIDE
CASES=()

# case_is NAME PROGRAM INPUT FILES ARGUMENT...: FILES are those it replaces.
case_is() {
	CASES+=("$1")
	PROGRAM[$1]=$2 INPUT[$1]=$IN/$3 FILES[$1]=$4
	ARGS[$1]=${*:5}
}

# streams: what the filters read, in $IN.
streams() {
	local d=tests/data w='--windows 10s,all'
	cat "$d/chain.raw" >"$IN/raw"
	gzip -dc $d/captures/7.1.5/slive.raw.gz >"$IN/capture"
	sed 's/^[^ ]* [^ ]* log //' "$IN/capture" | grep -v '^[0-9]* - ' \
		>"$IN/bare"
	cat $d/agg/run.events >"$IN/events"
	hls-agg -q $w "$IN/events" | tail -n 90 >"$IN/stat"
	hls-agg -q $w --json-file "$IN/old.json" $d/chain.events \
		>"$IN/other.stat"
	# The second line is longer than what getline begins with.
	printf 'segment.loss.ratio < 1%%\n#%0300d\nstartup.p95 < 1ms\n' 0 \
		>"$IN/rules"
}

cases() {
	local all=group,addr,status,variant,phase,host,rendition
	case_is parse hls-parse capture "" --stats --origin-metric x_total
	case_is chain hls-parse raw ""
	case_is plain hls-parse bare "" --plain --id 3
	case_is scrub hls-parse capture "" --scrub
	case_is agg hls-agg events "json xml report csv" -q -T default \
		-T "$IN/rules" --json-file json --junit xml --report report \
		--csv csv --by $all --per-client --histogram segment.ttfb
	case_is gate hls-agg events "" -q -T "$IN/rules"
	case_is baseline hls-agg events "" -jq --baseline "$IN/old.json" \
		-t "startup.p95<baseline*9"
	case_is compare hls-agg none "" -a --baseline "$IN/old.json" \
		"$IN/new.json"
	case_is merge hls-agg none "json" -q --merge --json-file json \
		"$IN/stat" "$IN/other.stat"
	case_is once hls-export stat "html" -1 --html html \
		--against "$IN/other.stat" --label a=b --per-client --custom
	case_is export hls-export stat "prom html" -p -o prom --html html \
		-l unix:sock --linger 3s --linger-scrapes 1
	SIDE[export]=scrape
	case_is top hls-top stat "" -b
	case_is screen hls-top stat "" -1 --ascii
}

# scrape: what others do while hls-export serves.
scrape() {
	local i
	for ((i = 0; i < 200; i++)); do
		[ ! -S sock ] || break
		[ ! -e over ] || return
		sleep 0.01
	done
	curl -s -m 5 --unix-socket sock -o page http://localhost/
	curl -s -m 5 --unix-socket sock -o metrics http://localhost/metrics
}

# go NAME: that program, behind the words of WRAP; standard output and error are
# the caller's.
go() {
	local side='' input=${FROM-${INPUT[$1]}}
	if [ -n "${SIDE[$1]-}" ]; then
		${SIDE[$1]} >/dev/null 2>&1 &
		side=$!
	fi
	# shellcheck disable=SC2086 # none has a blank
	timeout -k 2 $LIMIT "${WRAP[@]}" "${PROGRAM[$1]}" ${ARGS[$1]} \
		<"$input"
	CODE=$?
	[ -z "$side" ] || { : >over; wait "$side"; rm -f over page metrics; }
	return $CODE
}

# fresh NAME: the folder $DIR with files of an older run.
fresh() {
	local f
	[ -d "$DIR" ] || mkdir -p "$DIR"
	rm -rf "${DIR:?}"/*
	for f in ${FILES[$1]}; do
		echo "old $f" >"$DIR/$f"
	done
}

# model NAME: how it is when nothing fails, in $T/model/NAME.
model() {
	DIR=$T/model/$1 WRAP=()
	fresh "$1"
	(cd "$DIR" && go "$1" >out 2>err)
	echo $? >"$T/model/$1.code"
}

models() {
	local c
	: >"$IN/none"
	hls-agg -q --json-file "$IN/new.json" "$IN/events" >/dev/null
	for c in "${CASES[@]}"; do
		! chosen "$c" || model "$c"
	done
}

# chosen NAME: it is wanted.
chosen() {
	[ -z "${CASE-}" ] || [[ " $CASE " == *" $1 "* ]]
}

# begins SHORT LONG: LONG begins with SHORT, or is it.
begins() {
	cmp -s "$1" "$2" || cmp "$1" "$2" 2>&1 | grep -q "EOF on $1"
}

# said NAME: there is a message that names a cause.
said() {
	grep -q "^${PROGRAM[$1]}: .*[a-z]" "$ERR"
}

# stray NAME: the names in $DIR that nobody asked for, but those that are told.
stray() {
	local f names=
	for f in "$DIR"/*; do
		f=${f##*/}
		grep -q ": it is kept in $f\$" "$ERR" && continue
		case " out err ${FILES[$1]} " in
		*" $f "*) ;;
		*) names="$names $f" ;;
		esac
	done
	echo $names
}

# whole KIND FILE: it is one to its end, of this run or of a part of it.
whole() {
	local file=$DIR/$2
	case $1 in
	json) jq -e . "$file" >/dev/null 2>&1 ;;
	xml) [ "$(tail -c 14 "$file")" = "</testsuites>" ] ;;
	html) [ "$(tail -c 8 "$file")" = "</html>" ] ;;
	report) [ -s "$file" ] && [ -z "$(tail -c 1 "$file")" ] ;;
	*) false ;;
	esac
}

# judge NAME CODE: what is wrong with the run in $DIR, in $WHY; empty: nothing.
# With $STRICT nothing may be otherwise than in the model.
judge() {
	local want f model=$T/model/$1 left
	want=$(<"$model.code") WHY=
	case $2 in
	124 | 137) WHY="it hangs" ;;
	"$want") ;;
	1 | 2) [ -z "${STRICT-}" ] || WHY="exit $2, not $want"
		[ -n "${MUTE-}" ] || said "$1" ||
			WHY="exit $2 without a word" ;;
	*) WHY="exit $2, neither $want nor 1" ;;
	esac
	left=$(stray "$1")
	[ -z "$left" ] || WHY="$WHY; left behind: $left"
	for f in out ${FILES[$1]}; do
		if ! as_it_may_be "$f" "$model/$f" "$2" "$want"; then
			WHY="$WHY; $f is wrong"
		fi
	done
	WHY=${WHY#; }
}

is_old() {
	[ "$(<"$DIR/$1")" = "old $1" ]
}

# as_it_may_be FILE MODEL CODE WANT: whole where all is well; where not, what
# streams may be cut, and what is replaced is the old one or a whole new one,
# even of the part that could be read.
as_it_may_be() {
	! cmp -s "$DIR/$1" "$2" || return 0
	[ "$3" != "$4" ] || return
	case $1 in
	out) (cd "$DIR" && begins out "$2") ||
		case $2 in
		*/baseline/out) whole json out ;;
		*/merge/out | */plain/out) whole report out ;;
		*) false ;;
		esac ;;
	csv) is_old csv || (cd "$DIR" && begins csv "$2") ;;
	*) is_old "$1" || whole "$1" "$1" ;;
	esac
}

# trial NAME LABEL: one run, and a line of it in $LOG.
trial() {
	ERR=$DIR/err
	fresh "$1"
	(cd "$DIR" && go "$1" >out 2>err)
	CODE=$?
	judge "$1" $CODE
	verdict "$1 $2"
}

# verdict LABEL: by $WHY, after an exit with CODE.
verdict() {
	if [ -z "$WHY" ]; then
		echo "ok $CODE $1"
	else
		echo "not ok $1: $WHY"
		sed 's/^/#   /' "$ERR" | head -n 5
	fi >>"$LOG"
}
