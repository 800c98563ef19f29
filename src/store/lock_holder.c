/* SPDX-License-Identifier: MIT
 *
 * Reading /proc/locks and /proc/PID/comm. On systems without them nothing is known.
 */
#include "store/lock_holder.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "text/clean.h"

/* Where SQLite locks a file (https://www.sqlite.org/src/file/src/os.h, PENDING_BYTE): 512 bytes. */
#define LOCKS_BEGIN 0x40000000LL
#define LOCKS_END (LOCKS_BEGIN + 512)

/* A line of /proc/locks: "1: POSIX  ADVISORY  WRITE 1234 08:01:5678 1073741825 1073741825". */
struct lock {
	char access[8]; /* READ or WRITE */
	long process;	/* 0 or less for one that cannot be seen from here */
	unsigned long major;
	unsigned long minor;
	unsigned long long inode;
	long long start;
};

/* Who waits for a lock has an arrow before POSIX, and does not match. */
static bool lock_parse(const char *line, struct lock *lock)
{
	return sscanf(line, "%*d: POSIX %*s %7s %ld %lx:%lx:%llu %lld", lock->access,
		      &lock->process, &lock->major, &lock->minor, &lock->inode, &lock->start) == 6;
}

/* As Linux puts a device into a number; /proc/locks tells the two parts. */
static bool is_on_device(const struct lock *lock, dev_t device)
{
	unsigned long long number = (unsigned long long)device;
	unsigned long long major = ((number >> 8) & 0xfff) | ((number >> 32) & ~0xfffULL);
	unsigned long long minor = (number & 0xff) | ((number >> 12) & ~0xffULL);
	/* A file system without a device (major 0) may give stat() another number: btrfs does. */
	return lock->major == major && (major == 0 || lock->minor == minor);
}

long lock_holder_process(FILE *locks, dev_t device, ino_t inode, long self)
{
	char line[256];
	long reader = 0;
	while (fgets(line, sizeof line, locks)) {
		struct lock lock;
		if (!lock_parse(line, &lock) || lock.inode != inode || lock.process <= 0 ||
		    lock.process == self || lock.start < LOCKS_BEGIN || lock.start >= LOCKS_END ||
		    !is_on_device(&lock, device)) {
			continue;
		}
		if (strcmp(lock.access, "WRITE") == 0) {
			return lock.process;
		}
		reader = lock.process;
	}
	return reader;
}

/* The name of a program is what it says of itself: it may hold anything. */
static void add_name(struct str *out, long process)
{
	char path[40];
	char name[64] = "";
	snprintf(path, sizeof path, "/proc/%ld/comm", process);
	FILE *file = fopen(path, "re");
	if (!file) {
		return;
	}
	size_t len = fread(name, 1, sizeof name - 1, file);
	fclose(file);
	while (len > 0 && name[len - 1] == '\n') {
		len--;
	}
	text_show(out, name, len, TEXT_LINE);
}

bool lock_holder_find(dev_t device, ino_t inode, char out[LOCK_HOLDER_SIZE])
{
	FILE *locks = fopen("/proc/locks", "re");
	if (!locks) {
		return false;
	}
	long process = lock_holder_process(locks, device, inode, (long)getpid());
	fclose(locks);
	if (process == 0) {
		return false;
	}
	struct str name = STR_EMPTY;
	add_name(&name, process);
	if (name.len > 0) {
		snprintf(out, LOCK_HOLDER_SIZE, _("%.100s, process %ld"), str_text(&name), process);
	} else {
		snprintf(out, LOCK_HOLDER_SIZE, _("process %ld"), process);
	}
	str_clear(&name);
	return true;
}
