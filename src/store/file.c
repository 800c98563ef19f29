/* SPDX-License-Identifier: MIT
 *
 * Looks at the first 100 bytes of a file (sqlite.org/fileformat2.html, section 1.3), at its kind,
 * its names and the place it lies in.
 */
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/store.h"

#define HEADER_SIZE 100
#define SMALLEST_FILE 512
#define VERSION_OFFSET 60
#define APPLICATION_ID_OFFSET 68

static const char magic[16] = "SQLite format 3";

static bool open_failed(const char *path, int number, struct err *err)
{
	if (number == ENOENT || number == ENOTDIR) {
		return err_set(err, ERR_NOT_FOUND, _("There is no file %s."), path);
	}
	if (number == EACCES || number == EPERM) {
		return err_set(err, ERR_READ_ONLY, _("You may not read %s."), path);
	}
	return err_set(err, ERR_SYSTEM, _("%s cannot be read: %s."), path, strerror(number));
}

static bool is_foreign(const char *path, struct err *err)
{
	return err_set(err, ERR_FOREIGN, _("%s is not a directory file."), path);
}

/* The header of a regular file. The descriptor is closed before SQLite opens the same file: closing
 * it later would drop SQLite's locks. */
static bool read_header(const char *path, struct stat *status, unsigned char header[HEADER_SIZE],
			struct err *err)
{
	/* Looked at before it is opened: opening a device may do something. */
	if (lstat(path, status) != 0) {
		return open_failed(path, errno, err);
	}
	if (!S_ISREG(status->st_mode)) {
		return is_foreign(path, err);
	}
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		return open_failed(path, errno, err);
	}
	ssize_t len = -1;
	bool is_regular = fstat(fd, status) == 0 && S_ISREG(status->st_mode);
	if (is_regular) {
		len = pread(fd, header, HEADER_SIZE, 0);
	}
	int number = errno;
	close(fd);
	if (is_regular && len < 0) {
		return open_failed(path, number, err);
	}
	if (len != HEADER_SIZE || status->st_size < SMALLEST_FILE) {
		return is_foreign(path, err);
	}
	return true;
}

static uint32_t read_number(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       (uint32_t)bytes[3];
}

static bool judge_header(const char *path, const unsigned char *header, struct err *err)
{
	if (memcmp(header, magic, sizeof(magic)) != 0) {
		return is_foreign(path, err);
	}
	if (read_number(header + APPLICATION_ID_OFFSET) != STORE_APPLICATION_ID) {
		return err_set(err, ERR_FOREIGN, _("%s is a database of another program."), path);
	}
	uint32_t version = read_number(header + VERSION_OFFSET);
	if (version > STORE_SCHEMA_VERSION && version <= INT32_MAX) {
		return err_set(
			err, ERR_NEWER,
			_("%s was made by a newer version of this program (schema %d; this program "
			  "knows up to %d). Nothing was changed."),
			path, (int)version, STORE_SCHEMA_VERSION);
	}
	if (version == 0 || version > INT32_MAX) {
		return err_set(err, ERR_DAMAGED, _("%s is damaged: it has no schema version."),
			       path);
	}
	return true;
}

bool file_inspect(const char *path, struct file_facts *facts, struct err *err)
{
	char *real = realpath(path, NULL);
	if (real == NULL) {
		return open_failed(path, errno, err);
	}
	struct stat status;
	unsigned char header[HEADER_SIZE];
	if (!read_header(real, &status, header, err) || !judge_header(real, header, err)) {
		free(real);
		return false;
	}
	*facts = (struct file_facts){
		.path = real,
		.device = status.st_dev,
		.inode = status.st_ino,
		.names = status.st_nlink,
		.size = status.st_size,
		.version = (int)read_number(header + VERSION_OFFSET),
		.is_wal = header[18] == 2 || header[19] == 2,
	};
	return true;
}

bool file_is_network_type(long type)
{
	/* From statfs(2). A FUSE file system may be local (exFAT), or sshfs: it cannot be told. */
	static const uint32_t types[] = {
		0x6969,	    /* NFS */
		0x517b,	    /* SMB */
		0xfe534d42, /* SMB2 */
		0xff534d42, /* CIFS */
		0x65735546, /* FUSE */
		0x01021997, /* 9p */
		0x5346414f, /* AFS */
		0x73757245, /* Coda */
		0x00c36400, /* Ceph */
		0x0bd00bd0, /* Lustre */
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if ((uint32_t)type == types[i]) {
			return true;
		}
	}
	return false;
}

bool file_is_on_read_only_medium(const char *path)
{
	struct statvfs status;
	return statvfs(path, &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

bool file_has_companion(const char *path, const char *ending)
{
	struct str name = STR_EMPTY;
	struct stat status;
	str_add_format(&name, "%s%s", path, ending);
	bool found = lstat(name.data, &status) == 0 && status.st_size > 0;
	str_clear(&name);
	return found;
}

static bool may_write(const char *path, int mode)
{
	return faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0;
}

/* Saving needs the folder too: the journal is made there. */
static bool may_write_folder_of(const char *path)
{
	size_t len = (size_t)(strrchr(path, '/') - path);
	char *folder = mem_copy_bytes(path, len > 0 ? len : 1);
	bool may = may_write(folder, W_OK | X_OK);
	free(folder);
	return may;
}

char *file_find_obstacle(const struct file_facts *facts)
{
	struct statfs place;
	if (file_is_on_read_only_medium(facts->path)) {
		return mem_copy_text(_("The file can only be read: its medium is read-only."));
	}
	if (!may_write(facts->path, W_OK)) {
		return mem_copy_text(_("The file can only be read: you may not write it."));
	}
	if (!may_write_folder_of(facts->path)) {
		return mem_copy_text(_("The file can only be read: you may not write its folder."));
	}
	if (facts->names > 1) {
		return mem_copy_text(
			_("The file can only be read: it has a second name (a hard link), "
			  "which can spoil it. Copy it and open the copy."));
	}
	if (statfs(facts->path, &place) == 0 && file_is_network_type((long)place.f_type)) {
		return mem_copy_text(_("The file can only be read: it lies on a network or foreign "
				       "file system, where two programs could spoil it. Copy it to "
				       "a local folder."));
	}
	return NULL;
}
