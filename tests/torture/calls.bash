# Each system call of each filter fails once.

ERRORS='EINTR EAGAIN EIO ENOSPC EMFILE'
# So often at most for one call and error.
MOST=12

# What cannot fail so, or is no call of ours: memory, which alloc has; signals;
# what asks nothing of anybody; and the end.
NOT='brk|mmap|munmap|mprotect|rt_sigaction|rt_sigprocmask|rt_sigreturn|umask'
NOT="$NOT|unlink|exit_group|getpid|getrandom|futex|restart_syscall"

# Interrupted, these say so although nothing went wrong; and without O_NONBLOCK
# of ours the standard streams may have it from somebody else.
RETRIED=' read write writev sendmsg recvfrom poll epoll_wait accept4 accept '

# traced NAME OUTPUT OPTION...: behind strace. What it is loaded with marks
# where the program's own calls begin.
traced() {
	WRAP=(strace -f -qq -o "$2" "${@:3}" -E "LD_PRELOAD=$TOP/bin/fail.so"
		-E "FAIL_PROGRAM=${PROGRAM[$1]}")
}

# calls_of NAME: lines "CALL N WHAT", the N-th CALL of the program, behind the
# mark, and whether it is on standard input, in, or output, out.
calls_of() {
	DIR=$T/count
	fresh "$1"
	traced "$1" "$T/trace" -y
	(cd "$DIR" && go "$1" >out 2>err)
	awk -v not="^($NOT)$" -v input="${INPUT[$1]}" '
		{ sub(/^[0-9]+ +/, "") }
		!/^[a-z0-9_]+\(/ { next }
		{
			call = $0
			sub(/\(.*/, "", call)
			n[call]++
		}
		/^write\(-1, "begin"/ { begun = 1; next }
		# These cannot fail on a descriptor that is open; and what
		# of the socket would be its removal.
		/^fcntl\([^,]*, F_SETF/ || /^[a-z]+\(.*"sock"/ { next }
		begun && call !~ not {
			match($0, /^[a-z0-9_]+\([0-9]*/)
			at = "file"
			if (index($0, "<" input ">"))
				at = "in"
			if (index($0, "/out>"))
				at = "out"
			print call, n[call], at
		}
	' "$T/trace"
}

# strict CALL ERROR WHAT: whether that must change nothing. What stdio reads is
# read before any signal has a handler.
strict() {
	case $2,$1 in
	EINTR,read) [ "$3" = in ] ;;
	EINTR,*) [[ $RETRIED == *" $1 "* ]] ;;
	EAGAIN,read | EAGAIN,write*) [ "$3" != file ] ;;
	*) false ;;
	esac
}

calls_one() {
	local call n error at
	IFS=, read -r call n error at <<<"$2"
	STRICT=
	! strict "$call" "$error" "$at" || STRICT=1
	traced "$1" /dev/null -e trace="$call" \
		-e inject="$call:error=$error:when=$n"
	trial "$1" "$call $n $error"
}

# Of many calls of a kind the first and the last.
moments_of() {
	awk -v most=$MOST -v errors="$ERRORS" '
		{ n[$1]++; at[$1, n[$1]] = $2; what[$1, n[$1]] = $3 }
		END {
			k = split(errors, error, " ")
			for (call in n)
				for (i = 1; i <= n[call]; i++)
					if (i <= most / 2 ||
					    i > n[call] - most / 2)
						for (e = 1; e <= k; e++)
							print call "," \
							    at[call, i] "," \
							    error[e] "," \
							    what[call, i]
		}'
}

calls() {
	local c
	for c in "${CASES[@]}"; do
		chosen "$c" || continue
		calls_of "$c" >"$T/calls"
		moments_of <"$T/calls" >"$T/moments"
		together calls_one "$c" <"$T/moments"
		told "calls $c" "of $(wc -l <"$T/calls") calls, of a kind \
$MOST at most, five errors"
	done
	echo "calls: not those before main, nor ${NOT//|/ }, \
F_SETFL, F_SETFD, and those on the socket's file"
}
