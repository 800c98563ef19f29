# SPDX-License-Identifier: MIT
# What building and testing need, how it gets onto the machine, and the build. Sourced by run,
# check and .ci/run. Only apt is served; on other systems the names are told, nothing is installed.
# shellcheck shell=sh disable=SC2034 # the lists are for those who source this

build_packages="gcc libc6-dev meson pkg-config
	libncurses-dev libsqlite3-dev libunistring-dev libjansson-dev"
check_packages="libcmocka-dev libvterm-dev mandoc sqlite3 python3"

missing_packages() {
	for package; do
		case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
		installed*) ;;
		*) printf '%s ' "$package" ;;
		esac
	done
}

# Words go to stderr, so that `./run list agencies --json` hands out nothing but data.
say() {
	printf '%s\n' "$*" >&2
}

tell_other_systems() {
	say "This script installs packages on Debian and Ubuntu only. On other systems please install:"
	say "  dnf   gcc meson pkgconf ncurses-devel sqlite-devel libunistring-devel jansson-devel"
	say "  brew  meson pkg-config ncurses sqlite libunistring jansson"
	say "  pkg   meson pkgconf ncurses sqlite3 libunistring jansson"
	say "and for the tests also:"
	say "  dnf   libcmocka-devel libvterm-devel mandoc sqlite"
	say "  brew  cmocka libvterm mandoc"
	say "  pkg   cmocka libvterm mandoc"
	say "Then follow \"By hand\" in README.md."
}

# Installs those of the packages that are missing; gives false with a sentence when it cannot.
install_packages() {
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
		tell_other_systems
		return 1
	fi
	missing=$(missing_packages "$@")
	[ -n "$missing" ] || return 0
	as_root=
	if [ "$(id -u)" -ne 0 ]; then
		as_root=sudo
		if ! command -v sudo >/dev/null; then
			say "These packages are missing, and there is no sudo to install them: $missing"
			say "Please run this as root: apt-get install --no-install-recommends $missing"
			return 1
		fi
	fi
	say "Installing: $missing"
	# The lists of a new machine are empty. Out of reach, those that are there may still do.
	$as_root apt-get -qq -o DPkg::Lock::Timeout=120 update >&2
	# shellcheck disable=SC2086 # one word a package
	if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
		-o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 install $missing >&2; then
		say "The packages could not be installed; the reason stands above."
		return 1
	fi
}

# Builds the tree HERE in its folder FOLDER with the meson options that follow. A folder keeps its
# options: meson remembers what it did not find, so tests that came later would stay left out.
build() {
	here=$1
	folder=$1/$2
	shift 2
	if [ ! -f "$folder/build.ninja" ]; then
		say "Building IEMN Directory in $folder"
		log=$(meson setup "$folder" "$here" "$@" 2>&1) || { say "$log"; return 1; }
	fi
	log=$(ninja -C "$folder" --quiet 2>&1) || { say "$log"; return 1; }
}
