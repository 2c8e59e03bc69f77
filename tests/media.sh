#!/bin/sh
# Makes the test segments once, for bin/origin:
#
#	tests/media.sh [DIR]		DIR is tests/media
#
# 60 s of test picture and tone in three variants (hi mid lo), cut into 30
# segments of exactly 2 s, each as MPEG-TS and as fragmented MP4:
#
#	hi_000000.ts … hi_000029.ts
#	hi_init.mp4 hi_000000.m4s … hi_000029.m4s
#
# Does nothing when DIR is complete, which the file "stamp" says: it is written
# last and holds this script's checksum. Two calls at a time may both build;
# each renames whole files of the same content, so no reader sees a torn one.
set -eu

fail() {
	echo "media.sh: $*" >&2
	exit 1
}

dir=${1:-$(dirname "$0")/media}
sum=$(cksum < "$0")

is_complete() {
	[ -f "$dir/stamp" ] && [ "$(cat "$dir/stamp")" = "$sum" ]
}

is_complete && exit 0
command -v ffmpeg >/dev/null || fail "ffmpeg: not installed"
mkdir -p "$dir"
build=$(mktemp -d "$dir/.build.XXXXXX")
trap 'rm -rf "$build"' EXIT
trap 'exit 1' HUP INT TERM

run_ffmpeg() {
	ffmpeg -nostdin -hide_banner -loglevel error -y "$@" </dev/null ||
		fail "ffmpeg failed"
}

# encode VARIANT FILTER RATE: one encoding of the picture, filtered, and the
# tone. One thread and bitexact: the same bytes on every machine. Closed groups
# of 50 pictures at 25 a second are the 2 s.
encode() {
	run_ffmpeg -f lavfi -i testsrc2=size=640x360:rate=25 \
		-f lavfi -i sine=frequency=440:beep_factor=4:sample_rate=48000 \
		-filter_threads 1 -vf "$2" -c:v libx264 -preset ultrafast -threads 1 \
		-profile:v baseline -level:v 3.0 -pix_fmt yuv420p \
		-g 50 -keyint_min 50 -sc_threshold 0 -bf 0 \
		-b:v "$3" -minrate "$3" -maxrate "$3" -bufsize "$3" \
		-c:a aac -b:a 48k -ac 1 -ar 48000 -t 60 \
		-fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
		-f matroska "$build/$1.mkv"
}

encode hi null 700k &
hi=$!
encode mid scale=320:180:flags=fast_bilinear 230k
encode lo scale=160:90:flags=fast_bilinear 75k
wait $hi

segment() {
	run_ffmpeg -i "$build/$1.mkv" -c copy -fflags +bitexact -f hls \
		-hls_time 2 -hls_list_size 0 -hls_segment_type "$2" \
		-hls_fmp4_init_filename "$1_init.mp4" \
		-hls_segment_filename "$build/$1_%06d.$3" "$build/$1.$3.m3u8"
	grep '^#EXTINF' "$build/$1.$3.m3u8" | sort -u | grep -qv ':2\.0*,' &&
		fail "$1.$3: not all segments are 2 s long"
	set -- "$build/$1"_*."$3"
	[ $# -eq 30 ] || fail "$1: the first of $# segments, not of 30"
}

for v in hi mid lo; do
	segment $v mpegts ts
	segment $v fmp4 m4s
done

# Another call may have been faster.
is_complete && exit 0
mv -f "$build"/*.ts "$build"/*.m4s "$build"/*_init.mp4 "$dir"
echo "$sum" > "$build/stamp"
mv -f "$build/stamp" "$dir/stamp"
