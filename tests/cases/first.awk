# The first segment that a session got: awk -f first.awk DURATIONS TRANSFERS.
# Prints its name, without folder.

FILENAME == ARGV[1] { extinf[$1] = $2; next }

$1 in extinf && $3 == $4 {
	sub(/.*\//, "", $1)
	print $1
	exit
}
